import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import test from "node:test";
import { pathToFileURL } from "node:url";
import { PACKAGE, TOKEN, example, world } from "./installed-examples.mjs";

const { proxy } = await import(pathToFileURL(example("proxy.mjs")));
const { AdminUsersSessionApi, SlackApiError, SlackHttpError, SlackRateLimitedError } = createRequire(
  `${PACKAGE}/package.json`,
)("slack-admin-session");

const ORIGIN = "https://console.test";
const RESET = `${ORIGIN}/slack/admin.users.session.reset`;
const INVALIDATE = `${ORIGIN}/slack/admin.users.session.invalidate`;

/** The proxy of a world, its record, and a client like that of a page of its console. */
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
        duplex: "half",
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

/** The error that a call rejects with. */
const failure = (call) => call.then(() => assert.fail("it resolved"), (error) => error);

/** A server instead of Slack that answers as `answer` says, until the test `t` ends. */
async function upstream(t, answer) {
  const server = createServer(answer).listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${server.address().port}`;
}

/** A body of 210 MB in pieces: how much of it was read, and whether its reader cancelled it. */
function long() {
  const counted = { pulled: 0, cancelled: false };
  const body = new ReadableStream({
    pull(controller) {
      counted.pulled += 8_192;
      if (counted.pulled > 210_000_000) controller.close();
      else controller.enqueue(new Uint8Array(8_192).fill(0x61));
    },
    cancel() {
      counted.cancelled = true;
    },
  });
  return { counted, body };
}

/** What the proxy writes to the log of its server, kept out of the test's own output. */
function serverLog(t) {
  const lines = [];
  t.mock.method(console, "error", (...words) => lines.push(words.map(String).join(" ")));
  return lines;
}

/** The time limits of the proxy, in its order; each ends when the test aborts it. */
function timeLimits(t) {
  const limits = [];
  t.mock.method(AbortSignal, "timeout", (milliseconds) => {
    const controller = new AbortController();
    const expire = () => controller.abort(new DOMException("The time is over.", "TimeoutError"));
    limits.push({ milliseconds, expire });
    return controller.signal;
  });
  return limits;
}

/** Asserts that the proxy refused as Slack does, and that the page takes this as not done. */
async function assertRefusedAsSlack(answer, error, words) {
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get("content-type"), "application/json");
  const body = await answer.json();
  assert.equal(body.ok, false);
  assert.equal(body.error, error);
  assert.match(body.response_metadata.messages.join(), words);
}

test("a call from the console gets the token, and Slack's answer comes back", async () => {
  const { slack, client, recorded } = setUp();
  const { requestId } = await client().reset({ user_id: "W12345678", mobile_only: true }, { withResponse: true });
  assert.ok(requestId);
  assert.equal((await slack.sessions("W12345678")).length, 2);
  const [{ headers }] = await slack.requests();
  assert.equal(headers.authorization, `Bearer ${TOKEN}`);
  const common = { who: "an admin", method: "admin.users.session.reset", form: { user_id: "W12345678", mobile_only: "true" } };
  assert.deepEqual(
    recorded.map(({ at, ...entry }) => entry),
    [
      { ...common, state: "asked" },
      { ...common, state: "answered", status: 200, ok: true, error: undefined, requestId },
    ],
  );
  for (const { at } of recorded) assert.ok(Math.abs(Date.now() - Date.parse(at)) < 600_000, at);
  assert.ok(!JSON.stringify(recorded).includes(TOKEN));
});

test("invalidate passes too", async () => {
  const { slack, client } = setUp();
  await client().invalidate({ user_id: "W12345678", session_id: 1112275520242 });
  assert.equal((await slack.sessions("W12345678")).length, 2);
});

test("Slack's refusal arrives as it is, and is recorded as a refusal", async () => {
  const { client, recorded } = setUp();
  const refusal = await failure(client().reset({ user_id: "W0000OWNR" }));
  assert.ok(refusal instanceof SlackApiError);
  assert.equal(refusal.error, "cannot_reset_primary_owner");
  const { state, status, ok, error, requestId } = recorded[1];
  assert.deepEqual(
    { state, status, ok, error, requestId },
    { state: "answered", status: 200, ok: false, error: "cannot_reset_primary_owner", requestId: refusal.requestId },
  );
});

for (const [what, fault] of [
  ["a limit", {}],
  ["a limit whose body is lost", { body: "<h1>later</h1>", cut: "mid_body" }],
]) {
  test(`${what} arrives with its seconds, and is recorded as answered`, async () => {
    const { slack, client, recorded } = setUp();
    await slack.faults({ status: 429, headers: { "retry-after": "7" }, body: "", ...fault });
    const limit = await failure(client().reset({ user_id: "W12345678" }));
    assert.ok(limit instanceof SlackRateLimitedError, String(limit));
    assert.equal(limit.retryAfter, 7);
    assert.equal(recorded[1].state, "answered");
    assert.equal(recorded[1].status, 429);
  });
}

test("a refusal by status is passed on, and recorded as answered", async () => {
  const { slack, client, recorded } = setUp();
  await slack.faults({ status: 403, body: "<h1>no</h1>" });
  const error = await failure(client().reset({ user_id: "W12345678" }));
  assert.ok(error instanceof SlackHttpError);
  assert.equal(error.outcome, "rejected");
  assert.equal(error.body, "<h1>no</h1>");
  assert.equal(recorded[1].state, "answered");
  assert.equal(recorded[1].status, 403);
});

const status = (number) => ({ raw_base64: btoa(`HTTP/1.1 ${number} Odd\r\ncontent-length: 0\r\n\r\n`) });

for (const [what, fault, recordedStatus] of [
  ["an answer that is cut off", { apply: true, cut: "mid_body" }, undefined],
  ["a connection that is lost", { cut: "before_headers" }, undefined],
  ["a redirect", { status: 302, headers: { location: "https://elsewhere.test/" } }, 302],
  ["an outage", { status: 503, body: "<h1>no</h1>" }, 503],
  ["an outage that speaks as Slack does", { status: 500, json: { ok: false, error: "fatal_error" } }, 500],
  ["an answer that is too long", { apply: true, repeat: { data: "a".repeat(1_024), times: 2_048 } }, undefined],
  ["a status without a body", status(204), 204],
  ["a status that resets a form", status(205), 205],
  ["a status of caches", status(304), 304],
  ["a status that there is not", status(700), 700],
]) {
  test(`after ${what} the page and the record say that it may have happened`, async () => {
    const { slack, client, recorded } = setUp();
    await slack.faults(fault);
    const error = await failure(client().reset({ user_id: "W12345678" }));
    assert.ok(error instanceof SlackHttpError || error instanceof SlackApiError, String(error));
    assert.equal(error.outcome, "unknown");
    assert.ok(error.status >= 500);
    assert.deepEqual(recorded.map(({ state }) => state), ["asked", "may have happened"]);
    assert.equal(recorded[1].status, recordedStatus);
    assert.equal((await slack.requests()).length, 1);
  });
}

for (const [what, fault] of [
  ["a page of a server in between", { body: "<h1>Sign in</h1>" }],
  ["JSON that isn't Slack's", { json: [true] }],
  ["null", { json: null }],
  ["a refusal without a code", { json: { ok: false } }],
  ["a refusal that says that it is done", { status: 400, json: { ok: true } }],
]) {
  test(`${what} instead of Slack's answer is recorded as what may have happened`, async () => {
    const { slack, ask, recorded } = setUp();
    await slack.faults({ apply: true, ...fault });
    const answer = await ask(RESET);
    assert.equal(answer.status, fault.status ?? 200);
    assert.equal(recorded[1].state, "may have happened");
  });
}

