// An abort at every point of a call: the call rejects with its reason, and leaves nothing behind.
import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import test, { describe } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { inspect } from "node:util";
import { endsByItself } from "./program.mjs";
import { NEVER, TOKEN, USER, ending, gate, heldFetch, timed, turn, world } from "./support.mjs";

/** How long after the rejection the stand-in's log is watched: longer than any wait below. */
const WATCHED = 400;
const backoff = { attempts: 3, minDelay: 250, maxDelay: 250 };
// A backoff is random from zero up: here it must be long enough to be aborted in.
Math.random = () => 0.99;
const never = { attempts: 3, minDelay: 1e9, maxDelay: 1e9 };

/** Waits until the call has got to a point or is over: on a busy machine a short time limit may come first. */
const reached = (place, call) => Promise.race([place.catch(() => {}), call]);

/**
 * Calls with the signal, and resolves once the call has got to that point: to how it ends. In the queue another call is
 * before it, which is in flight until `finish` is called; `finish` says how that call ended.
 */
const places = {
  async "in the queue"(slack, signal) {
    const { fetch, release } = heldFetch();
    const api = slack.client({ maxConcurrency: 1, fetch });
    const first = ending(api.reset({ user_id: "W00000002" }));
    const call = ending(api.reset({ user_id: USER }, { signal }));
    await reached(slack.arrival(), call);
    const finish = () => {
      release();
      return first;
    };
    return { call, finish };
  },
  async "in the token function"(slack, signal) {
    const { open, opened } = gate();
    const accessToken = () => (open(), sleep(200, TOKEN));
    const call = ending(slack.client({ accessToken }).reset({ user_id: USER }, { signal }));
    await reached(opened, call);
    return { call };
  },
  async "before the headers"(slack, signal) {
    await slack.faults({ pass: true, delay_ms: NEVER });
    const call = ending(slack.client({ retry: backoff }).reset({ user_id: USER }, { signal }));
    await reached(slack.arrival(), call);
    return { call };
  },
  async "in the body"(slack, signal) {
    await slack.faults({ status: 200, json: { ok: true }, body_delay_ms: NEVER });
    const { fetch, answered, release } = heldFetch();
    release();
    const call = ending(slack.client({ retry: backoff, fetch }).reset({ user_id: USER }, { signal }));
    await reached(answered.then(turn), call);
    return { call };
  },
  async "in a backoff wait"(slack, signal) {
    const { open, opened } = gate();
    await slack.faults({ status: 500 });
    const onEvent = ({ type }) => type === "retry" && open();
    const call = ending(slack.client({ retry: backoff, onEvent }).reset({ user_id: USER }, { signal }));
    await reached(opened, call);
    return { call };
  },
  async "in the wait after a 429"(slack, signal) {
    const { open, opened } = gate();
    await slack.faults({ status: 429, headers: { "retry-after": "0.25" } });
    const onEvent = ({ type }) => type === "retry" && open();
    const call = ending(slack.client({ retry: backoff, onEvent }).reset({ user_id: USER }, { signal }));
    await reached(opened, call);
    return { call };
  },
};

/** How many requests are made up to that point, including other calls. */
const sent = { "in the queue": 1, "in the token function": 0 };

async function over(slack, where, { call, finish }, signal, reason) {
  const { value, ran } = await timed(() => call);
  const { error } = value;
  assert.ok(Object.is(error, reason), `rejected with ${inspect(error)}`);
  assert.ok(ran < 1_000, `ended only after ${ran} ms`);
  assert.equal(getEventListeners(signal, "abort").length, 0, "a listener stays behind");
  await finish?.();
  await sleep(WATCHED);
  assert.equal((await slack.requests()).length, sent[where] ?? 1, "a request came after the rejection");
}

