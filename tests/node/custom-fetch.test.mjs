// The configuration's own fetch, and what it may return or throw.
import assert from "node:assert/strict";
import test from "node:test";
import { inspect } from "node:util";
import {
  AdminUsersSessionApi,
  SlackError,
  SlackHttpError,
  SlackNetworkError,
  SlackProtocolError,
} from "slack-admin-session";
import { TOKEN, USER, ending, failure, gate, hides, rejects, world } from "./support.mjs";

const client = (fetch, configuration) =>
  new AdminUsersSessionApi({ accessToken: TOKEN, fetch, retry: false, ...configuration });
const answer = () => new Response('{"ok":true}');

test("it gets an address and a plain init, and nothing else", async () => {
  let given;
  const fetch = async (...all) => {
    given = all;
    return answer();
  };
  await client(fetch, { host: "https://slack.example/api/" }).reset({ user_id: USER });
  const [url, init, ...rest] = given;
  assert.deepEqual(rest, []);
  assert.equal(url, "https://slack.example/api/admin.users.session.reset");
  assert.equal(init.method, "POST");
  assert.equal(init.redirect, "manual");
  assert.equal(init.body, `user_id=${USER}`);
  // They inherit nothing that a polluted prototype could add.
  const inherited = Object.getPrototypeOf(init.headers);
  assert.deepEqual(Reflect.ownKeys(inherited), []);
  assert.equal(Object.getPrototypeOf(inherited), null);
  for (const value of Object.values(init.headers)) assert.equal(typeof value, "string");
  // There is no location here: settings for pages are left out.
  for (const key of ["credentials", "referrerPolicy", "cache", "mode"]) assert.ok(!(key in init), key);
});

test("it gets a signal that an abort reaches", async () => {
  const called = gate();
  const fetch = (_, init) => {
    called.open(init.signal);
    return new Promise(() => {});
  };
  const controller = new AbortController();
  const call = client(fetch).reset({ user_id: USER }, { signal: controller.signal });
  const signal = await called.opened;
  assert.equal(signal.aborted, false);
  controller.abort("enough");
  assert.equal(await failure(call), "enough");
  assert.equal(signal.aborted, true);
});

test("if it ignores aborts and timeouts, the call ends without it", async () => {
  const api = client(() => new Promise(() => {}), { timeout: 100 });
  const error = await failure(api.reset({ user_id: USER }));
  assert.equal(error.name, "SlackTimeoutError");
  assert.equal(error.outcome, "unknown");
});

test("one that passes the call on works like the runtime's", async () => {
  const slack = world();
  const fetch = (url, init) => globalThis.fetch(url, init);
  assert.deepEqual(await slack.client({ fetch }).reset({ user_id: USER }), { ok: true });
  assert.deepEqual(await slack.sessions(), []);
});

test("the runtime's is looked up at each call", async (t) => {
  const api = world().client();
  t.mock.method(globalThis, "fetch", async () => new Response('{"ok":true,"replaced":true}'));
  assert.equal((await api.reset({ user_id: USER })).replaced, true);
  t.mock.restoreAll();
  assert.deepEqual(await api.reset({ user_id: USER }), { ok: true });
});

test("a runtime without fetch is a typed error", async (t) => {
  const api = world().client();
  const { fetch } = globalThis;
  t.after(() => { globalThis.fetch = fetch; });
  globalThis.fetch = undefined;
  const error = await failure(api.reset({ user_id: USER }));
  globalThis.fetch = fetch;
  assert.ok(error instanceof SlackError, inspect(error));
  assert.equal(error.outcome, "not_sent");
});

const reasons = [
  new TypeError("fetch failed"),
  "text",
  "",
  undefined,
  null,
  0,
  false,
  1n,
  Symbol("reason"),
  {},
  Object.create(null),
  { message: 1, name: {} },
  new DOMException("not by our signal", "AbortError"),
];