test("the proxy gives up on an answer that never comes, and the call may have happened", async (t) => {
  const limits = timeLimits(t);
  const host = await upstream(t, () => limits.at(-1).expire());
  const { ask, recorded } = setUp({ host });
  const answer = await ask(RESET);
  assert.equal(answer.status, 502);
  assert.match(await answer.text(), /^It may have happened/);
  assert.deepEqual(recorded.map(({ state }) => state), ["asked", "may have happened"]);
  for (const { milliseconds } of limits) assert.ok(milliseconds <= 30_000, `${milliseconds} is longer than the page waits`);
});

test("the proxy gives up on an answer that never ends, and the call may have happened", async (t) => {
  const limits = timeLimits(t);
  const host = await upstream(t, (_, answer) => {
    answer.writeHead(200).write('{"ok":');
    limits.at(-1).expire();
  });
  const { ask, recorded } = setUp({ host });
  assert.equal((await ask(RESET)).status, 502);
  assert.equal(recorded[1].state, "may have happened");
});

test("a page that goes away doesn't stop the call, and the record says how it ended", async (t) => {
  const page = new AbortController();
  const host = await upstream(t, (_, answer) => {
    page.abort();
    answer.setHeader("x-slack-req-id", "an-id").end('{"ok":true}');
  });
  const { ask, recorded } = setUp({ host });
  await ask(RESET, { signal: page.signal });
  const { state, ok, requestId } = recorded[1];
  assert.deepEqual({ state, ok, requestId }, { state: "answered", ok: true, requestId: "an-id" });
});

