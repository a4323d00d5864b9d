// Sequential calls: many calls must leave no more memory in use than few.
import { setImmediate as turn } from "node:timers/promises";
import { AdminUsersSessionApi } from "slack-admin-session";
import { heapBytes } from "../heap.mjs";
import { wasmBytes } from "../instances.mjs";
import { TOKEN, world } from "../standin/client.mjs";
import { kilobytes, row } from "./table.mjs";
import { timers } from "./timers-and-listeners.mjs";

/** The smallest thing that a call could leave behind is an object of 16 bytes. Half of that is allowed for a call. */
const BYTES_A_CALL = 8;
/** Code that is compiled, and recompiled, while calls run. */
const CODE = 128 * 1024;

const answer = (status, body) => async () => new Response(body, { status, headers: { "x-slack-req-id": "a1b2" } });
const pending = (_, { signal }) => new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));

/** The signal of a program, say, which outlives the calls. */
const SHARED = new AbortController().signal;

/** The ways in which a call can end, one after the other, again and again. */
const KINDS = [
  { fetch: answer(200, '{"ok":true}') },
  { fetch: answer(200, '{"ok":true}'), options: () => ({ withResponse: true }) },
  { fetch: answer(200, '{"ok":true}'), options: () => ({ signal: new AbortController().signal, deadline: 1000 }) },
  { fetch: answer(200, '{"ok":false,"error":"session_not_found"}') },
  { fetch: answer(200, '{"ok":true}'), options: () => ({ skipDeserialization: true }) },
  { fetch: answer(200, '{"ok":true}'), options: () => ({ skipDeserialization: true, stream: true, signal: SHARED }) },
  { fetch: answer(404, "<html>") },
  { fetch: answer(200, '{"ok":true}'), options: () => ({ unknown: 1 }) },
  { fetch: pending, options: abortedSoon },
  { fetch: async () => { throw new TypeError("fetch failed"); }, options: () => ({ retry: false }) },
  { fetch: answer(503, ""), options: () => ({ retry: { attempts: 2, minDelay: 0, maxDelay: 0 } }) },
];

function abortedSoon() {
  const controller = new AbortController();
  queueMicrotask(() => controller.abort());
  return { signal: controller.signal };
}

/** Calls of a client that is replaced now and then. */
export async function memory(few, many) {
  let fetch;
  // Functions that lead back to their client, like methods of an object that has the client.
  class Owner {
    client = new AdminUsersSessionApi({
      accessToken: () => this.token,
      host: "https://slack.com/api",
      fetch: (url, init) => this.fetch(url, init),
      onEvent: (event) => (this.last = event),
    });
    token = "xoxp-soak";
    fetch = (url, init) => fetch(url, init);
  }
  let owner = new Owner();
  let owners = 0;
  const run = async (from, to) => {
    for (let call = from; call < to; call += 1) {
      const kind = KINDS[call % KINDS.length];
      fetch = kind.fetch;
      await owner.client.reset({ user_id: "W12345678" }, kind.options?.()).catch(() => {});
      if (call % 100 !== 99) continue;
      // The others are forgotten.
      if (owners++ % 2) owner.client.dispose();
      owner = new Owner();
      await turn();
    }
  };
  await run(0, few);
  await compare("calls", run, few, many, BYTES_A_CALL, CODE);
  row("timers left by all of them", timers(), "none", timers() === 0);
}

/** A leak grows the heap in each round. Code that is compiled late, as on a busy machine, grows it in only one of them. */
const ROUNDS = 3;

/**
 * The memory in use after `few` calls and after `many`; `run` makes the calls from one number to another. If the heap grew too
 * much, the same number of calls is made again and compared.
 */
async function compare(what, run, few, many, each, code) {
  const allowed = each * (many - few) + code;
  let [before, after, grown] = [await inUse()];
  const { wasm } = before;
  if (wasm === 0) throw new Error("the package made no instance with a memory: nothing was measured");
  for (let round = 0; round < ROUNDS; round += 1) {
    const done = round * (many - few);
    await run(few + done, many + done);
    after = await inUse();
    grown = after.heap - before.heap;
    if (grown <= allowed) break;
    before = after;
  }
  const limit = `at most +${kilobytes(allowed)}: ${each} bytes a call, and ${kilobytes(code)} of compiled code`;
  const shown = (now, change) => `${kilobytes(now)} (${change < 0 ? "" : "+"}${kilobytes(change)})`;
  row(`heap after ${many} ${what}, against ${few}`, shown(after.heap, grown), limit, grown <= allowed);
  row(`wasm memory after ${many} ${what}, against ${few}`, shown(after.wasm, after.wasm - wasm), "not a page more", after.wasm === wasm);
}

const inUse = async () => ({ heap: await heapBytes(), wasm: wasmBytes() });

/** The same over real sockets, with answers, failures and cut connections. */
export async function overSockets(few, many) {
  const { host, faults } = world();
  await faults(...Array.from({ length: (ROUNDS * many) / 10 }, () => [{ pass: true, times: 9 }, { cut: "mid_body" }]).flat());
  const client = new AdminUsersSessionApi({ accessToken: TOKEN, host, retry: false });
  let [made, resolved] = [0, 0];
  const run = async (from, to) => {
    for (let call = from; call < to; call += 1) {
      made += 1;
      await client.reset({ user_id: "W12345678" }).then(() => (resolved += 1), () => {});
    }
  };
  await run(0, few);
  // Node's own fetch keeps connections, buffers that come and go, and more code to compile: alone it varies by as much.
  await compare("calls over sockets", run, few, many, 64, 4 * CODE);
  row(`calls over sockets that resolved, of ${made}`, resolved, "nine of ten, since every tenth is cut off", resolved === (made / 10) * 9);
}
