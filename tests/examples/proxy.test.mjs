import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import test from "node:test";
import { pathToFileURL } from "node:url";
import { PACKAGE, TOKEN, example, world } from "./support.mjs";

const { proxy } = await import(pathToFileURL(example("proxy.mjs")));
const { AdminUsersSessionApi, SlackApiError, SlackHttpError, SlackRateLimitedError } = createRequire(
  `${PACKAGE}/package.json`,
)("slack-admin-session");

const ORIGIN = "https://console.test";
const RESET = `${ORIGIN}/slack/admin.users.session.reset`;

/** The proxy of a world, what it recorded, and a client as a page of its console would have one. */
function setUp({ host, ...given } = {}) {
  const slack = world();
  const recorded = [];
  const handle = proxy({
    origin: ORIGIN,
    path: "/slack/",
    token: async () => TOKEN,
    authenticate: async (request) => (request.headers.get("cookie") === "session=good" ? "an admin" : undefined),
    record: (entry) => recorded.push(entry),
    host: host ?? slack.host,
    ...given,
  });
  const ask = (url, { headers, ...init } = {}) =>
    handle(
      new Request(url, {
        method: "POST",
        headers: {
          origin: ORIGIN,
          cookie: "session=good",
          "content-type": "application/x-www-form-urlencoded",
          ...headers,
        },
        body: "user_id=W12345678",
        ...init,
      }),
    );
  const client = (configuration) =>
    new AdminUsersSessionApi({
      host: `${ORIGIN}/slack`,
      tokenPlacement: "none",
      retry: false,
      fetch: (url, { headers, ...init }) => ask(url, { headers, ...init }),
      ...configuration,
    });
  return { slack, recorded, ask, client };
}

/** What a call rejects with. */
const failure = (call) => call.then(() => assert.fail("it resolved"), (error) => error);

test("a call from the console gets the token, and Slack's answer comes back", async () => {
  const { slack, client, recorded } = setUp();
  const { requestId } = await client().reset({ user_id: "W12345678", mobile_only: true }, { withResponse: true });
  assert.ok(requestId);
  assert.equal(await slack.sessions("W12345678"), 2);
  const [{ headers }] = await slack.requests();
  assert.equal(headers.authorization, `Bearer ${TOKEN}`);
  const form = { user_id: "W12345678", mobile_only: "true" };
  assert.deepEqual(
    recorded.map(({ who, method, form, status }) => ({ who, method, form, status })),
    [undefined, 200].map((status) => ({ who: "an admin", method: "admin.users.session.reset", form, status })),
  );
  assert.ok(!JSON.stringify(recorded).includes(TOKEN));
});

test("invalidate passes too", async () => {
  const { slack, client } = setUp();
  await client().invalidate({ user_id: "W12345678", session_id: 1112275520242 });
  assert.equal(await slack.sessions("W12345678"), 2);
});

test("Slack's refusal and its limit arrive as they are", async () => {
  const { slack, client } = setUp();
  const refusal = await failure(client().reset({ user_id: "W0000OWNR" }));
  assert.ok(refusal instanceof SlackApiError);
  assert.equal(refusal.error, "cannot_reset_primary_owner");
  await slack.faults({ status: 429, headers: { "retry-after": "7" }, body: "" });
  const limit = await failure(client().reset({ user_id: "W12345678" }));
  assert.ok(limit instanceof SlackRateLimitedError);
  assert.equal(limit.retryAfter, 7);
});

for (const [what, fault] of [
  ["an answer that is cut off", { apply: true, cut: "mid_body" }],
  ["a connection that is lost", { cut: "before_headers" }],
  ["a redirect", { status: 302, headers: { location: "https://elsewhere.test/" } }],
  ["an outage", { status: 503, body: "<h1>no</h1>" }],
]) {
  test(`after ${what} the page knows that it may have happened`, async () => {
    const { slack, client, recorded } = setUp();
    await slack.faults(fault);
    const error = await failure(client().reset({ user_id: "W12345678" }));
    assert.ok(error instanceof SlackHttpError, String(error));
    assert.equal(error.outcome, "unknown");
    assert.ok(error.status >= 500);
    assert.equal(recorded.length, 2);
    assert.equal((await slack.requests()).length, 1);
  });
}

for (const [what, status, url, init] of [
  ["a page of another origin", 403, RESET, { headers: { origin: "https://evil.test" } }],
  ["a sandboxed page", 403, RESET, { headers: { origin: "null" } }],
  ["somebody who isn't signed in", 401, RESET, { headers: { cookie: "session=bad" } }],
  ["another method of Slack's", 404, `${ORIGIN}/slack/admin.users.remove`, {}],
  ["a path that only contains one of the two", 404, `${RESET}/../admin.users.remove`, {}],
  ["a path that is written with escapes", 404, `${ORIGIN}/slack/%61dmin.users.session.reset`, {}],
  ["a query", 404, `${RESET}?token=xoxp-1`, {}],
  ["a GET", 405, RESET, { method: "GET", body: undefined }],
  ["a token of the page's", 400, RESET, { body: "user_id=W12345678&token=xoxp-1" }],
  ["what isn't a form", 415, RESET, { headers: { "content-type": "text/plain" } }],
  ["a long body", 413, RESET, { body: `user_id=${"a".repeat(20_000)}` }],
]) {
  test(`${what} is refused, and nothing is sent or recorded`, async () => {
    const { slack, ask, recorded } = setUp();
    const answer = await ask(url, init);
    assert.equal(answer.status, status);
    assert.deepEqual(await slack.requests(), []);
    assert.deepEqual(recorded, []);
  });
}

test("a request without an origin is refused", async () => {
  const { slack } = setUp();
  const handle = proxy({ origin: ORIGIN, path: "/slack/", authenticate: () => "an admin", host: slack.host });
  const request = new Request(RESET, { method: "POST", body: new URLSearchParams({ user_id: "W12345678" }) });
  assert.equal((await handle(request)).status, 403);
  assert.deepEqual(await slack.requests(), []);
});

test("what the proxy refuses is not done, in the page's words", async () => {
  const { client } = setUp({ authenticate: () => undefined });
  const error = await failure(client().reset({ user_id: "W12345678" }));
  assert.ok(error instanceof SlackHttpError);
  assert.equal(error.status, 401);
  assert.equal(error.outcome, "rejected");
  assert.match(error.body, /Sign in/);
});

test("without a record nothing is sent", async () => {
  const full = () => {
    throw new Error("the disk is full");
  };
  const { slack, ask } = setUp({ record: full });
  await assert.rejects(ask(RESET), /the disk is full/);
  assert.deepEqual(await slack.requests(), []);
});

test("a redirect is not followed: the token reaches no other server", async () => {
  let reached = 0;
  const other = createServer((_, answer) => {
    reached++;
    answer.end('{"ok":true}');
  }).listen(0, "127.0.0.1");
  await once(other, "listening");
  try {
    const { slack, ask } = setUp();
    await slack.faults({ status: 307, headers: { location: `http://127.0.0.1:${other.address().port}/` } });
    assert.equal((await ask(RESET)).status, 502);
    assert.equal(reached, 0);
  } finally {
    other.close();
  }
});
