// A fresh process: what a hundred thousand targets take. node large-list.mjs plan | record FILE HOST | whole | cost FILE ROUNDS
import { closeSync, fdatasync, openSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { promisify } from "node:util";
import { wasmBytes } from "../tests/instances.mjs";
import { TOKEN, instant } from "./clients.mjs";
import { median } from "./figures.mjs";

const COUNT = 100_000;
/** How many are left when a record is resumed. */
const LEFT = 10;
/** Targets of a round that weighs one. */
const TARGETS = 500;

const { AdminUsersSessionApi } = await import("slack-admin-session");
const { plan, run } = await import("slack-admin-session/run");
const { createRecord } = await import("slack-admin-session/run/file");

const id = (n) => `WC${String(n + 1).padStart(7, "0")}`;
const list = (line, head = "") =>
  new TextEncoder().encode(`${head}${Array.from({ length: COUNT }, (_, n) => `${line(n)}\n`).join("")}`);
const plain = list(id);

/** A record that is kept nowhere: only `append` sees it. */
const recordOf = (append) => ({ async *read() {}, append: async (text) => append(text), async close() {} });
const api = () => new AdminUsersSessionApi({ accessToken: TOKEN, fetch: instant });
/** An API whose calls are done at once. */
const nothing = { reset: async () => ({ body: { ok: true } }) };

const programs = {
  async plan() {
    const lists = {
      "a user id a line": plain,
      CSV: list((n) => `login${n},login${n}@example.com,Member,"Name, the ${n}th",${id(n)}`, "username,email,status,fullname,userid\n"),
      "JSON Lines": list((n) => `{"user_id":"${id(n)}","team_id":"T0AAAAAAA","recent":{"device":"phone"}}`),
    };
    const seconds = {};
    for (const [form, bytes] of Object.entries(lists)) {
      const start = performance.now();
      const { count } = await plan(bytes, { method: "reset" });
      seconds[form] = (performance.now() - start) / 1000;
      if (count !== COUNT) throw new Error(`${form}: ${count} of ${COUNT} were planned`);
    }
    return seconds;
  },

  /** A record of a run that was stopped before its last ten targets. */
  async record(file, host) {
    const texts = [];
    const stop = new AbortController();
    const made = await plan(plain, { method: "reset", host, perMinute: Infinity });
    const onProgress = ({ left }) => left === LEFT && stop.abort();
    await run(nothing, made, { record: recordOf((text) => texts.push(text)), signal: stop.signal, onProgress });
    writeFileSync(file, texts.join(""));
    return {};
  },

  /** A run over all: the module's memory at its start and at its end, and the most that the process had. */
  async whole() {
    let before;
    const onProgress = () => {
      before ??= wasmBytes();
    };
    const { done } = await run(nothing, await plan(plain, { method: "reset", perMinute: Infinity }), { record: recordOf(() => {}), onProgress });
    if (done !== COUNT || !before) throw new Error(`${done} of ${COUNT} were done`);
    return { before, after: wasmBytes(), peak: process.resourceUsage().maxRSS * 1024 };
  },

  /** What a target costs, in all and by part, in milliseconds. */
  async cost(file, rounds) {
    const users = new TextEncoder().encode(Array.from({ length: TARGETS }, (_, n) => `${id(n)}\n`).join(""));
    const client = api();
    const figures = { whole: [], syncs: [], client: [], processor: [] };
    const timed = async (work) => {
      const start = performance.now();
      await work();
      return (performance.now() - start) / TARGETS;
    };
    for (let round = -1; round < Number(rounds); round += 1) {
      const made = await plan(users, { method: "reset", perMinute: Infinity });
      const record = await createRecord(file);
      const { user, system } = process.cpuUsage();
      const whole = await timed(() => run(client, made, { record }));
      const used = process.cpuUsage();
      const processor = (used.user + used.system - user - system) / 1000 / TARGETS;
      rmSync(file);
      const syncs = await timed(() => writeAndSync(file));
      const alone = await timed(async () => {
        for (let n = 0; n < TARGETS; n += 1) await client.reset({ user_id: id(n) });
      });
      // The first one is for the compiler.
      if (round < 0) continue;
      for (const [what, figure] of Object.entries({ whole, syncs, client: alone, processor })) figures[what].push(figure);
    }
    const each = (of) => Object.fromEntries(Object.entries(figures).map(([what, all]) => [what, of(all)]));
    return { targets: TARGETS, best: each((all) => Math.min(...all)), median: each(median) };
  },
};

const sync = promisify(fdatasync);

/** Writes lines as long as an intent and an outcome, and syncs each. */
async function writeAndSync(path) {
  const file = openSync(path, "ax");
  for (let n = 0; n < TARGETS; n += 1) {
    for (const length of [64, 110]) {
      writeSync(file, `${"x".repeat(length)}\n`);
      await sync(file);
    }
  }
  closeSync(file);
  rmSync(path);
}

const [name, ...words] = process.argv.slice(2);
process.stdout.write(JSON.stringify(await programs[name](...words)));