const reasons = [
  undefined,
  null,
  0,
  NaN,
  -0,
  "",
  false,
  1n,
  () => {},
  new RangeError("the shift is over"),
  {},
  Object.freeze({ an: "object" }),
  Object.freeze(Object.create(null)),
  Object.freeze(new Error("frozen")),
  Promise.resolve("a promise"),
  new Proxy({}, { get() { throw new Error("no"); } }),
  Symbol("reason"),
];
/** Doesn't read from it: a proxy may throw. */
const named = (reason, number) => (Object(reason) === reason ? `reason ${number}, an object` : String(inspect(reason)));

describe("an abort", { concurrency: 24 }, () => {
  for (const [where, come] of Object.entries(places)) {
    for (const [number, reason] of reasons.entries()) {
      test(`${where} with ${named(reason, number)} rejects with it, and that is all`, async () => {
        const slack = world();
        const controller = new AbortController();
        const running = await come(slack, controller.signal);
        controller.abort(reason);
        const { signal } = controller;
        await over(slack, where, running, signal, reason === undefined ? signal.reason : reason);
      });
    }

    test(`${where} of an AbortSignal.any rejects with the reason of the one that aborted`, async () => {
      const slack = world();
      const [one, other] = [new AbortController(), new AbortController()];
      const signal = AbortSignal.any([one.signal, other.signal]);
      const running = await come(slack, signal);
      other.abort("the other");
      await over(slack, where, running, signal, "the other");
    });

    test(`${where} of an AbortSignal.timeout rejects with its TimeoutError`, async () => {
      const slack = world();
      const signal = AbortSignal.timeout(100);
      const { call, finish } = await come(slack, signal);
      const { error } = await call;
      assert.equal(error, signal.reason);
      assert.equal(error.name, "TimeoutError");
      await finish?.();
      await sleep(WATCHED);
      assert.ok((await slack.requests()).length <= 1);
    });

    test(`${where} leaves other calls alone: they go on`, async () => {
      const slack = world();
      const controller = new AbortController();
      const { call, finish } = await come(slack, controller.signal);
      const other = ending(slack.client().reset({ user_id: "W00000003" }));
      controller.abort("only this one");
      assert.equal((await call).error, "only this one");
      assert.deepEqual(await other, { value: { ok: true } });
      if (finish) assert.deepEqual(await finish(), { value: { ok: true } });
    });
  }

  for (const [number, reason] of reasons.entries()) {
    test(`before the call with ${named(reason, number)} rejects with it, nothing is asked and nothing sent`, async () => {
      const slack = world();
      const signal = AbortSignal.abort(reason);
      const accessToken = () => assert.fail("the token was asked for");
      const { error } = await ending(slack.client({ accessToken, retry: backoff }).reset({ user_id: USER }, { signal }));
      assert.ok(Object.is(error, reason === undefined ? signal.reason : reason), inspect(error));
      assert.equal(getEventListeners(signal, "abort").length, 0);
      await slack.receivedNothing();
    });
  }
});

/** A signal that counts its listeners, and isn't the platform's own. */
function counting() {
  const controller = new AbortController();
  const { signal } = controller;
  const listening = new Set();
  let added = 0;
  for (const [name, note] of [
    ["addEventListener", (listener) => (added++, listening.add(listener))],
    ["removeEventListener", (listener) => listening.delete(listener)],
  ]) {
    const original = signal[name].bind(signal);
    signal[name] = (type, listener, ...rest) => {
      if (type === "abort") note(listener);
      return original(type, listener, ...rest);
    };
  }
  return { controller, signal, listening, added: () => added };
}

