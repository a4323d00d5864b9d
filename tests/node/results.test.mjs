import assert from "node:assert/strict";
import test from "node:test";
import { SlackApiError, SlackHttpError, SlackNetworkError } from "slack-admin-session";
import { SESSION, USER, rejects, world } from "./support.mjs";

const rich = {
  ok: true,
  warning: "missing_charset",
  response_metadata: { warnings: ["missing_charset"], messages: ["[WARN] no charset"] },
  further: { deep: [1, "two", null, { three: false }] },
  日本語: "🔐",
};

test("the result is Slack's own object, with all its properties", async () => {
  const slack = world();
  await slack.faults({ status: 200, json: rich, times: 2 });
  assert.deepEqual(await slack.client().reset({ user_id: USER }), rich);
  assert.deepEqual(await slack.client().invalidate({ user_id: USER, session_id: SESSION }), rich);
});

test("the result is a plain object of the caller's", async () => {
  const slack = world();
  const answer = await slack.client().reset({ user_id: USER });
  assert.equal(Object.getPrototypeOf(answer), Object.prototype);
  answer.seen = true;
  assert.deepEqual(Object.keys(answer).sort(), ["ok", "seen"]);
});

for (const type of ["application/json", "application/json; charset=utf-8", "text/plain", null]) {
  test(`an answer with the content type ${type} is read`, async () => {
    const slack = world();
    await slack.faults({ status: 200, headers: { "content-type": type }, body: '{"ok":true}' });
    assert.deepEqual(await slack.client().reset({ user_id: USER }), { ok: true });
  });
}

test("an answer in pieces is read whole, letters cut in two included", async () => {
  const slack = world();
  const bytes = Buffer.from('{"ok":true,"note":"日本語🔐"}');
  const chunks = [...bytes].map((byte) => ({
    data_base64: Buffer.from([byte]).toString("base64"),
    delay_ms: 1,
  }));
  await slack.faults({ status: 200, headers: { "content-type": "application/json" }, chunks });
  assert.deepEqual(await slack.client().reset({ user_id: USER }), { ok: true, note: "日本語🔐" });
});

test("a long answer is read whole", async () => {
  const slack = world();
  const note = "x".repeat(1_000_000);
  await slack.faults({ status: 200, json: { ok: true, note } });
  assert.equal((await slack.client().reset({ user_id: USER })).note, note);
});

test("withResponse gives the whole answer with the body", async () => {
  const slack = world();
  await slack.faults({
    status: 200,
    headers: { "X-Slack-Req-Id": "req-31", "X-Further": "kept" },
    json: rich,
  });
  const full = await slack.client().reset({ user_id: USER }, { withResponse: true });
  const { body, status, headers, requestId, attempts, response, ...rest } = full;
  assert.deepEqual(rest, {});
  assert.deepEqual(body, rich);
  assert.equal(status, 200);
  assert.equal(requestId, "req-31");
  assert.equal(attempts, 1);
  assert.ok(response instanceof Response);
  assert.equal(response.status, 200);
  assert.equal(response.headers.get("x-further"), "kept");
  assert.ok([Object.prototype, null].includes(Object.getPrototypeOf(headers)));
  assert.equal(headers["x-further"], "kept");
  assert.equal(headers["x-slack-req-id"], "req-31");
  for (const name of Object.keys(headers)) assert.equal(name, name.toLowerCase());
});

test("without a request id from Slack, requestId is undefined", async () => {
  const slack = world();
  await slack.faults({ status: 200, headers: { "x-slack-req-id": null }, json: { ok: true } });
  const full = await slack.client().reset({ user_id: USER }, { withResponse: true });
  assert.equal(full.requestId, undefined);
});

test("withResponse: false and throwOnError: true are the defaults", async () => {
  const slack = world();
  const options = {
    withResponse: false,
    throwOnError: true,
    skipDeserialization: false,
    stream: false,
  };
  const api = slack.client();
  assert.deepEqual(await api.reset({ user_id: USER }, options), { ok: true });
  await rejects(api.reset({ user_id: "W00000000" }, options), {
    class: SlackApiError,
    error: "user_not_found",
  });
});

test("throwOnError: false resolves to Slack's refusal", async () => {
  const slack = world();
  const refusal = { ok: false, error: "user_not_found", further: [1] };
  await slack.faults({ status: 200, json: refusal });
  assert.deepEqual(
    await slack.client().reset({ user_id: USER }, { throwOnError: false }),
    refusal,
  );
});

test("throwOnError: false resolves to a success as usual", async () => {
  const slack = world();
  const answer = await slack.client().reset({ user_id: USER }, { throwOnError: false });
  assert.deepEqual(answer, { ok: true });
});

test("throwOnError: false and withResponse go together", async () => {
  const slack = world();
  const options = { throwOnError: false, withResponse: true };
  const full = await slack.client().reset({ user_id: "W00000000" }, options);
  assert.equal(full.body.ok, false);
  assert.equal(full.body.error, "user_not_found");
  assert.equal(full.status, 200);
  assert.equal(full.attempts, 1);
  assert.ok(full.response instanceof Response);
});

test("throwOnError: false still rejects without an answer from Slack", async () => {
  const slack = world();
  const api = slack.client();
  const options = { throwOnError: false };
  await slack.faults({ status: 403, body: "<h1>No</h1>" }, { cut: "before_headers" });
  await rejects(api.reset({ user_id: USER }, options), { class: SlackHttpError, status: 403 });
  await rejects(api.reset({ user_id: USER }, options), { class: SlackNetworkError });
});
