// Hostile values in every place: each call ends, and the client goes on working.
import assert from "node:assert/strict";
import test from "node:test";
import { inspect } from "node:util";
import vm from "node:vm";
import { AdminUsersSessionApi, SlackArgumentError, SlackError } from "slack-admin-session";
import {
  DISTINCTIVE,
  SESSION,
  TEAM,
  TOKEN,
  USER,
  ending,
  form,
  hides,
  rejects,
  throws,
  turn,
  world,
} from "./support.mjs";

/** An object whose property throws when it is read. */
const throwing = (key, others = {}) =>
  Object.defineProperty({ ...others }, key, {
    enumerable: true,
    get() {
      throw new Error(DISTINCTIVE);
    },
  });

function revoked() {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

const trap = (...names) =>
  new Proxy(
    { user_id: USER },
    Object.fromEntries(names.map((name) => [name, () => { throw new Error(DISTINCTIVE); }])),
  );

/** Checks that the same client still works. */
async function works(slack, api) {
  assert.deepEqual(await api.reset({ user_id: USER }), { ok: true });
  await slack.received();
}

for (const key of ["user_id", "mobile_only", "web_only", "token", "further"]) {
  test(`a request whose ${key} throws when it is read is refused`, async () => {
    const slack = world();
    const api = slack.client();
    const others = key === "user_id" ? {} : { user_id: USER };
    const error = await rejects(api.reset(throwing(key, others)), {
      class: SlackArgumentError,
      outcome: "not_sent",
      argument: key,
    });
    assert.ok(!error.message.includes(DISTINCTIVE), error.message);
    await works(slack, api);
  });
}

for (const key of ["token", "timeout", "signal", "headers", "accept", "throwOnError", "retry", "deadline"]) {
  test(`options whose ${key} throws when it is read are refused`, async () => {
    const slack = world();
    const api = slack.client();
    await rejects(api.reset({ user_id: USER }, throwing(key)), {
      class: SlackArgumentError,
      outcome: "not_sent",
      argument: key,
    });
    await works(slack, api);
  });
}

for (const key of [
  ...["host", "accessToken", "tokenPlacement", "timeout", "fetch", "headers", "userAgent"],
  ...["retry", "deadline", "maxConcurrency", "onEvent"],
]) {
  test(`a configuration whose ${key} throws when it is read is refused`, () => {
    throws(() => new AdminUsersSessionApi(throwing(key)), {
      class: SlackArgumentError,
      argument: key,
    });
  });
}

test("a property that throws deep inside is refused", async () => {
  const slack = world();
  const api = slack.client();
  for (const options of [{}, { contentType: "application/json" }]) {
    const request = { user_id: USER, further: [throwing("deep")] };
    await rejects(api.reset(request, options), { class: SlackArgumentError, argument: /^further/ });
  }
  await rejects(api.reset({ user_id: USER }, { headers: throwing("x-a") }), {
    class: SlackArgumentError,
    argument: /^headers/,
  });
  for (const key of ["attempts", "minDelay", "maxDelay", "maxRetryAfter", "unknown"]) {
    await rejects(api.reset({ user_id: USER }, { retry: throwing(key) }), {
      class: SlackArgumentError,
      argument: /^retry/,
    });
  }
  await works(slack, api);
});

for (const [what, make] of [
  ["a revoked proxy", revoked],
  ["a proxy that lists no keys", () => trap("ownKeys")],
  ["a proxy that gives no value", () => trap("get")],
  ["a proxy that describes nothing", () => trap("getOwnPropertyDescriptor")],
  ["a proxy that refuses everything", () => trap("ownKeys", "get", "has", "getPrototypeOf")],
]) {
  test(`${what} is refused in every place`, async () => {
    const slack = world();
    const api = slack.client();
    const refusal = { class: SlackArgumentError, outcome: "not_sent" };
    throws(() => new AdminUsersSessionApi(make()), refusal);
    for (const call of [
      () => api.reset(make()),
      () => api.reset({ user_id: USER }, make()),
      () => api.reset({ user_id: make() }),
      () => api.reset({ user_id: USER, further: make() }),
      () => api.reset({ user_id: USER, mobile_only: make() }),
      () => api.invalidate({ user_id: USER, session_id: make() }),
      () => api.reset({ user_id: USER }, { token: make() }),
      () => api.reset({ user_id: USER }, { signal: make() }),
      () => api.reset({ user_id: USER }, { timeout: make() }),
      () => api.reset({ user_id: USER }, { accept: make() }),
      () => api.reset({ user_id: USER }, { headers: make() }),
      () => api.reset({ user_id: USER }, { retry: make() }),
      () => api.reset({ user_id: USER }, { deadline: make() }),
    ]) {
      const end = await ending(call());
      // Proxies whose keys can be listed may be accepted in some places.
      if (what === "a revoked proxy") assert.ok("error" in end);
      if ("error" in end) {
        assert.ok(end.error instanceof SlackError, inspect(end.error));
        assert.ok(!end.error.message.includes(DISTINCTIVE), end.error.message);
        hides(end.error, TOKEN);
      }
    }
    assert.deepEqual(await api.reset({ user_id: USER }), { ok: true });
  });
}

for (const [what, make] of [
  ["frozen", (value) => Object.freeze({ ...value })],
  ["without a prototype", (value) => Object.assign(Object.create(null), value)],
  ["a proxy that does nothing", (value) => new Proxy({ ...value }, {})],
  ["of another realm", (value) => vm.runInNewContext("copy => ({ ...copy })")({ ...value })],
  ["made of getters", (value) => {
    const getters = Object.entries(value).map(([key, one]) => [key, { get: () => one, enumerable: true }]);
    return Object.defineProperties({}, Object.fromEntries(getters));
  }],
]) {
  test(`objects that are ${what} are accepted everywhere`, async () => {
    const slack = world();
    const headers = make({ "x-a": "1" });
    const api = new AdminUsersSessionApi(make({ host: slack.host, accessToken: TOKEN, headers }));
    const request = make({ user_id: USER, further: make({ a: 1 }) });
    const options = make({ accept: ["application/json"], headers: make({ "x-b": "2" }) });
    assert.deepEqual(await api.reset(request, options), { ok: true });
    const received = await slack.received();
    assert.deepEqual(form(received), { user_id: USER, further: '{"a":1}' });
    assert.deepEqual([received.headers["x-a"], received.headers["x-b"]], ["1", "2"]);
  });
}

test("a request is read once, before the call waits for anything", async () => {
  const slack = world();
  const request = { user_id: USER, further: ["before"] };
  const call = slack.client({ accessToken: async () => TOKEN }).reset(request);
  request.user_id = "W00000003";
  request.further.push("after");
  await call;
  assert.deepEqual(form(await slack.received()), { user_id: USER, further: '["before"]' });
});

test("texts with lone surrogates do no harm", async () => {
  const slack = world();
  const api = slack.client();
  for (const options of [{}, { contentType: "application/json" }]) {
    for (const request of [
      { user_id: "\ud800" },
      { user_id: USER, note: "a\udfffb" },
      { user_id: USER, ["\ud83d"]: "x" },
      { user_id: USER, deep: { ["\ud83d"]: ["\udd10"] } },
    ]) {
      const end = await ending(api.reset(request, options));
      if ("error" in end) assert.ok(end.error instanceof SlackError, inspect(end.error));
    }
  }
  assert.deepEqual(await api.reset({ user_id: USER }), { ok: true });
});

test("methods taken off their client and strange calls end in an error, not in a trap", async () => {
  const slack = world();
  const api = slack.client();
  for (const call of [
    () => api.reset(),
    () => api.invalidate(),
    () => api.reset.call(undefined, { user_id: USER }),
    () => api.reset.call({}, { user_id: USER }),
    () => new AdminUsersSessionApi(),
    () => AdminUsersSessionApi.call({}, {}),
    () => new api.reset({ user_id: USER }),
  ]) {
    try {
      await call();
    } catch (error) {
      assert.ok(!(error instanceof WebAssembly.RuntimeError), `it trapped: ${error.stack}`);
    }
  }
  assert.deepEqual(await api.reset({ user_id: USER }), { ok: true });
});

test("a call from within a getter, a token function and a fetch works", async () => {
  const slack = world();
  const api = slack.client();
  const inner = [];
  // Slack may refuse these for being late; they must end as typed errors.
  const within = (call) => inner.push(ending(call));
  const request = {
    get user_id() {
      within(api.reset({ user_id: USER }));
      return USER;
    },
  };
  const outer = slack.client({
    accessToken() {
      within(outer.reset({ user_id: USER }, { token: TOKEN }));
      return TOKEN;
    },
    fetch(...all) {
      within(api.invalidate({ team_id: TEAM, session_id: SESSION }));
      return fetch(...all);
    },
  });
  assert.deepEqual(await api.reset(request), { ok: true });
  assert.deepEqual(await outer.reset({ user_id: USER }), { ok: true });
  for (const end of await Promise.all(inner)) {
    if ("error" in end) assert.equal(end.error.error, "session_not_found");
  }
  assert.ok(inner.length >= 4);
});

test("a method that was taken off its client says so", async () => {
  const { reset } = world().client();
  for (const self of [undefined, null, 1, {}, world()]) {
    const error = await reset.call(self, { user_id: USER }).then(assert.fail, (error) => error);
    assert.deepEqual([error.name, error.argument, error.outcome], ["SlackArgumentError", "this", "not_sent"]);
  }
});

test("null is refused as a configuration", () => {
  assert.throws(() => new AdminUsersSessionApi(null), { name: "SlackArgumentError", argument: "configuration" });
});

test("a call gives up on a body of endless empty chunks", async () => {
  const body = () => new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(0)) });
  const api = world().client({ fetch: async () => new Response(body()) });
  await assert.rejects(api.reset({ user_id: USER }), { name: "SlackProtocolError", outcome: "unknown" });
});

test("many calls put only one listener on a shared signal, and Node doesn't warn", async () => {
  const controller = new AbortController();
  let listeners = 0;
  const { signal } = controller;
  const add = signal.addEventListener.bind(signal);
  signal.addEventListener = (...all) => (listeners++, add(...all));
  const api = world().client({ fetch: (_, init) => new Promise((_, no) => init.signal.addEventListener("abort", no)) });
  const calls = Array.from({ length: 50 }, () => api.reset({ user_id: USER }, { signal }));
  await turn();
  controller.abort("enough");
  for (const end of await Promise.allSettled(calls)) assert.equal(end.reason, "enough");
  assert.equal(listeners, 1);
});
