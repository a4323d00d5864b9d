// Timers, microtasks and promises that a test or a page replaced: no call waits for ever because of them.
import assert from "node:assert/strict";
import test, { describe } from "node:test";
import { program } from "./program.mjs";
import { world } from "./support.mjs";

/** Shared by the programs here. `ended` returns how a call ends, and lets fake time pass until it does. */
const frame = `
  const { performance, setImmediate } = globalThis;
  // The bodies that Node itself makes of text need the real queueMicrotask.
  const body = (text) => new ReadableStream({ start: (stream) => { stream.enqueue(new TextEncoder().encode(text)); stream.close(); } });
  const ok = () => new Response(body('{"ok":true}'));
  const no = (status, headers) => new Response(body("{}"), { status, headers });
  const never = () => new Promise(() => {});
  const answers = (...all) => async () => (all.shift() ?? ok)();
  const turns = async () => { for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve)); };
  const ended = async (promise, tick = () => {}) => {
    let end;
    promise.then((value) => (end = value), (error) => (end = [error.name, error.phase ?? error.status]));
    for (const until = performance.now() + 8_000; !end && performance.now() < until; ) { await turns(); if (!end) tick(); }
    if (!end) throw new Error("it hangs");
    return end;
  };
  const print = (what) => console.log(JSON.stringify(what));
`;

/** Runs the code in a program of its own, and returns the lines that it printed. */
async function running(code, flags = []) {
  const { exit, out, err } = await program(world(), frame + code, { flags });
  assert.equal(exit, 0, err);
  return out.trim().split("\n").map((line) => JSON.parse(line));
}

const enable = 'mock.timers.enable({ apis: ["setTimeout"] });';
const preload = `import { mock } from "node:test"; ${enable} globalThis.mock = mock;`;

/** Runs the code where node:test fakes setTimeout, before the package is imported or only then. */
const faking = {
  before: (code) => running(`const tick = () => mock.timers.tick(100); ${code}`, ["--import", `data:text/javascript,${preload}`]),
  after: (code) => running(`const { mock } = await import("node:test"); ${enable} const tick = () => mock.timers.tick(100); ${code}`),
};

const done = { ok: true };

for (const [when, run] of Object.entries(faking)) {
  describe(`setTimeout that node:test fakes ${when} the import`, { concurrency: 3 }, () => {
    for (const [what, code, expected] of [
      ["a call is done", "client({ fetch: ok }).reset(request)", done],
      ["a call whose token takes its turns is done", "client({ fetch: ok, accessToken: async () => 'xoxp-x' }).reset(request)", done],
      ["a call is repeated", `client({ fetch: answers(() => no(500), () => no(500)), retry: { minDelay: 200 } }).reset(request)`, done],
      ["a limit is waited for", `client({ fetch: answers(() => no(429, { "retry-after": "0.3" })), retry: {} }).reset(request)`, done],
      ["a limit without end is ended by the deadline", `
        client({ fetch: async () => no(429, { "retry-after": "0.3" }), retry: {}, deadline: 1_000 }).reset(request)
          .catch(({ outcome }) => outcome)`, "rejected"],
      ["an answer that doesn't come ends in a timeout", "client({ fetch: never, timeout: 300 }).reset(request)", ["SlackTimeoutError", "connect"]],
      ["a body that doesn't come ends in a timeout", `
        client({ fetch: async () => new Response(new ReadableStream()), timeout: [1_000, 300] }).reset(request)`, ["SlackTimeoutError", "read"]],
      ["a token that doesn't come ends with the deadline", "client({ fetch: ok, accessToken: never, deadline: 300 }).reset(request)", ["SlackTimeoutError", "deadline"]],
      ["a place in the queue that doesn't come ends with the deadline", `
        (() => {
          const one = client({ fetch: never, maxConcurrency: 1, timeout: 0, deadline: 0 });
          one.reset(request).catch(() => {});
          return one.reset(request, { deadline: 300 });
        })()`, ["SlackTimeoutError", "deadline"]],
      ["calls in a queue are done", `
        Promise.all(Array.from({ length: 20 }, (_, number) => queue.reset({ user_id: "W" + number }))).then((all) => all.length)`, 20],
    ]) {
      test(what, async () => {
        const [end] = await run(`
          const queue = client({ fetch: ok, maxConcurrency: 2 });
          print(await ended(${code}, tick));
        `);
        assert.deepEqual(end, expected);
      });
    }

    test("once time is real again, calls of the same client work", async () => {
      const lines = await run(`
        const one = client({ fetch: answers(ok, () => no(500)), retry: { minDelay: 20, maxDelay: 20 } });
        print(await ended(one.reset(request), tick));
        mock.timers.reset();
        print(await ended(one.reset(request)));
        print(await ended(client({ fetch: never, timeout: 50 }).reset(request)));
      `);
      assert.deepEqual(lines, [done, done, ["SlackTimeoutError", "connect"]]);
    });

    test("a call that began before time was real again ends too", async () => {
      const [end] = await run(`
        const call = client({ fetch: answers(() => no(500)), retry: { minDelay: 1, maxDelay: 5 } }).reset(request);
        await turns();
        tick();
        print(await ended(call, tick));
      `);
      assert.deepEqual(end, done);
    });
  });
}

describe("what is replaced after the import", { concurrency: 3 }, () => {
  for (const [what, replace] of [
    ["queueMicrotask that does nothing", "globalThis.queueMicrotask = () => {};"],
    ["queueMicrotask that throws", "globalThis.queueMicrotask = () => { throw new Error('no'); };"],
    ["setTimeout that does nothing", "globalThis.setTimeout = () => 0; globalThis.clearTimeout = () => {};"],
    ["setTimeout that throws", "globalThis.setTimeout = () => { throw new Error('no'); };"],
    ["clearTimeout that throws", "globalThis.clearTimeout = () => { throw new Error('no'); };"],
    ["Promise that is another class", "globalThis.Promise = class { then() {} };"],
    ["Promise that is gone", "delete globalThis.Promise;"],
    ["AbortController that is gone", "delete globalThis.AbortController;"],
    ["all of these", `
      globalThis.queueMicrotask = () => {}; globalThis.setTimeout = () => 0; globalThis.clearTimeout = () => {};
      globalThis.Promise = class { then() {} };`],
  ]) {
    test(`${what} makes no call wait for ever`, async () => {
      const lines = await running(`
        const own = globalThis.Promise;
        const Promise = own;
        const quick = { minDelay: 20, maxDelay: 20 };
        ${replace}
        const one = client({ fetch: async () => ok(), maxConcurrency: 1, accessToken: async () => "xoxp-x" });
        const both = own.all([one.reset(request), one.reset(request)]).then((all) => all.length);
        print(await ended(both));
        print(await ended(client({ fetch: answers(() => no(500)), retry: quick }).reset(request)));
        print(await ended(client({ fetch: answers(() => no(429, { "retry-after": "0.1" })), retry: quick }).reset(request)));
        print(await ended(client({ fetch: () => new own(() => {}), timeout: 60 }).reset(request)));
        print(await ended(client({ fetch: () => new own(() => {}), deadline: 60, timeout: 0 }).reset(request)));
      `);
      assert.deepEqual(lines, [2, done, done, ["SlackTimeoutError", "connect"], ["SlackTimeoutError", "deadline"]]);
    });
  }
});
