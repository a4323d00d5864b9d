// Shared by the tests of the command: runs the installed command in a process and a folder of its own.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { TOKEN, world } from "../standin/client.mjs";

const manifest = createRequire(import.meta.url).resolve("slack-admin-session/package.json");
/** The program that npm links to. */
export const PROGRAM = join(dirname(manifest), JSON.parse(readFileSync(manifest, "utf8")).bin["slack-admin-session"]);
/** Runs a program in a terminal: tests/terminal. */
const { TERMINAL } = process.env;

/** The longest wait for anything, in milliseconds: far longer than a busy machine needs. */
const PATIENCE = 120_000;

/** Waits until something holds. */
export async function until(what, holds) {
  for (const limit = performance.now() + PATIENCE; !(await holds()); ) {
    assert.ok(performance.now() < limit, `waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** The user with this number in the stand-in's crowd. */
export const user = (n) => `WC${String(n).padStart(7, "0")}`;
/** A plain list of that many users. */
export const users = (count) => Array.from({ length: count }, (_, n) => `${user(n + 1)}\n`).join("");

/** The environment of a process whose clocks and timers are that many times as fast. @param {number} factor */
export const fast = (factor) => ({ NODE_OPTIONS: `--import=${new URL("fast-clock.mjs", import.meta.url)}`, CLOCK_FACTOR: `${factor}` });

/** @param {string} line */
function parse(line) {
  try {
    return [JSON.parse(line)];
  } catch {
    return [];
  }
}

/** A folder, a Slack with a crowd, and the command. `test` cleans up after it. */
export async function desk(test, { count = 0 } = {}) {
  const slack = world();
  const folder = await mkdtemp(join(tmpdir(), "command-"));
  test.after(() => rm(folder, { recursive: true, force: true }));
  if (count > 0) await slack.crowd({ count });
  const path = (name) => join(folder, name);

  /** Starts it. `env` is added to a world in which SLACK_TOKEN works. */
  function start(words, { env = {}, stdio = ["ignore", "pipe", "pipe"], columns, program = [process.execPath, PROGRAM] } = {}) {
    const { npm_command: _, ...inherited } = process.env;
    const all = { ...inherited, SLACK_TOKEN: TOKEN, TZ: "UTC", TERM: "xterm", ...env };
    const [file, ...before] = columns ? [TERMINAL, String(columns), ...program] : program;
    assert.ok(file, "TERMINAL is not set: it is the program that tests/terminal makes");
    const input = columns ? ["pipe", "pipe", "pipe"] : stdio;
    const child = spawn(file, [...before, ...words], { cwd: folder, env: all, stdio: input });
    test.after(() => child.kill("SIGKILL"));
    const started = { child, stdout: "", stderr: "", pid: child.pid };
    for (const name of ["stdout", "stderr"]) {
      child[name]?.setEncoding("utf8").on("data", (text) => {
        started[name] += text;
      });
    }
    started.ended = once(child, "close").then(([code, signal]) => {
      assert.ok(!`${started.stdout}${started.stderr}`.includes(TOKEN), "the token was printed");
      return { status: code ?? signal, stdout: started.stdout, stderr: started.stderr };
    });
    /** Waits until it has printed that. */
    started.says = async (pattern) => {
      const said = () => pattern.test(`${started.stderr}${started.stdout}`);
      await Promise.race([until(`${pattern}`, said), started.ended]);
      assert.ok(said(), `${pattern} was not said, but: ${started.stdout}${started.stderr}`);
    };
    return started;
  }

  return {
    slack,
    path,
    start,
    /** Runs it to its end. */
    run: (words, options) => start(words, options).ended,
    write: (name, content) => writeFileSync(path(name), content),
    read: (name) => readFileSync(path(name), "utf8"),
    isThere: (name) => existsSync(path(name)),
    files: () => readdirSync(folder).sort(),
    /** The arguments of a quick run without a question. */
    quick: (...words) => [...words, "--yes", "--host", slack.host, "--per-minute", "6000", "--record", "r.jsonl"],
    /** The lines of a record, without torn ones. */
    record: (name = "r.jsonl") => readFileSync(path(name), "utf8").split("\n").flatMap(parse),
    /** The record's last line. */
    end() {
      return this.record().at(-1);
    },
    /** How often each user was called: `{ WC0000001: 1 }`. */
    async calls() {
      const targets = await slack.targets();
      return Object.fromEntries(targets.map(({ user_id, calls }) => [user_id, calls.length]));
    },
  };
}
