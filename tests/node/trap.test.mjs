// Calls at the very end of the stack, and of the memory: if the module traps, nothing stays pending or broken.
import assert from "node:assert/strict";
import test, { describe } from "node:test";
import { program } from "./program.mjs";
import { world } from "./support.mjs";

/** Imported before the package. */
const INSTANCES = new URL("../instances.mjs", import.meta.url).href;

/** The beginning and the end of every program here; it prints one line. */
const frame = (code) => `
  const { SlackError } = await import("slack-admin-session");
  const escaped = [];
  process.on("uncaughtException", (error) => escaped.push("uncaught: " + error?.stack));
  process.on("unhandledRejection", (error) => escaped.push("unhandled: " + error?.stack));
  const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const good = async () => new Response('{"ok":true}');
  const ended = new Map();
  const all = [];
  /** Counts how the promise ends. */
  function track(promise) {
    all.push(promise);
    promise.then(
      (value) => note(promise, value?.ok === true ? "ok" : "a strange result"),
      (error) => note(promise, error instanceof SlackError ? error.name : "untyped: " + error?.stack),
    );
  }
  const note = (promise, end) => ended.set(promise, end);
  /** The caller may get only one kind of exception: the engine's own, which says that the stack ran out. */
  const thrown = new Map();
  function caught(error) {
    const end = error instanceof RangeError ? "RangeError" : error instanceof SlackError ? error.name : String(error?.stack);
    thrown.set(end, (thrown.get(end) ?? 0) + 1);
  }
  /** To the end of the stack, and the action at each of the last steps on the way back. */
  function dive(action, steps = 700) {
    // Filled in advance: only the action is called down there.
    const [results, errors] = [new Array(steps).fill(), new Array(steps).fill()];
    let left = steps;
    const down = () => {
      try { down(); } catch {}
      if (left > 0) {
        left--;
        try { results[left] = action(); } catch (error) { errors[left] = error; }
      }
    };
    down();
    for (const result of results) if (result) track(result);
    for (const error of errors) if (error) caught(error);
  }
  ${code}
  for (let waited = 0; ended.size < all.length && waited < 5_000; waited += 20) await wait(20);
  const ends = {};
  for (const end of ended.values()) ends[end] = (ends[end] ?? 0) + 1;
  const works = async (made) => {
    try { return (await made.reset(request)).ok; }
    catch (error) {
      const over = error instanceof SlackError && error.outcome === "not_sent" && /make a new one/.test(error.message);
      return over ? "over" : String(error?.stack);
    }
  };
  console.log(JSON.stringify({
    pending: all.length - ended.size,
    ends,
    thrown: Object.fromEntries(thrown),
    escaped,
    same: await works(used),
    fresh: await works(client({ fetch: good })),
    real: await works(api),
  }));
`;

async function survives(code, slack = world(), { flags = [], patience } = {}) {
  // Node's own messages about the end of the stack are in the error stream.
  const { exit, out, err } = await program(slack, frame(code), { flags: ["--stack-trace-limit=8", ...flags], patience });
  assert.equal(exit, 0, `${out}${err.slice(-2_000)}`);
  assert.ok(out.endsWith('}\n'), `it ended before its last line: ${out}${err.slice(-2_000)}`);
  const { pending, ends, thrown, escaped, ...works } = JSON.parse(out);
  assert.equal(pending, 0, `${pending} calls never settled; the others: ${JSON.stringify(ends)}`);
  const known = (end) => end === "ok" || /^Slack\w+Error$/.test(end);
  assert.deepEqual(Object.keys(ends).filter((end) => !known(end)), []);
  assert.deepEqual(Object.keys(thrown).filter((end) => end !== "RangeError" && !known(end)), []);
  assert.deepEqual(escaped, []);
  // Clients of a module that failed say so; a new client works.
  for (const made of ["same", "real"]) assert.ok([true, "over"].includes(works[made]), works[made]);
  assert.equal(works.fresh, true);
  assert.ok(Object.keys({ ...ends, ...thrown }).some((end) => end !== "ok"), "it never came to the end");
  return { ends, thrown, isOver: works.same === "over" };
}

const used = "const used = client({ fetch: good, maxConcurrency: 1000 });";

