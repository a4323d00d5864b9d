// What onEvent gets: every event, in order, once each, and nothing secret.
import assert from "node:assert/strict";
import test, { describe } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { inspect } from "node:util";
import { SlackApiError, SlackArgumentError } from "slack-admin-session";
import { manualFetch } from "./manual-fetch.mjs";
import { DISTINCTIVE, NEVER, SESSION, TOKEN, USER, ending, failure, rejects, world } from "./support.mjs";

const quick = { minDelay: 1, maxDelay: 5 };
const limited = { status: 429, headers: { "retry-after": "0.1" } };
const RESET = "admin.users.session.reset";

/** A client that keeps a record of its events. */
function listening(slack, configuration) {
  const events = [];
  return { events, api: slack.client({ onEvent: (event) => events.push(event), retry: quick, ...configuration }) };
}

/** The events without their times and the numbers of their calls, which are checked to be numbers. */
function timeless(events) {
  return events.map(({ duration, delay, call, ...event }) => {
    assert.ok(Number.isInteger(call), inspect(call));
    for (const time of [duration, delay]) assert.ok(time === undefined || (Number.isFinite(time) && time >= 0), inspect(time));
    assert.equal(typeof duration, ["attempt", "settled"].includes(event.type) ? "number" : "undefined");
    assert.equal(typeof delay, event.type === "retry" ? "number" : "undefined");
    return event;
  });
}

const event = (type, attempt, more) => ({ type, method: RESET, attempt, ...more });
const attempt = (number, status) => event("attempt", number, status === undefined ? {} : { status });
const retry = (number) => event("retry", number);
const settled = (number, outcome) => event("settled", number, outcome ? { ok: false, outcome } : { ok: true });
const cut = { cut: "before_headers" };

describe("the events", { concurrency: 6 }, () => {
  for (const [what, faults, expected, configuration] of [
    ["a success", [], [attempt(1, 200), settled(1)]],
    ["a page with the status 403", [{ status: 403 }], [attempt(1, 403), settled(1, "rejected")]],
    ["a page with the status 500, then a success", [{ status: 500 }], [attempt(1, 500), retry(1), attempt(2, 200), settled(2)]],
    ["a 429, then a success", [limited], [
      attempt(1, 429), event("rate_limited", 1, { retryAfter: 0.1 }), retry(1), attempt(2, 200), settled(2),
    ]],
    ["ratelimited in a 200", [{ ...limited, status: 200, json: { ok: false, error: "ratelimited" } }], [
      attempt(1, 200), event("rate_limited", 1, { retryAfter: 0.1 }), retry(1), attempt(2, 200), settled(2),
    ]],
    ["a 429 that isn't waited for", [{ status: 429, headers: { "retry-after": "17" } }], [
      attempt(1, 429), event("rate_limited", 1, { retryAfter: 17 }), settled(1, "rejected"),
    ], { retry: false }],
    ["a 429 that doesn't say how long", [{ status: 429, headers: { "retry-after": null } }], [
      attempt(1, 429), event("rate_limited", 1, { retryAfter: 30 }), settled(1, "rejected"),
    ], { retry: false }],
    ["a lost connection, then a refusal", [cut, { json: { ok: false, error: "user_not_found" } }], [
      attempt(1), retry(1), attempt(2, 200), settled(2, "unknown"),
    ]],
    ["lost connections only", [{ ...cut, times: 0 }], [
      attempt(1), retry(1), attempt(2), settled(2, "unknown"),
    ], { retry: { ...quick, attempts: 2 } }],
    ["a body that is cut", [{ pass: true, cut: "mid_body" }], [attempt(1, 200), settled(1, "unknown")], { retry: false }],
    ["headers that come too late", [{ pass: true, delay_ms: NEVER }], [attempt(1), settled(1, "unknown")], { retry: false, timeout: 100 }],
    ["a deadline", [{ pass: true, delay_ms: NEVER }], [attempt(1), settled(1, "unknown")], { deadline: 100 }],
    ["a page with the status 200", [{ body: "<h1>Hello</h1>" }], [attempt(1, 200), settled(1, "unknown")]],
  ]) {
    test(`of ${what}`, async () => {
      const slack = world();
      if (faults.length > 0) await slack.faults(...faults);
      const { api, events } = listening(slack, configuration);
      await ending(api.reset({ user_id: USER }));
      assert.deepEqual(timeless(events), expected);
      await sleep(20);
      assert.equal(events.length, expected.length);
    });
  }
});