for (const reason of reasons) {
  const what = reason instanceof Error ? String(reason) : inspect(reason);
  for (const [how, fetch] of [
    ["throws", () => { throw reason; }],
    ["rejects with", () => Promise.reject(reason)],
    ["throws later", async () => { await null; throw reason; }],
  ]) {
    test(`one that ${how} ${what} is a network error`, async () => {
      const error = await rejects(client(fetch).reset({ user_id: USER }), {
        class: SlackNetworkError,
        outcome: /^(not_sent|unknown)$/,
        attempts: 1,
      });
      // A symbol can't be searched: the cause is an error with its description.
      if (typeof reason === "symbol") assert.ok(error.cause instanceof Error && error.cause.message !== "undefined");
      else assert.equal(error.cause, reason);
      hides(error, TOKEN);
    });
  }
}

test("an error that shows the token is not shown in the message", async () => {
  const fetch = (_, init) => { throw new TypeError(`bad value ${init.headers.authorization}`); };
  const error = await failure(client(fetch).reset({ user_id: USER }));
  assert.equal(error.constructor, SlackNetworkError);
  assert.ok(!error.message.includes(TOKEN), error.message);
});

for (const [what, fetch] of [
  ["a Response without a promise", () => answer()],
  ["a thenable of a Response", () => ({ then: (resolve) => resolve(answer()) })],
  ["an answer of an older library, whose body is no web stream", async () => ({ status: 200, headers: new Headers(), body: { pipe() {} }, text: async () => '{"ok":true}' })],
  ["an answer of an older library, which hides its body", async () => ({ status: 200, headers: new Headers(), text: async () => '{"ok":true}' })],
  ["a Response of another class", async () => new (class Other extends Response {})('{"ok":true}')],
]) {
  test(`${what} is taken`, async () => {
    assert.deepEqual(await client(fetch).reset({ user_id: USER }), { ok: true });
  });
}

const used = answer();
await used.text();
const locked = answer();
locked.body.getReader();
const { proxy: revoked, revoke } = Proxy.revocable({}, {});
revoke();
const throwing = new Proxy({}, { get() { throw new Error("no"); } });

const halves = {
  undefined: undefined,
  null: null,
  "a number": 200,
  text: '{"ok":true}',
  "an object": {},
  "Slack's object itself": { ok: true },
  "an array": [],
  "a function": () => {},
  "a status alone": { status: 200 },
  "a status as text": { status: "200", headers: new Headers(), text: async () => "" },
  "a status that is none": { status: NaN, headers: new Headers(), text: async () => "" },
  "headers that are none": { status: 200, headers: 1, body: null, text: async () => '{"ok":1}' },
  "a text that throws": { status: 200, headers: new Headers(), text() { throw new Error("no"); } },
  "a text that is no text": { status: 200, headers: new Headers(), text: async () => 7 },
  "a body that is no stream": { status: 200, headers: new Headers(), body: "{}" },
  "a used Response": used,
  "a locked Response": locked,
  "an error Response": Response.error(),
  "an empty Response": new Response(null),
  "a revoked proxy": revoked,
  "a proxy that throws": throwing,
};

for (const [what, value] of Object.entries(halves)) {
  test(`one that returns ${what} is a typed error`, async () => {
    // A promise can't hold every one of these: a proxy that throws makes it reject instead.
    for (const fetch of [() => value, () => Promise.resolve(value), async () => value]) {
      const api = client(fetch);
      const error = await failure(api.reset({ user_id: USER }));
      assert.ok(error instanceof SlackError, inspect(error));
      assert.notEqual(error.name, "SlackTimeoutError");
      hides(error, TOKEN);
    }
  });
}

