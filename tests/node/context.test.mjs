// A call runs in the async context it was made in: its token function, fetch, listeners and continuation, in every attempt.
import assert from "node:assert/strict";
import { AsyncLocalStorage } from "node:async_hooks";
import test, { describe } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { USER, ending, world } from "./support.mjs";

const request = new AsyncLocalStorage();
const quick = { minDelay: 1, maxDelay: 5 };
const ok = () => new Response('{"ok":true}');
const limit = () => new Response("{}", { status: 429, headers: { "retry-after": "0.1" } });
const userOf = (init) => new URLSearchParams(init.body).get("user_id");

/** A client whose functions note when they run in the context of another call. */
function watching(answer, configuration = {}) {
  const strays = [];
  const at = (where, user) => {
    if (request.getStore() !== user) strays.push(`${where} of ${user} ran in the context of ${request.getStore()}`);
  };
  const users = new Map();
  const api = world().client({
    retry: quick,
    fetch: async (_, init) => {
      const user = userOf(init);
      at("fetch", user);
      await null;
      at("fetch, later", user);
      return answer(user);
    },
    onEvent: ({ type, call }) => {
      // The first event of a call tells which user's call it is.
      if (!users.has(call)) users.set(call, request.getStore());
      at(`the listener at ${type}`, users.get(call));
    },
    ...configuration,
  });
  const call = (user, options) =>
    request.run(user, async () => {
      const onEvent = ({ type }) => at(`the call's listener at ${type}`, user);
      const end = await ending(api.reset({ user_id: user }, { onEvent, ...options }));
      at("the continuation", user);
      return end;
    });
  return { api, call, strays };
}

const named = (count) => Array.from({ length: count }, (_, number) => `W${number}`);

for (const count of [2, 60]) {
  test(`${count} calls side by side go out with the tokens of their own requests`, async () => {
    const sent = [];
    const api = world().client({
      accessToken: () => request.getStore(),
      fetch: async (_, init) => (sent.push([userOf(init), init.headers.authorization]), ok()),
    });
    const calls = named(count).map((user) => request.run(`xoxp-of-${user}`, () => api.reset({ user_id: user })));
    await Promise.all(calls);
    assert.deepEqual(sent.sort(), named(count).map((user) => [user, `Bearer xoxp-of-${user}`]).sort());
  });

  test(`${count} handlers that wait for one promise first send their own tokens`, async () => {
    const sent = [];
    const api = world().client({
      accessToken: async () => (await sleep(1), request.getStore()),
      fetch: async (_, init) => (sent.push([userOf(init), init.headers.authorization]), ok()),
    });
    const ready = sleep(20);
    const handlers = named(count).map((user) =>
      request.run(`xoxp-of-${user}`, async () => {
        await ready;
        await api.reset({ user_id: user });
        assert.equal(request.getStore(), `xoxp-of-${user}`);
      }),
    );
    await Promise.all(handlers);
    assert.deepEqual(sent.sort(), named(count).map((user) => [user, `Bearer xoxp-of-${user}`]).sort());
  });
}

describe("in the context of the call", { concurrency: true }, () => {
  test("run fetch, listeners and the continuation of calls side by side", async () => {
    const { call, strays } = watching(ok);
    await Promise.all(named(60).map((user) => call(user)));
    assert.deepEqual(strays, []);
  });

  test("runs what is repeated, after a wait", async () => {
    const tried = new Map();
    const answer = (user) => {
      tried.set(user, (tried.get(user) ?? 0) + 1);
      return tried.get(user) < 3 ? new Response("", { status: 500 }) : ok();
    };
    const { call, strays } = watching(answer);
    for (const end of await Promise.all(named(30).map((user) => call(user)))) assert.deepEqual(end, { value: { ok: true } });
    assert.deepEqual(strays, []);
  });

  test("run calls that another call's end lets out of the queue", async () => {
    const { call, strays } = watching(async () => (await sleep(1), ok()), { maxConcurrency: 1 });
    await Promise.all(named(30).map((user) => call(user)));
    assert.deepEqual(strays, []);
  });

  test("run calls that waited for the end of a pause", async () => {
    let limited = 3;
    const { call, strays } = watching(() => (limited-- > 0 ? limit() : ok()), { maxConcurrency: 3 });
    await Promise.all(named(12).map((user) => call(user)));
    assert.deepEqual(strays, []);
  });

  test("runs the token function of each call, also one that takes its time", async () => {
    const asked = [];
    const accessToken = async () => {
      asked.push(request.getStore());
      await sleep(2);
      asked.push(request.getStore());
      return `xoxp-of-${request.getStore()}`;
    };
    const { call, strays } = watching(ok, { accessToken });
    await Promise.all(named(20).map((user) => call(user)));
    assert.deepEqual(strays, []);
    assert.deepEqual(asked.sort(), named(20).flatMap((user) => [user, user]).sort());
  });

  test("end calls that fail: refused arguments, an abort, dispose, a deadline", async () => {
    const { api, call, strays } = watching(() => new Promise(() => {}));
    const controller = new AbortController();
    const calls = [
      call("W1", { signal: controller.signal }),
      call("W2", { deadline: 30 }),
      call("W3", { timeuot: 1 }),
      call("W4", { timeout: 30, retry: false }),
    ];
    await sleep(50);
    // These end calls from within the contexts of others.
    request.run("the one that aborts", () => controller.abort());
    await Promise.all(calls);
    request.run("the one that disposes", () => api.dispose());
    await call("W5");
    assert.deepEqual(strays, []);
  });

  test("runs dispose's end of a call that waits", async () => {
    const { api, call, strays } = watching(() => limit(), { retry: { maxRetryAfter: 1e9 } });
    const calls = named(5).map((user) => call(user));
    await sleep(30);
    request.run("the one that disposes", () => api.dispose());
    for (const { error } of await Promise.all(calls)) assert.equal(error.name, "SlackArgumentError");
    assert.deepEqual(strays, []);
  });
});

test("over real sockets, with limits and lost answers, every continuation is its own call's", async () => {
  const slack = world();
  await slack.faults(
    { status: 429, headers: { "retry-after": "0.1" } },
    { cut: "before_headers" },
    { status: 503 },
    { status: 429, headers: { "retry-after": "0.1" } },
  );
  const api = slack.client({ retry: quick, maxConcurrency: 4 });
  const calls = named(16).map((number) =>
    request.run(number, async () => {
      await api.reset({ user_id: USER });
      return [number, request.getStore()];
    }),
  );
  for (const [number, store] of await Promise.all(calls)) assert.equal(store, number);
});
