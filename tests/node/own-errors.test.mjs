// Users make errors in tests of their own: each class can be constructed, with defaults that make sense.
import assert from "node:assert/strict";
import test from "node:test";
import { inspect } from "node:util";
import * as slackAdmin from "slack-admin-session";

const { SlackApiError, SlackError, SlackHttpError, SlackRateLimitedError } = slackAdmin;

const codes = {
  SlackArgumentError: "slack_admin_session_argument_error",
  SlackApiError: "slack_webapi_platform_error",
  SlackRateLimitedError: "slack_webapi_rate_limited_error",
  SlackHttpError: "slack_webapi_http_error",
  SlackNetworkError: "slack_webapi_request_error",
  SlackTimeoutError: "slack_admin_session_timeout_error",
  SlackProtocolError: "slack_admin_session_protocol_error",
};

for (const [name, code] of Object.entries(codes)) {
  const Class = slackAdmin[name];

  test(`a ${name} can be made with only a message`, () => {
    const error = new Class("no");
    for (const base of [Class, SlackError, Error]) assert.ok(error instanceof base);
    assert.deepEqual(
      [error.name, error.message, error.code, error.attempts, error.outcome, error.requestId],
      [name, "no", code, 0, "not_sent", undefined],
    );
    assert.ok(!("cause" in error));
    assert.match(error.stack, /own-errors\.test\.mjs/);
    assert.equal(String(error), `${name}: no`);
  });

  test(`a ${name} can be made without arguments`, () => {
    const error = new Class();
    assert.deepEqual([error.name, error.message, error.code], [name, "", code]);
    assert.equal(JSON.parse(JSON.stringify(error)).name, name);
    assert.ok(inspect(error).includes(name));
  });

  test(`a ${name} can be made with all its properties`, () => {
    const cause = new Error("why");
    const details = { method: "admin.users.session.reset", attempts: 3, outcome: "unknown", requestId: "req-1" };
    const error = new Class("no", details, { cause });
    for (const [key, value] of Object.entries(details)) assert.equal(error[key], value, key);
    assert.equal(error.cause, cause);
    assert.equal(error.code, code);
    const json = JSON.parse(JSON.stringify(error));
    assert.deepEqual({ ...json, ...details }, json);
  });
}

test("the properties of a class are kept unchanged", () => {
  const api = new SlackApiError("no", { error: "user_not_found", outcome: "rejected" });
  assert.deepEqual([api.error, api.outcome], ["user_not_found", "rejected"]);
  assert.equal(new SlackRateLimitedError("wait", { retryAfter: 30 }).retryAfter, 30);
  const http = new SlackHttpError("no", { status: 502, headers: { "x-a": "1" }, body: "<h1>" });
  assert.deepEqual([http.status, http.headers, http.body], [502, { "x-a": "1" }, "<h1>"]);
});

test("such an error can replace the error of a call", async () => {
  const stub = { reset: async () => { throw new SlackApiError("no", { error: "user_not_found", outcome: "rejected" }); } };
  await assert.rejects(stub.reset({ user_id: "W1" }), { name: "SlackApiError", error: "user_not_found", outcome: "rejected" });
});

test("the base class can be made and extended", () => {
  class Own extends SlackError {}
  for (const Class of [SlackError, Own]) {
    const error = new Class("no", { outcome: "unknown" });
    assert.ok(error instanceof SlackError && error instanceof Error);
    assert.equal(error.outcome, "unknown");
  }
});
