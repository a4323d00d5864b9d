// Slack's own refusals: its codes, and its rate limit.
import assert from "node:assert/strict";
import test from "node:test";
import * as slackAdmin from "slack-admin-session";
import { SESSION, TOKEN, USER, hides, rejects, world } from "./support.mjs";

const { SlackApiError, SlackError, SlackRateLimitedError } = slackAdmin;

const run = { kind: "run", outcome: "rejected" };
const target = { kind: "target", outcome: "rejected" };
const malformed = { kind: "request", outcome: "rejected" };
const retry = { kind: "retry", outcome: "rejected" };
const unsure = { kind: "retry", outcome: "unknown" };
const both = ["reset", "invalidate"];

const codes = [
  [target, ["invalidate"], "admin_unauthorized cannot_invalidate_primary_owner session_not_found"],
  [target, ["reset"], "cannot_reset_bot cannot_reset_primary_owner"],
  [target, both, "user_not_found"],
  [unsure, ["invalidate"], "session_invalidation_failed"],
  [unsure, ["reset"], "user_session_reset_failed"],
  [unsure, both, "internal_error fatal_error"],
  [retry, both, "request_timeout service_unavailable team_added_to_org"],
  [run, both, "feature_not_enabled not_an_admin"],
  [run, both, "invalid_auth not_authed token_expired token_revoked account_inactive"],
  [run, both, "missing_scope not_allowed_token_type no_permission is_bot"],
  [run, both, "access_denied accesslimited org_login_required two_factor_setup_required"],
  [run, both, "enterprise_is_restricted ekm_access_denied team_access_not_granted"],
  [run, both, "unknown_method method_deprecated deprecated_endpoint"],
  [malformed, both, "invalid_arguments invalid_arg_name invalid_array_arg invalid_charset"],
  [malformed, both, "invalid_form_data invalid_post_type missing_post_type"],
];

const calls = {
  reset: { user_id: USER },
  invalidate: { user_id: USER, session_id: SESSION },
};

for (const [expected, methods, names] of codes) {
  for (const error of names.split(" ")) {
    for (const method of methods) {
      test(`${error} of ${method} is of the kind ${expected.kind}, ${expected.outcome}`, async () => {
        const slack = world();
        const accessToken = `xoxp-standin-error-${error}`;
        const failed = await rejects(slack.client({ accessToken })[method](calls[method]), {
          class: SlackApiError,
          code: "slack_webapi_platform_error",
          method: `admin.users.session.${method}`,
          attempts: 1,
          status: 200,
          error,
          ...expected,
        });
        assert.equal(failed.data.ok, false);
        assert.equal(failed.data.error, error);
        assert.ok(failed.message.includes(error), failed.message);
        hides(failed, accessToken);
      });
    }
  }
}

test("an undocumented error code is passed on", async () => {
  const slack = world();
  await slack.faults({ status: 200, json: { ok: false, error: "brand_new" } });
  await rejects(slack.client().reset({ user_id: USER }), {
    class: SlackApiError,
    error: "brand_new",
    outcome: "rejected",
  });
});

test("data is Slack's own object, and the request id is at hand", async () => {
  const slack = world();
  const data = {
    ok: false,
    error: "invalid_arguments",
    warning: "superfluous_charset",
    response_metadata: { messages: ["[ERROR] no such user"] },
    further: { deep: [1, null] },
  };
  await slack.faults({ status: 200, headers: { "x-slack-req-id": "req-42" }, json: data });
  const error = await rejects(slack.client().reset({ user_id: USER }), {
    class: SlackApiError,
    requestId: "req-42",
  });
  assert.deepEqual(error.data, data);
});

test("missing_scope says what is needed and what there is", async () => {
  const slack = world();
  const api = slack.client({ accessToken: "xoxp-standin-noscope" });
  await rejects(api.reset({ user_id: USER }), {
    class: SlackApiError,
    error: "missing_scope",
    needed: "admin.users:write",
    provided: "users:read",
  });
});

test("elsewhere needed and provided are undefined", async () => {
  const slack = world();
  await rejects(slack.client().reset({ user_id: "W00000000" }), {
    class: SlackApiError,
    needed: undefined,
    provided: undefined,
  });
});

for (const status of [200, 400, 401, 403, 404, 500, 503]) {
  test(`ok: false with the status ${status} is Slack's own answer`, async () => {
    const slack = world();
    await slack.faults({ status, json: { ok: false, error: "user_not_found" } });
    await rejects(slack.client().reset({ user_id: USER }), {
      class: SlackApiError,
      error: "user_not_found",
      kind: "target",
      status,
    });
  });
}

test("internal_error with the status 500 is of unknown outcome", async () => {
  const slack = world();
  await slack.faults({ status: 500, json: { ok: false, error: "internal_error" } });
  await rejects(slack.client().reset({ user_id: USER }), {
    class: SlackApiError,
    outcome: "unknown",
  });
});

for (const [what, fault] of [
  ["an object", { json: { ok: false, error: "ratelimited" } }],
  ["plain text", { body: "slow down" }],
  ["nothing", { body: "" }],
]) {
  test(`429 with ${what} is a rate limit, with its seconds`, async () => {
    const slack = world();
    await slack.faults({ status: 429, headers: { "retry-after": "17" }, ...fault });
    await rejects(slack.client().reset({ user_id: USER }), {
      class: SlackRateLimitedError,
      code: "slack_webapi_rate_limited_error",
      method: "admin.users.session.reset",
      outcome: "rejected",
      attempts: 1,
      retryAfter: 17,
    });
  });
}

test("429 with ok: true is a rate limit of unknown outcome, since the answer contradicts itself", async () => {
  const slack = world();
  await slack.faults({ status: 429, headers: { "retry-after": "17" }, json: { ok: true } });
  const expected = { class: SlackRateLimitedError, outcome: "unknown", attempts: 1, retryAfter: 17 };
  await rejects(slack.client().reset({ user_id: USER }), expected);
});

test("ratelimited with the status 200 is a rate limit as well", async () => {
  const slack = world();
  await slack.faults({ status: 200, json: { ok: false, error: "ratelimited" } });
  await rejects(slack.client().reset({ user_id: USER }), {
    class: SlackRateLimitedError,
    outcome: "rejected",
    attempts: 1,
    retryAfter: 30,
  });
});

test("every error class is a SlackError and an Error, with its own name", () => {
  for (const kind of ["Argument", "Api", "RateLimited", "Http", "Network", "Timeout", "Protocol"]) {
    const name = `Slack${kind}Error`;
    const { prototype } = slackAdmin[name];
    assert.ok(prototype instanceof SlackError, name);
    assert.ok(prototype instanceof Error, name);
    assert.equal(prototype.name, name);
  }
});

test("the error of a failed call has a stack and does not hold the token", async () => {
  const slack = world();
  const error = await rejects(slack.client().reset({ user_id: "W00000000" }), {
    class: SlackApiError,
  });
  assert.equal(typeof error.stack, "string");
  hides(error, TOKEN);
});