for (const [what, faults, configuration] of [
  ["succeeds", [], {}],
  ["fails", [{ status: 403 }], {}],
  ["is repeated", [{ status: 500 }, { cut: "before_headers" }], { retry: { minDelay: 1, maxDelay: 5 } }],
  ["times out", [{ pass: true, delay_ms: NEVER }], { timeout: 50 }],
  ["meets its deadline", [{ pass: true, delay_ms: NEVER }], { deadline: 50 }],
  ["meets its deadline in a wait", [{ status: 500 }], { deadline: 2_000, retry: never }],
  ["is refused", [], {}],
]) {
  test(`a call that ${what} removes all its listeners from its signal`, async () => {
    const slack = world();
    if (faults.length > 0) await slack.faults(...faults);
    const { signal, listening, added } = counting();
    const request = what === "is refused" ? { user_id: "" } : { user_id: USER };
    await ending(slack.client(configuration).reset(request, { signal }));
    assert.deepEqual([...listening], []);
    if (request.user_id) assert.ok(added() > 0, "nobody listened");
  });
}

test("a call that is aborted removes all its listeners from its signal", async () => {
  for (const come of Object.values(places)) {
    const { controller, signal, listening } = counting();
    const { call, finish } = await come(world(), signal);
    controller.abort("enough");
    assert.equal((await call).error, "enough");
    assert.deepEqual([...listening], []);
    await finish?.();
  }
});

test("a signal that is aborted while a listener is set rejects, and nothing is sent", async () => {
  const slack = world();
  const controller = new AbortController();
  const { signal } = controller;
  const add = signal.addEventListener.bind(signal);
  signal.addEventListener = (...all) => (controller.abort("at once"), add(...all));
  const { error } = await ending(slack.client().reset({ user_id: USER }, { signal }));
  assert.equal(error, "at once");
  await slack.receivedNothing();
});

const aborting = `
  const controller = new AbortController();
  const { signal } = controller;
  const abort = () => controller.abort("enough");
  const ends = async (call) => { try { await call; process.exit(7); } catch (error) { if (error !== "enough") throw error; } };
`;

describe("a program that aborts a call", { concurrency: 2 }, () => {
  for (const [where, code, faults] of [
    ["in the queue", `
      const queue = client({ maxConcurrency: 1 });
      const first = queue.reset(request);
      setTimeout(abort, 50);
      await ends(queue.reset(request, { signal, deadline: 60_000 }));
      await first;
    `, [{ pass: true, delay_ms: 200 }]],
    ["in the token function", `
      setTimeout(abort, 50);
      await ends(client({ accessToken: () => new Promise(() => {}) }).reset(request, { signal }));
    `, []],
    ["before the headers", "setTimeout(abort, 200); await ends(api.reset(request, { signal }));", [{ pass: true, delay_ms: NEVER }]],
    ["in the body", `
      const fetch = async (...given) => {
        const answer = await globalThis.fetch(...given);
        setTimeout(abort, 20);
        return answer;
      };
      await ends(client({ fetch }).reset(request, { signal }));
    `, [
      { status: 200, json: { ok: true }, body_delay_ms: NEVER },
    ]],
    ["in a backoff wait", `
      const onEvent = ({ type }) => type === "retry" && setTimeout(abort, 20);
      await ends(client({ onEvent, deadline: 0, retry: { minDelay: 1e9, maxDelay: 1e9 } }).reset(request, { signal }));
    `, [{ status: 500 }]],
    ["in the wait after a 429", `
      const onEvent = ({ type }) => type === "retry" && setTimeout(abort, 20);
      await ends(client({ onEvent, retry: {} }).reset(request, { signal }));
    `, [{ status: 429, headers: { "retry-after": "100" } }]],
    ["before it is made", "abort(); await ends(api.reset(request, { signal }));", []],
  ]) {
    test(`${where} ends by itself at once`, async () => {
      const slack = world();
      if (faults.length > 0) await slack.faults(...faults);
      await endsByItself(slack, aborting + code);
    });
  }
});

test("programs that dispose of a client in the middle end by themselves", async () => {
  const slack = world();
  await slack.faults({ status: 429, headers: { "retry-after": "100" } });
  await endsByItself(slack, `
    const waiting = client({ retry: {}, onEvent: ({ type }) => type === "retry" && setTimeout(() => waiting.free(), 20) });
    await waiting.reset(request).then(() => process.exit(7), () => {});
  `);
});