test("of refused arguments, and of a call after dispose: only settled", async () => {
  const { api, events } = listening(world());
  await rejects(api.invalidate({ user_id: USER }), { class: SlackArgumentError });
  await rejects(api.reset({ user_id: USER }, { timeuot: 1 }), { class: SlackArgumentError });
  api.dispose();
  await rejects(api.reset({ user_id: USER }), { class: SlackArgumentError });
  const invalidate = { ...settled(0, "not_sent"), method: "admin.users.session.invalidate" };
  assert.deepEqual(timeless(events), [invalidate, settled(0, "not_sent"), settled(0, "not_sent")]);
});

test("of a call that finds its method paused: only settled", async () => {
  const slack = world();
  await slack.faults({ ...limited, headers: { "retry-after": "9" } });
  const { api, events } = listening(slack, { retry: false });
  await ending(api.reset({ user_id: USER }));
  await ending(api.reset({ user_id: USER }));
  assert.deepEqual(timeless(events).slice(2), [settled(1, "rejected"), settled(0, "not_sent")]);
});

test("of a call that is aborted, wherever it is", async () => {
  const slack = world();
  await slack.faults({ pass: true, delay_ms: NEVER });
  const { api, events } = listening(slack);
  await failure(api.reset({ user_id: USER }, { signal: AbortSignal.abort() }));
  const controller = new AbortController();
  const call = failure(api.reset({ user_id: USER }, { signal: controller.signal }));
  await slack.arrival();
  controller.abort();
  await call;
  assert.deepEqual(timeless(events), [settled(0, "not_sent"), attempt(1), settled(1, "unknown")]);
});

test("delay and duration are the real times", async () => {
  const slack = world();
  await slack.faults({ ...limited, headers: { "retry-after": "0.3" }, delay_ms: 200 });
  const events = [];
  const answered = [];
  const api = slack.client({
    retry: quick,
    onEvent: (event) => events.push({ ...event, at: performance.now() }),
    async fetch(...given) {
      const answer = await globalThis.fetch(...given);
      answered.push(performance.now());
      return answer;
    },
  });
  const start = performance.now();
  await api.reset({ user_id: USER });
  const whole = performance.now() - start;
  const [first, , wait, , end] = events;
  assert.ok(first.duration > 180 && first.duration < whole, `the attempt took ${first.duration} ms of ${whole}`);
  // The delay is what is left of the 300 ms at the time of the event: they began when the answer came.
  const left = 300 - (wait.at - answered[0]);
  assert.ok(wait.delay > left - 5 && wait.delay < 305, `the wait is ${wait.delay} ms, and at least ${left} ms are left`);
  assert.ok(end.duration > 480 && end.duration < whole, `the call took ${end.duration} ms of ${whole}`);
});

test("settled comes once a call, and an attempt for each request", async () => {
  const slack = world();
  const mixed = [{ status: 500 }, cut, { status: 403 }, limited, { pass: true, cut: "mid_body" }];
  await slack.faults(...mixed, ...mixed, ...mixed);
  const { api, events } = listening(slack, { maxConcurrency: 4 });
  await Promise.all(Array.from({ length: 40 }, () => ending(api.reset({ user_id: USER }))));
  const count = (wanted) => events.filter(({ type }) => type === wanted).length;
  assert.equal(count("settled"), 40);
  assert.equal(count("attempt"), (await slack.requests()).length);
  assert.equal(count("rate_limited"), 3);
});

test("settled comes just before the promise settles", async () => {
  const order = [];
  const hand = manualFetch();
  const { api } = listening(world(), { fetch: hand.fetch, onEvent: ({ type }) => order.push(type) });
  const good = api.reset({ user_id: USER }).then(() => order.push("resolved"));
  (await hand.request(0)).ok();
  await good;
  const bad = api.reset({ user_id: USER }).catch(() => order.push("rejected"));
  (await hand.request(1)).status(403);
  await bad;
  assert.deepEqual(order, ["attempt", "settled", "resolved", "attempt", "settled", "rejected"]);
});

test("each event is a plain object of its own, which the listener may change", async () => {
  const slack = world();
  await slack.faults(limited);
  const seen = new Set();
  const { api } = listening(slack, {
    onEvent(event) {
      assert.equal(Object.getPrototypeOf(event), Object.prototype);
      seen.add(event);
      for (const key of Object.keys(event)) event[key] = null;
    },
  });
  assert.deepEqual(await api.reset({ user_id: USER }), { ok: true });
  assert.equal(seen.size, 5);
});

