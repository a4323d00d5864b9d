// Answers that aren't Slack's, with another status than 200: proxies, outages, redirects.
import assert from "node:assert/strict";
import test from "node:test";
import { SlackHttpError } from "slack-admin-session";
import { TOKEN, USER, hides, rejects, world } from "./support.mjs";

const html = "<!doctype html><h1>Not what you came for</h1>";

/** Checks how a call ends that the stand-in answers like this. */
async function answered(fault, expected) {
  const slack = world();
  await slack.faults(fault);
  const error = await rejects(slack.client().reset({ user_id: USER }), {
    class: SlackHttpError,
    code: "slack_webapi_http_error",
    method: "admin.users.session.reset",
    attempts: 1,
    ...expected,
  });
  hides(error, TOKEN);
  assert.equal((await slack.requests()).length, 1);
  return error;
}

// Not 407: a runtime's own fetch makes a network error of it.
const statuses = [400, 401, 403, 404, 405, 408, 413, 418, 451, 499, 500, 501, 502, 503, 504, 520, 599];
for (const status of statuses) {
  const outcome = status < 500 ? "rejected" : "unknown";
  test(`a page with the status ${status} is of outcome ${outcome}`, async () => {
    const headers = { "content-type": "text/html", "x-slack-req-id": "req-5", "X-Proxy": "front" };
    const fault = { status, reason: "As Scripted", headers, body: html };
    const error = await answered(fault, { status, outcome, body: html, requestId: "req-5" });
    assert.equal(error.statusText, "As Scripted");
    assert.equal(error.headers["x-proxy"], "front");
    assert.match(error.headers["content-type"], /text\/html/);
    assert.ok([Object.prototype, null].includes(Object.getPrototypeOf(error.headers)));
  });
}

for (const json of [{ ok: true }, { ok: false }, { ok: false, error: 1 }, { error: "x" }, [], null]) {
  test(`${JSON.stringify(json)} with the status 500 isn't Slack's answer`, async () => {
    await answered({ status: 500, json }, { status: 500, outcome: "unknown" });
  });
}

for (const status of [201, 202, 204, 206]) {
  test(`the status ${status} is not a success`, async () => {
    const fault = status === 204 ? { status } : { status, json: { ok: true } };
    await answered(fault, { status, outcome: "unknown" });
  });
}

test("an empty body is an empty text", async () => {
  await answered({ status: 502, body: "" }, { status: 502, body: "" });
});

test("the beginning of a long body is kept", async () => {
  const error = await answered({ status: 502, body: html.repeat(2_000) }, { status: 502 });
  assert.ok(error.body.startsWith(html));
  assert.ok(error.body.length < 50_000, `${error.body.length} characters were kept`);
});

for (const status of [301, 302, 303, 307, 308]) {
  test(`a redirect with ${status} is refused and not followed`, async () => {
    const elsewhere = world();
    const location = `${elsewhere.host}/admin.users.session.reset`;
    await answered({ status, headers: { location }, body: "" }, { status, outcome: "rejected" });
    await elsewhere.receivedNothing();
  });
}

test("a redirect to the same place is not followed either", async () => {
  const slack = world();
  const location = "/api/admin.users.session.reset";
  await slack.faults({ status: 307, headers: { location }, body: "" });
  await rejects(slack.client().reset({ user_id: USER }), { class: SlackHttpError, status: 307 });
  assert.equal((await slack.requests()).length, 1);
  assert.equal((await slack.sessions()).length, 3);
});

test("a redirect without a location is refused", async () => {
  await answered({ status: 302, body: "" }, { status: 302, outcome: "rejected" });
});