describe("at the end of the stack", { concurrency: 2 }, () => {
  for (const [what, code] of [
    ["reset", "dive(() => used.reset(request));"],
    ["invalidate", "dive(() => used.invalidate({ user_id: 'U1', session_id: 1 }));"],
    ["reset with all that there is to read", `
      const { signal } = new AbortController();
      const headers = { "x-a": "1" };
      const further = { a: [{ b: "c" }] };
      dive(() => used.reset({ ...request, further }, { signal, headers, retry: { attempts: 2 }, accept: ["a/b"], timeout: [1, 2], token: "xoxp-own" }));
    `],
    ["reset with a JSON body", "dive(() => used.reset({ ...request, deep: [[1n]] }, { contentType: 'application/json' }));"],
    ["reset with a wrong argument", "dive(() => used.reset({ user_id: 1 }));"],
    ["reset of a request that throws", "dive(() => used.reset({ get user_id() { throw new Error('no'); } }));"],
    ["the constructor", "dive(() => { client({ fetch: good, headers: { 'x-a': '1' } }); });"],
    ["the constructor, refused", "dive(() => { client({ acessToken: 1 }); });"],
    ["the constructor and a call", "dive(() => client({ fetch: good }).reset(request));"],
    ["a call and dispose", "dive(() => { const one = client({ fetch: good }); const call = one.reset(request); one.dispose(); return call; });"],
  ]) {
    test(`${what} at every step near the end of the stack leaves nothing pending or broken`, async () => {
      await survives(used + code);
    });
  }
});

test("earlier calls settle too: in flight, in the queue, in a wait, with a token to come", async () => {
  const slack = world();
  await slack.faults({ pass: true, delay_ms: 300, times: 2 });
  await survives(`
    ${used}
    const narrow = client({ maxConcurrency: 1, deadline: 3_000 });
    const waiting = client({ fetch: async () => new Response("", { status: 500 }), retry: { attempts: 2, minDelay: 300, maxDelay: 300 } });
    const asking = client({ fetch: good, accessToken: async () => (await wait(200), "xoxp-late") });
    for (let call = 0; call < 3; call++) for (const one of [narrow, waiting, asking, used]) track(one.reset(request));
    await wait(50);
    dive(() => used.reset(request));
  `, slack);
});

test("a call that a listener makes after a trap ends, and later calls say that their client has failed", async () => {
  const { isOver } = await survives(`
    ${used}
    let more = 3;
    const onEvent = ({ type, ok }) => { if (type === "settled" && !ok && more-- > 0) track(used.reset(request)); };
    const listening = client({ fetch: () => new Promise(() => {}), maxConcurrency: 1000, onEvent });
    for (let call = 0; call < 5; call++) track(listening.reset(request));
    await wait(10);
    // A clock that fails once: what it throws goes through the module.
    performance.now = () => { delete performance.now; throw new RangeError("no clock"); };
    try { track(used.reset(request)); } catch (error) { caught(error); }
    for (let waited = 0; more > 0 && waited < 5_000; waited += 20) await wait(20);
    if (more > 0) escaped.push("there was no trap");
  `);
  assert.ok(isOver, "the client goes on after a trap");
});

test("clients that are disposed of there end their calls", async () => {
  await survives(`
    ${used}
    const many = Array.from({ length: 100 }, () => client({ fetch: good, maxConcurrency: 1 }));
    for (const one of many) for (let call = 0; call < 3; call++) track(one.reset(request));
    let at = 0;
    dive(() => { many[at++ % 100].dispose(); });
  `);
});

test("a module that runs out of memory leaves nothing pending or broken", async () => {
  const slack = world();
  await slack.faults({ pass: true, delay_ms: 300 });
  const { ends } = await survives(`
    const { instances } = await import("${INSTANCES}");
    const used = client({ fetch: good });
    track(api.reset(request));
    await wait(50);
    const { memory } = instances[0].exports;
    for (let pages = 65_536; pages > 0; pages = pages >> 1) {
      try { while (memory.grow(pages) >= 0); } catch {}
    }
    for (let call = 0; call < 3; call++) {
      try { track(used.reset({ ...request, note: "x".repeat(5_000_000) })); } catch (error) { caught(error); }
    }
    if (!(memory.buffer.byteLength > 4e9)) throw new Error("the memory isn't used up: " + memory.buffer.byteLength);
  `, slack, { flags: [`--import=${INSTANCES}`], patience: 120_000 }); // 4 GiB are overwritten with zeros.
  assert.ok(Object.keys(ends).length > 0);
});
