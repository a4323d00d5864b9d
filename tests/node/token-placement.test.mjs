import assert from "node:assert/strict";
import test from "node:test";
import { SlackApiError, SlackArgumentError } from "slack-admin-session";
import { DISTINCTIVE, SESSION, TOKEN, USER, check, failure, form, rejects, world } from "./support.mjs";

/** Every place of the received request that holds the token: "header NAME", "body", "query", "path". */
function places(request, token = TOKEN) {
  const found = Object.entries(request.headers)
    .filter(([, value]) => value.includes(token))
    .map(([name]) => `header ${name}`);
  for (const part of ["body", "query", "path"]) {
    if (decodeURIComponent(request[part] ?? "").includes(token)) found.push(part);
  }
  return found.sort();
}

const calls = {
  reset: { user_id: USER },
  invalidate: { user_id: USER, session_id: SESSION },
};
const expected = {
  authorization: ["header authorization"],
  form: ["body"],
  "token-header": ["header authorization", "header token"],
};

for (const [tokenPlacement, where] of Object.entries(expected)) {
  for (const [method, request] of Object.entries(calls)) {
    test(`${method} with ${tokenPlacement} sends the token there and nowhere else`, async () => {
      const slack = world();
      await slack.client({ tokenPlacement })[method](request);
      assert.deepEqual(places(await slack.received()), where);
    });

    test(`${method} with ${tokenPlacement} and options.token sends that token there`, async () => {
      const slack = world();
      const api = slack.client({ accessToken: `xoxp-${DISTINCTIVE}`, tokenPlacement });
      await api[method](request, { token: TOKEN });
      const received = await slack.received();
      assert.deepEqual(places(received), where);
      assert.deepEqual(places(received, DISTINCTIVE), []);
    });
  }
}

test("the default in Node is the bearer header", async () => {
  const slack = world();
  await slack.client().reset({ user_id: USER });
  const received = await slack.received();
  assert.deepEqual(places(received), ["header authorization"]);
  assert.equal(received.headers.authorization, `Bearer ${TOKEN}`);
});

test("token-header sends the bearer header and a header named token", async () => {
  const slack = world();
  await slack.client({ tokenPlacement: "token-header" }).reset({ user_id: USER });
  const { headers } = await slack.received();
  assert.equal(headers.authorization, `Bearer ${TOKEN}`);
  assert.equal(headers.token, TOKEN);
});

test("form sends the token as a form field", async () => {
  const slack = world();
  await slack.client({ tokenPlacement: "form" }).reset({ user_id: USER });
  assert.deepEqual(form(await slack.received()), { user_id: USER, token: TOKEN });
});

test("none needs no token and sends none", async () => {
  const slack = world();
  const api = slack.client({ tokenPlacement: "none", accessToken: undefined });
  await rejects(api.reset({ user_id: USER }), { class: SlackApiError, error: "not_authed" });
  const received = await slack.received();
  assert.deepEqual(places(received), []);
  assert.ok(!("authorization" in received.headers));
  assert.ok(!("token" in received.headers));
});

test("none with a configured token either refuses it or doesn't send it", async () => {
  const slack = world();
  const calls = [
    async () => slack.client({ tokenPlacement: "none" }).reset({ user_id: USER }),
    async () =>
      slack
        .client({ tokenPlacement: "none", accessToken: undefined })
        .reset({ user_id: USER }, { token: TOKEN }),
  ];
  for (const call of calls) {
    const error = await failure(call());
    if (error instanceof SlackApiError) assert.equal(error.error, "not_authed");
    else check(error, { class: SlackArgumentError, argument: /^(accessToken|token|tokenPlacement)$/ });
  }
  for (const request of await slack.requests()) assert.deepEqual(places(request), []);
});

for (const tokenPlacement of ["authorization", "token-header"]) {
  test(`${tokenPlacement} keeps the token out of a JSON body`, async () => {
    const slack = world();
    const options = { contentType: "application/json" };
    await slack.client({ tokenPlacement }).reset({ user_id: USER }, options);
    assert.deepEqual(places(await slack.received()), expected[tokenPlacement]);
  });
}

test("form with a JSON body is refused, and nothing is sent", async () => {
  const slack = world();
  const api = slack.client({ tokenPlacement: "form" });
  const call = api.reset({ user_id: USER }, { contentType: "application/json" });
  await rejects(call, {
    class: SlackArgumentError,
    outcome: "not_sent",
    argument: /^(contentType|tokenPlacement)$/,
  });
  await slack.receivedNothing();
});

// Headers that the runtime's own fetch adds to every request.
const ofTheRuntime = new RegExp(
  "^(host|connection|user-agent|content-length|accept-language|accept-encoding|sec-fetch-.*)$",
);

test("form sends no header beyond the CORS-safelisted ones", async () => {
  const slack = world();
  await slack.client({ tokenPlacement: "form" }).reset({ user_id: USER });
  const { headers } = await slack.received();
  const ours = Object.keys(headers).filter((name) => !ofTheRuntime.test(name));
  assert.deepEqual(ours.sort(), ["accept", "content-type"]);
  assert.match(headers["content-type"], /^application\/x-www-form-urlencoded\b/);
  assert.doesNotMatch(headers["user-agent"] ?? "", /slack-admin-session/);
});

test("form refuses a header that would need a preflight", async () => {
  const slack = world();
  const headers = { "x-trace": "1" };
  const api = slack.client({ tokenPlacement: "form" });
  await rejects(api.reset({ user_id: USER }, { headers }), {
    class: SlackArgumentError,
    argument: /^headers/,
  });
  await slack.receivedNothing();
});