for (const [what, hold] of [
  ["Headers", (init) => ({ headers: new Headers(init.headers) })],
  ["a Map", (init) => ({ details: new Map(Object.entries(init.headers)) })],
  ["a Request", (init, url) => ({ request: new Request(url, { ...init }) })],
  ["itself as its cause", (init, _, error) => ({ cause: Object.assign(error, { headers: init.headers }) })],
]) {
  test(`an error that holds the token in ${what} doesn't show it`, async () => {
    const fetch = async (url, init) => {
      const error = new Error("no");
      throw Object.assign(error, hold(init, url, error));
    };
    const error = await failure(client(fetch).reset({ user_id: USER }));
    assert.ok(!inspect(error, { depth: 9, showHidden: true }).includes(TOKEN));
    let depth = 0;
    for (let one = error; one instanceof Error; one = one.cause) depth++;
    assert.ok(depth < 20, `a chain of ${depth} errors`);
  });
}

test("a status text that throws, or nothing at all, is a network error of one attempt", async () => {
  for (const value of [undefined, null, { status: 404, headers: new Headers(), get statusText() { throw new Error(TOKEN); } }]) {
    const api = client(async () => value, { retry: { attempts: 2, minDelay: 1 } });
    const error = await rejects(api.reset({ user_id: USER }), { class: SlackNetworkError, outcome: "unknown" });
    assert.equal(error.attempts, value ? 2 : 1);
    hides(error, TOKEN);
  }
});

test("a status of 0 that isn't a redirect says nothing about what happened", async () => {
  const opaque = async () => ({ status: 0, type: "opaque", headers: new Headers(), body: null });
  await rejects(client(opaque).reset({ user_id: USER }), { class: SlackNetworkError, outcome: "unknown" });
});

test("a text of more than 1 MiB is a protocol error, whatever it says", async () => {
  const text = async () => `{"ok":true,"note":"${"x".repeat(1_048_576)}"}`;
  const long = async () => ({ status: 200, headers: new Headers(), text });
  await rejects(client(long).reset({ user_id: USER }), { class: SlackProtocolError, outcome: "unknown", body: "" });
});

test("a body that breaks is a network error of unknown outcome", async () => {
  for (const reason of [new Error("broken"), "text", undefined, null, {}]) {
    const body = new ReadableStream({
      start(stream) {
        stream.enqueue(new TextEncoder().encode('{"ok":'));
        stream.error(reason);
      },
    });
    const api = client(async () => new Response(body));
    await rejects(api.reset({ user_id: USER }), { class: SlackNetworkError, outcome: "unknown" });
  }
});

test("a body of pieces that aren't bytes is a typed error", async () => {
  const body = new ReadableStream({
    start(stream) {
      stream.enqueue({ not: "bytes" });
      stream.close();
    },
  });
  const error = await failure(client(async () => new Response(body)).reset({ user_id: USER }));
  assert.ok(error instanceof SlackNetworkError || error instanceof SlackProtocolError, inspect(error));
  assert.equal(error.outcome, "unknown");
});

test("a redirect that the runtime hides is refused as a redirect", async () => {
  const hidden = new Proxy(Response.error(), {
    get(target, key) {
      if (key === "type") return "opaqueredirect";
      const value = Reflect.get(target, key, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  await rejects(client(async () => hidden).reset({ user_id: USER }), {
    class: SlackHttpError,
    status: 0,
    outcome: "rejected",
  });
});

test("whatever it did, the next call of the same client works", async () => {
  const answers = [...Object.values(halves), answer()];
  const api = client(() => answers.shift());
  for (const _ of Object.keys(halves)) await ending(api.reset({ user_id: USER }));
  assert.deepEqual(await api.reset({ user_id: USER }), { ok: true });
});

test("an error whose code is another thing when it is read again is a network error, and the client goes on", async () => {
  let reads = 0;
  const changing = Object.defineProperty(new Error("no"), "code", { get: () => (reads++ % 2 ? undefined : "ECONNRESET") });
  let answers = 0;
  const fetch = async () => {
    if (answers++ === 0) throw changing;
    return new Response('{"ok":true}');
  };
  const api = world().client({ fetch });
  await assert.rejects(api.reset({ user_id: USER }), SlackNetworkError);
  assert.deepEqual(await api.reset({ user_id: USER }), { ok: true });
});
