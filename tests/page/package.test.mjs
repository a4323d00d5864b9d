// The package in a page without a bundler, of another origin than the API's, under a strict policy.

import assert from "node:assert/strict";
import { test } from "node:test";
import { NEVER, TOKEN, world } from "../standin/client.mjs";
import { deadHost, visit } from "./page.mjs";

/** Makes a call in a blank page, and returns its answer, or the properties of its error. */
async function call(t, host, { method = "reset", request = { user_id: "W12345678" }, configuration, inFlight } = {}) {
  const { page } = await visit(t, "/blank/");
  const ended = page.evaluate(
    async ({ method, request, configuration }) => {
      const { AdminUsersSessionApi } = await import("/slack-admin-session/index.js");
      const api = new AdminUsersSessionApi(configuration);
      const controller = new AbortController();
      globalThis.abort = () => controller.abort("enough");
      try {
        return { body: await api[method](request, { signal: controller.signal }) };
      } catch (error) {
        if (typeof error === "string") return { reason: error };
        const { name, code, outcome, requestId, attempts, status, argument, message } = error;
        return { name, code, outcome, requestId, attempts, status, argument, message };
      } finally {
        api.dispose();
      }
    },
    { method, request, configuration: { host, accessToken: TOKEN, ...configuration } },
  );
  await inFlight?.(page);
  return ended;
}

test("a reset succeeds across origins without a preflight, with the token only in the body", async (t) => {
  const slack = world();
  assert.deepEqual(await call(t, slack.host), { body: { ok: true } });
  assert.deepEqual(await slack.sessions("W12345678"), []);
  const requests = await slack.requests();
  assert.deepEqual(requests.map((request) => request.http_method), ["POST"]);
  const [{ body, ...rest }] = requests;
  assert.deepEqual(new URLSearchParams(body).getAll("token"), [TOKEN]);
  assert.equal(JSON.stringify(rest).includes(TOKEN), false, "the token is outside the body");
  assert.equal("authorization" in rest.headers, false);
});

test("the page finds a user and their sessions across origins without a preflight", async (t) => {
  const slack = world();
  const found = await call(t, slack.host, { method: "lookupByEmail", request: { email: "w12345678@example.com" } });
  assert.equal(found.body.user.id, "W12345678");
  const request = { user_id: "W12345678", team_id: "E12345678" };
  const listed = await call(t, slack.host, { method: "list", request });
  assert.ok(listed.body.active_sessions.length > 0, "no session was listed");
  const requests = await slack.requests();
  assert.deepEqual(
    requests.map(({ http_method, api_method }) => [http_method, api_method]),
    [
      ["POST", "users.lookupByEmail"],
      ["POST", "admin.users.session.list"],
    ],
  );
});

test("a session id above 2^53 is sent digit for digit", async (t) => {
  const slack = world();
  const request = { user_id: "W00000002", session_id: 9007199254740993n };
  assert.deepEqual(await call(t, slack.host, { method: "invalidate", request }), { body: { ok: true } });
  const [{ body }] = await slack.requests();
  assert.equal(new URLSearchParams(body).get("session_id"), "9007199254740993");
  assert.deepEqual(await slack.sessions("W00000002"), ["1112275520250"]);
});

test("a token in a header is a network error, and nothing happens", async (t) => {
  const slack = world();
  const error = await call(t, slack.host, { configuration: { tokenPlacement: "authorization" } });
  assert.equal(error.name, "SlackNetworkError");
  assert.equal((await slack.sessions("W12345678")).length, 3);
  const requests = await slack.requests();
  assert.ok(requests.length > 0, "the preflight is in the log");
  assert.ok(requests.every((request) => request.http_method === "OPTIONS"));
});

test("a refusal has Slack's code and the request id", async (t) => {
  const slack = world();
  const error = await call(t, slack.host, { request: { user_id: "W99999999" } });
  assert.deepEqual([error.name, error.outcome, error.status], ["SlackApiError", "rejected", 200]);
  assert.match(error.requestId, /\S/);
});

test("a redirect is refused without following it, and its status is hidden", async (t) => {
  const slack = world();
  await slack.faults({ status: 302, headers: { location: "/elsewhere" } });
  const error = await call(t, slack.host);
  assert.deepEqual([error.name, error.outcome, error.status], ["SlackHttpError", "rejected", 0]);
  assert.equal((await slack.requests()).length, 1);
});

test("an answer without Slack's CORS headers is unknown", async (t) => {
  const slack = world();
  await slack.always({ apply: true, cors: false, json: { ok: true } });
  const error = await call(t, slack.host, { configuration: { retry: false } });
  assert.deepEqual([error.name, error.outcome], ["SlackNetworkError", "unknown"]);
});

test("a call waits as long as Slack's limit says", async (t) => {
  const slack = world();
  await slack.faults({ status: 429, headers: { "retry-after": "1" }, json: { ok: false, error: "ratelimited" } });
  const begun = Date.now();
  assert.deepEqual(await call(t, slack.host), { body: { ok: true } });
  assert.ok(Date.now() - begun >= 1_000);
  assert.equal((await slack.requests()).length, 2);
});

test("the error for a wrong argument names it, and nothing is sent", async (t) => {
  const slack = world();
  const error = await call(t, slack.host, { request: { user_id: "" } });
  assert.deepEqual([error.name, error.argument, error.outcome], ["SlackArgumentError", "user_id", "not_sent"]);
  assert.deepEqual(await slack.requests(), []);
});

test("an abort ends a call in flight, which rejects with the abort's reason", async (t) => {
  const slack = world();
  await slack.faults({ pass: true, delay_ms: NEVER });
  const inFlight = async (page) => {
    await slack.arrival();
    await page.evaluate(() => globalThis.abort());
  };
  assert.deepEqual(await call(t, slack.host, { inFlight }), { reason: "enough" });
});

test("a dead host is a network error", async (t) => {
  const error = await call(t, await deadHost(), { configuration: { retry: false } });
  assert.equal(error.name, "SlackNetworkError");
});