test("events hold nothing of the request, the token or headers' values", async () => {
  for (const tokenPlacement of ["authorization", "form", "token-header"]) {
    const slack = world();
    const echo = { headers: { "x-echo": TOKEN, "x-slack-req-id": TOKEN, "retry-after": "0.1" }, reason: TOKEN };
    await slack.faults(
      { ...echo, status: 429, body: TOKEN },
      { ...echo, status: 500, body: TOKEN },
      { ...echo, status: 200, json: { ok: false, error: TOKEN } },
    );
    const { api, events } = listening(slack, { tokenPlacement });
    await rejects(api.reset({ user_id: DISTINCTIVE, note: DISTINCTIVE }), { class: SlackApiError });
    assert.equal(events.length, 7);
    const shown = inspect(events, { showHidden: true, depth: null });
    for (const secret of [TOKEN, DISTINCTIVE]) assert.ok(!shown.includes(secret), shown);
  }
});

for (const [what, listener] of [
  ["throws", () => { throw new Error(DISTINCTIVE); }],
  ["throws undefined", () => { throw undefined; }],
  ["rejects", async () => { throw new Error(DISTINCTIVE); }],
  ["returns a promise that rejects later", () => sleep(5).then(() => Promise.reject(new Error(DISTINCTIVE)))],
  ["returns a thenable that throws", () => ({ then() { throw new Error(DISTINCTIVE); } })],
  ["returns an object whose then throws", () => Object.defineProperty({}, "then", { get() { throw new Error(); } })],
  ["never ends its promise", () => new Promise(() => {})],
  ["is a revoked proxy", (() => {
    const { proxy, revoke } = Proxy.revocable(() => {}, {});
    revoke();
    return proxy;
  })()],
]) {
  test(`a listener that ${what} changes nothing`, async (t) => {
    const escaped = t.mock.fn();
    process.on("unhandledRejection", escaped);
    process.on("uncaughtException", escaped);
    t.after(() => {
      process.off("unhandledRejection", escaped);
      process.off("uncaughtException", escaped);
    });
    const slack = world();
    await slack.faults(limited);
    const { api } = listening(slack, { onEvent: listener });
    assert.deepEqual(await api.reset({ user_id: USER }), { ok: true });
    await rejects(api.reset({ user_id: "W00000000" }), { class: SlackApiError, attempts: 1 });
    await sleep(30);
    assert.equal(escaped.mock.callCount(), 0);
  });
}

test("calls from within the listener work", async () => {
  const slack = world();
  await slack.faults(limited);
  const inner = [];
  const api = slack.client({
    retry: quick,
    maxConcurrency: 1,
    onEvent({ method, type }) {
      if (method === RESET) inner.push(ending(api.invalidate({ user_id: "W00000002", session_id: SESSION, type })));
    },
  });
  assert.deepEqual(await api.reset({ user_id: USER }), { ok: true });
  const ends = await Promise.all(inner);
  assert.equal(ends.length, 5);
  for (const { error } of ends) assert.equal(error.error, "session_not_found");
});

describe("a listener that acts", { concurrency: 8 }, () => {
  for (const when of ["attempt", "rate_limited", "retry", "settled"]) {
    for (const [what, act] of [
      ["aborts the call", (_, controller) => controller.abort("enough")],
      ["disposes of the client", (api) => api.dispose()],
    ]) {
      test(`a listener that ${what} at ${when} ends it, once, without a further request`, async () => {
        const slack = world();
        await slack.faults(limited);
        const controller = new AbortController();
        const types = [];
        const api = slack.client({
          retry: quick,
          onEvent({ type }) {
            types.push(type);
            if (type === when) act(api, controller);
          },
        });
        const end = await ending(api.reset({ user_id: USER }, { signal: controller.signal }));
        if (when === "settled") assert.deepEqual(end, { value: { ok: true } });
        else assert.equal(end.error?.argument ?? end.error, what.startsWith("aborts") ? "enough" : "client");
        await sleep(150);
        assert.equal((await slack.requests()).length, when === "settled" ? 2 : 1);
        assert.equal(types.filter((type) => type === "settled").length, 1);
      });
    }
  }
});