for (const [what, url, body] of [
  ["a name that comes twice", RESET, "user_id=WVICTIM&user_id=WDECOY"],
  ["a name that comes twice with one value", RESET, "user_id=WVICTIM&user_id=WVICTIM"],
  ["a name that comes twice, once written with escapes", RESET, "user_id=WVICTIM&%75ser%5Fid=WDECOY"],
  ["a name that comes twice on another method", INVALIDATE, "session_id=1&user_id=WVICTIM&session_id=2"],
  ["a name in another case", RESET, "user_id=WDECOY&User_Id=WVICTIM"],
  ["a name as an array", RESET, "user_id=WDECOY&user_id[]=WVICTIM"],
  ["a name with a blank", RESET, "user_id=WDECOY&user_id%20=WVICTIM"],
  ["a name with a zero byte", RESET, "user_id=WDECOY&user_id%00=WVICTIM"],
  ["a name of another method", RESET, "user_id=W12345678&session_id=1"],
  ["a name of the other method", INVALIDATE, "user_id=W12345678&session_id=1&mobile_only=true"],
  ["a name that Slack doesn't document", RESET, "user_id=W12345678&everybody=true"],
  ["an empty name", RESET, "user_id=WDECOY&=WVICTIM"],
  ["a name of every object", RESET, "user_id=WDECOY&__proto__=WVICTIM"],
  ["a token of the page's", RESET, "user_id=W12345678&token=xoxp-1"],
  ["another method in the form", RESET, "user_id=W12345678&_method=admin.users.remove"],
  ["JSON in the place of a form", RESET, '{"user_id":"W12345678"}'],
]) {
  test(`${what} is refused as Slack would, and nothing is sent or recorded`, async () => {
    const { slack, ask, recorded } = setUp();
    const answer = await ask(url, { body });
    await assertRefusedAsSlack(answer, "invalid_arguments", /each once\. Nothing was sent\.$/);
    assert.deepEqual(await slack.requests(), []);
    assert.deepEqual(recorded, []);
  });
}

test("a field that the proxy doesn't know is not done, in the page's words", async () => {
  const { client } = setUp();
  const error = await failure(client().reset({ user_id: "W12345678", everybody: true }));
  assert.ok(error instanceof SlackApiError);
  assert.equal(error.error, "invalid_arguments");
  assert.equal(error.outcome, "rejected");
});

test("the recorded form is what is sent, written anew", async () => {
  const { slack, ask, recorded } = setUp();
  await ask(RESET, { body: "&&mobile_only=tru%65&user%5fid=W1;user_id=W2+%26user_id%3DW3%0d%0a&" });
  const [{ body }] = await slack.requests();
  assert.equal(body, "mobile_only=true&user_id=W1%3Buser_id%3DW2+%26user_id%3DW3%0D%0A");
  assert.deepEqual(recorded[0].form, Object.fromEntries(new URLSearchParams(body)));
});

test("a record that changes its entry doesn't change what is sent", async () => {
  const { slack, ask } = setUp({ record: (entry) => (entry.form.user_id = "[an id]") });
  await ask(RESET);
  assert.equal((await slack.requests())[0].body, "user_id=W12345678");
});

test("none of the page's headers reaches Slack", async () => {
  const { slack, ask } = setUp();
  await ask(RESET, {
    headers: {
      authorization: "Bearer xoxp-page",
      token: "xoxp-page",
      "x-http-method-override": "DELETE",
      "x-forwarded-host": "evil.test",
      "x-slack-user": "WVICTIM",
      "slack-route": "T1",
      referer: `${ORIGIN}/secret`,
    },
  });
  const [{ headers, http_method: method }] = await slack.requests();
  assert.equal(method, "POST");
  assert.equal(headers.authorization, `Bearer ${TOKEN}`);
  assert.equal(headers["content-type"], "application/x-www-form-urlencoded");
  const own = ["accept", "accept-encoding", "accept-language", "connection", "content-length", "host", "sec-fetch-mode", "user-agent"];
  const others = Object.keys(headers).filter((name) => !own.includes(name));
  assert.deepEqual(others.sort(), ["authorization", "content-type"]);
});

test("the page gets only the request id and the limit of Slack's headers", async () => {
  const { slack, ask } = setUp();
  await slack.faults({
    pass: true,
    headers: { "set-cookie": "d=1", "access-control-allow-origin": "*", "clear-site-data": '"*"', "retry-after": "1" },
  });
  const answer = await ask(RESET);
  assert.deepEqual([...answer.headers.keys()].sort(), ["cache-control", "content-type", "retry-after", "x-slack-req-id"]);
});

test("a token that a server echoes reaches neither the page nor the record", async () => {
  const { slack, ask, recorded } = setUp();
  const echo = { "x-slack-req-id": TOKEN, "retry-after": TOKEN };
  await slack.faults({ headers: echo, json: { ok: false, error: TOKEN, authorization: `Bearer ${TOKEN}` } });
  const answer = await ask(RESET);
  const seen = JSON.stringify([await answer.text(), [...answer.headers], recorded]);
  assert.ok(!seen.includes(TOKEN), seen);
  assert.equal(recorded[1].error, "[REDACTED]");
});

for (const [what, status, url, init] of [
  ["a page of another origin", 403, RESET, { headers: { origin: "https://evil.test" } }],
  ["a page whose origin begins alike", 403, RESET, { headers: { origin: `${ORIGIN}.evil.test` } }],
  ["a page of the origin without encryption", 403, RESET, { headers: { origin: "http://console.test" } }],
  ["an origin that comes twice", 403, RESET, { headers: { origin: `${ORIGIN}, ${ORIGIN}` } }],
  ["a sandboxed page", 403, RESET, { headers: { origin: "null" } }],
  ["somebody who isn't signed in", 401, RESET, { headers: { cookie: "session=bad" } }],
  ["another method of Slack's", 404, `${ORIGIN}/slack/admin.users.remove`, {}],
  ["a path that only contains one of the two", 404, `${RESET}/../admin.users.remove`, {}],
  ["a path that goes on", 404, `${RESET}/`, {}],
  ["a path that goes on after an escaped slash", 404, `${RESET}%2f..%2fadmin.users.remove`, {}],
  ["a path with two slashes", 404, `${ORIGIN}/slack//admin.users.session.reset`, {}],
  ["a path that is written with escapes", 404, `${ORIGIN}/slack/%61dmin.users.session.reset`, {}],
  ["a path in another case", 404, `${ORIGIN}/slack/Admin.Users.Session.Reset`, {}],
  ["no method", 404, `${ORIGIN}/slack/`, {}],
  ["a name of every object", 404, `${ORIGIN}/slack/constructor`, {}],
  ["a query", 404, `${RESET}?token=xoxp-1`, {}],
  ["a GET", 405, RESET, { method: "GET", body: undefined }],
  ["a GET that says that it is a POST", 405, RESET, { method: "GET", body: undefined, headers: { "x-http-method-override": "POST" } }],
  ["a PUT", 405, RESET, { method: "PUT" }],
  ["text", 415, RESET, { headers: { "content-type": "text/plain" } }],
  ["JSON", 415, RESET, { headers: { "content-type": "application/json" }, body: '{"user_id":"W12345678"}' }],
  ["a form in parts", 415, RESET, { headers: { "content-type": "multipart/form-data; boundary=a" } }],
  ["two content types", 415, RESET, { headers: { "content-type": "application/x-www-form-urlencoded, application/json" } }],
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

for (const type of ["application/x-www-form-urlencoded; charset=UTF-8", "Application/X-WWW-Form-Urlencoded ;charset=utf-8"]) {
  test(`a form may also be called ${type}`, async () => {
    const { slack, ask } = setUp();
    assert.equal((await (await ask(RESET, { headers: { "content-type": type } })).json()).ok, true);
    assert.equal((await slack.sessions("W12345678")).length, 0);
  });
}

test("a body that says that it is too long isn't read", async () => {
  const { ask, slack, recorded } = setUp();
  const { counted, body } = long();
  const answer = await ask(RESET, { body, headers: { "content-length": "210000000" } });
  assert.equal(answer.status, 413);
  // The first piece is made before it is read.
  assert.ok(counted.pulled <= 8_192, `${counted.pulled} bytes`);
  assert.deepEqual(await slack.requests(), []);
  assert.deepEqual(recorded, []);
});

for (const [what, headers] of [
  ["doesn't say how long it is", {}],
  ["says that it is short", { "content-length": "17" }],
  ["says no number", { "content-length": "none" }],
]) {
  test(`a body that ${what} is read to the limit and no further`, async () => {
    const { ask, slack, recorded } = setUp();
    const { counted, body } = long();
    const answer = await ask(RESET, { body, headers });
    assert.equal(answer.status, 413);
    assert.ok(counted.pulled <= 65_536, `${counted.pulled} bytes`);
    assert.ok(counted.cancelled);
    assert.deepEqual(await slack.requests(), []);
    assert.deepEqual(recorded, []);
  });
}

test("the proxy gives up on a body that doesn't end, and nothing is sent", { timeout: 60_000 }, async (t) => {
  const limits = timeLimits(t);
  const { ask, slack, recorded } = setUp();
  const body = new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode("user_id=W12345678")),
    // Asked for more, it gives nothing.
    pull: () => limits.at(0)?.expire(),
  });
  assert.equal((await ask(RESET, { body })).status, 408);
  assert.deepEqual(await slack.requests(), []);
  assert.deepEqual(recorded, []);
});