describe("the number of a call", { concurrency: true }, () => {
  test("is the same in all events of a call, and no other's, side by side and of two clients", async () => {
    const [slack, other] = [world(), world()];
    for (const one of [slack, other]) await one.faults({ status: 500, times: 4 }, { ...limited, times: 2 });
    const events = [];
    const apis = [slack, other].map((one) => one.client({ retry: quick, onEvent: (event) => events.push(event) }));
    const own = new Map();
    const calls = Array.from({ length: 12 }, (_, number) => {
      const onEvent = ({ call }) => own.set(number, (own.get(number) ?? new Set()).add(call));
      return apis[number % 2].reset({ user_id: USER }, { onEvent });
    });
    await Promise.all(calls);
    for (const numbers of own.values()) assert.equal(numbers.size, 1);
    assert.equal(new Set([...own.values()].flatMap((numbers) => [...numbers])).size, 12);
    for (const numbers of own.values()) {
      const types = events.filter(({ call }) => numbers.has(call)).map(({ type }) => type);
      assert.equal(types.at(-1), "settled");
      assert.equal(types.filter((type) => type === "settled").length, 1);
      assert.equal(types.filter((type) => type === "attempt").length, types.filter((type) => type === "retry").length + 1);
    }
  });

  test("is there for refused arguments and calls after dispose too", async () => {
    const { api, events } = listening(world());
    await failure(api.reset({}));
    api.dispose();
    await failure(api.reset({ user_id: USER }));
    const [one, two, ...rest] = events.map(({ call }) => call);
    assert.deepEqual(rest, []);
    assert.ok(Number.isInteger(one) && Number.isInteger(two) && one !== two, inspect([one, two]));
  });
});

describe("onEvent as an option of a call", { concurrency: true }, () => {
  test("gets only the events of this call, and the configuration's gets those of all calls", async () => {
    const slack = world();
    const { api, events } = listening(slack);
    const own = [];
    await Promise.all([
      api.reset({ user_id: USER }, { onEvent: (event) => own.push(event) }),
      api.reset({ user_id: "W00000002" }),
    ]);
    assert.deepEqual(timeless(own), [attempt(1, 200), settled(1)]);
    assert.equal(events.length, 4);
    assert.deepEqual(events.filter(({ call }) => call === own[0].call), own);
  });

  test("works if the configuration has none", async () => {
    const own = [];
    await world().client().reset({ user_id: USER }, { onEvent: (event) => own.push(event) });
    assert.deepEqual(timeless(own), [attempt(1, 200), settled(1)]);
  });

  test("is called after the configuration's, event by event", async () => {
    const slack = world();
    await slack.faults({ status: 500 });
    const told = [];
    const api = slack.client({ retry: quick, onEvent: ({ type }) => told.push(`configuration ${type}`) });
    await api.reset({ user_id: USER }, { onEvent: ({ type }) => told.push(`call ${type}`) });
    const types = ["attempt", "retry", "attempt", "settled"];
    assert.deepEqual(told, types.flatMap((type) => [`configuration ${type}`, `call ${type}`]));
  });

  test("is called whatever the configuration's does", async () => {
    const own = [];
    const api = world().client({ onEvent: () => { throw new Error("no"); } });
    await api.reset({ user_id: USER }, { onEvent: ({ type }) => own.push(type) });
    assert.deepEqual(own, ["attempt", "settled"]);
  });

  for (const value of [null, 1, "text", true, {}, [], Symbol("listener")]) {
    test(`${inspect(value)} is refused by name`, async () => {
      const slack = world();
      await rejects(slack.client().reset({ user_id: USER }, { onEvent: value }), {
        class: SlackArgumentError,
        argument: "onEvent",
        outcome: "not_sent",
      });
      await slack.receivedNothing();
    });
  }

  test("undefined means no listener", async () => {
    assert.deepEqual(await world().client().reset({ user_id: USER }, { onEvent: undefined }), { ok: true });
  });
});

test("after settled a call does nothing more, whatever a listener does", async () => {
  for (const act of ["abort", "dispose", "reset", "throw"]) {
    const slack = world();
    await slack.faults({ status: 500, times: 2 }, { ...limited });
    const controller = new AbortController();
    const events = [];
    const api = slack.client({
      retry: quick,
      onEvent: (event) => {
        events.push(event);
        if (event.type !== "settled") return;
        if (act === "abort") controller.abort();
        if (act === "dispose") api.dispose();
        if (act === "reset" && event.call === events[0].call) api.reset({}).catch(() => {});
        if (act === "throw") throw new Error("no");
      },
    });
    assert.deepEqual(await api.reset({ user_id: USER }, { signal: controller.signal }), { ok: true });
    const requests = (await slack.requests()).length;
    await sleep(60);
    assert.equal((await slack.requests()).length, requests);
    const own = events.filter(({ call }) => call === events[0].call).map(({ type }) => type);
    assert.equal(own.filter((type) => type === "settled").length, 1, act);
    assert.equal(own.at(-1), "settled", act);
  }
});