test("a body that breaks off is refused, and nothing is sent", async () => {
  const { ask, slack, recorded } = setUp();
  const body = new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode("user_id=W12345678")),
    pull: (controller) => controller.error(new Error("the page went away")),
  });
  assert.equal((await ask(RESET, { body })).status, 408);
  assert.deepEqual(await slack.requests(), []);
  assert.deepEqual(recorded, []);
});

const thrown = (words) => () => {
  throw new Error(words);
};

for (const [what, given] of [
  ["`token` throws", { token: thrown("the vault is closed") }],
  ["`token` rejects", { token: async () => thrown("the vault is closed")() }],
  ["`token` rejects with nothing", { token: () => Promise.reject() }],
  ["`token` returns nothing", { token: () => process.env.THERE_IS_NO_SUCH_VARIABLE }],
  ["`token` returns an empty text", { token: () => "" }],
  ["`token` returns what can't stand in a header", { token: () => `${TOKEN}\n` }],
  ["`token` returns two headers", { token: () => `${TOKEN}\r\nx-evil: 1` }],
  ["`authenticate` throws", { authenticate: thrown("the sessions are gone") }],
  ["`record` throws", { record: thrown("the disk is full") }],
  ["`record` rejects", { record: async () => thrown("the disk is full")() }],
  ["the host has no scheme", { host: "slack.com/api" }],
]) {
  test(`if ${what} nothing is sent, and the page learns it`, async (t) => {
    const log = serverLog(t);
    const { slack, ask, client, recorded } = setUp(given);
    await assertRefusedAsSlack(await ask(RESET), "service_unavailable", /Nothing was sent\.$/);
    const error = await failure(client().reset({ user_id: "W12345678" }));
    assert.equal(error.outcome, "rejected");
    assert.deepEqual(await slack.requests(), []);
    assert.deepEqual(recorded, []);
    assert.equal(log.length, 2);
    assert.ok(!log.join().includes(TOKEN), log.join());
  });
}

for (const [what, fail] of [
  ["throws", thrown("the disk is full")],
  ["rejects", async () => thrown("the disk is full")()],
]) {
  test(`if \`record\` ${what} after the call, the page learns that it may have happened`, async (t) => {
    const log = serverLog(t);
    const record = ({ state }) => (state === "asked" ? undefined : fail());
    const { slack, ask, client } = setUp({ record });
    const answer = await ask(RESET);
    assert.equal(answer.status, 500);
    assert.match(await answer.text(), /^It may have happened/);
    assert.equal((await slack.sessions("W12345678")).length, 0);
    assert.equal((await failure(client().reset({ user_id: "W12345678" }))).outcome, "unknown");
    assert.match(log.join(), /the disk is full/);
  });
}

test("a request without an origin is refused", async () => {
  const { slack } = setUp();
  const handle = proxy({ origin: ORIGIN, path: "/slack/", authenticate: () => "an admin", host: slack.host });
  const request = new Request(RESET, { method: "POST", body: new URLSearchParams({ user_id: "W12345678" }) });
  assert.equal((await handle(request)).status, 403);
  assert.deepEqual(await slack.requests(), []);
});

test("the page says that a call that the proxy refused is not done", async () => {
  const { client } = setUp({ authenticate: () => undefined });
  const error = await failure(client().reset({ user_id: "W12345678" }));
  assert.ok(error instanceof SlackHttpError);
  assert.equal(error.status, 401);
  assert.equal(error.outcome, "rejected");
  assert.match(error.body, /Sign in/);
});

test("a redirect is not followed: the token reaches no other server", async (t) => {
  let reached = 0;
  const elsewhere = await upstream(t, (_, answer) => {
    reached++;
    answer.end('{"ok":true}');
  });
  const { slack, ask } = setUp();
  await slack.faults({ status: 307, headers: { location: elsewhere } });
  assert.equal((await ask(RESET)).status, 502);
  assert.equal(reached, 0);
});
