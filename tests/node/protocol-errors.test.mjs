// Answers that aren't Slack's, with the status 200.
import assert from "node:assert/strict";
import test from "node:test";
import { SlackProtocolError } from "slack-admin-session";
import { TOKEN, USER, hides, rejects, timed, world } from "./support.mjs";

/** A call that the stand-in answers like this is a protocol error. */
async function refused(fault, expected = {}) {
  const slack = world();
  await slack.faults({ status: 200, ...fault });
  const error = await rejects(slack.client().reset({ user_id: USER }), {
    class: SlackProtocolError,
    code: "slack_admin_session_protocol_error",
    method: "admin.users.session.reset",
    outcome: "unknown",
    attempts: 1,
    status: 200,
    ...expected,
  });
  hides(error, TOKEN);
  return error;
}

for (const body of [
  "<!doctype html><title>Sign in to the guest network</title>",
  "",
  " ",
  "ok",
  "null",
  "true",
  "1",
  '"ok"',
  "[]",
  '[{"ok":true}]',
  "{}",
  '{"ok":"true"}',
  '{"ok":1}',
  '{"ok":null}',
  '{"ok":[true]}',
  '{"OK":true}',
  '{"ok":false}',
  '{"ok":false,"error":null}',
  '{"ok":false,"error":1}',
  '{"ok":false,"error":{}}',
  '{"ok":true',
  '{"ok":true}}',
  '{"ok":true}{"ok":true}',
  '{ok:true}',
  "{'ok':true}",
  '{"__proto__":{"ok":true}}',
  ")]}'\n{\"ok\":true}",
]) {
  test(`200 with ${JSON.stringify(body)} isn't Slack's answer`, async () => {
    await refused({ body }, { body });
  });
}

test("throwOnError: false doesn't turn it into Slack's answer", async () => {
  const slack = world();
  await slack.faults({ status: 200, json: { ok: false } });
  const call = slack.client().reset({ user_id: USER }, { throwOnError: false });
  await rejects(call, { class: SlackProtocolError });
});

test("the error has the headers", async () => {
  const error = await refused({
    headers: { "X-Proxy": "front", "x-slack-req-id": "req-9" },
    body: "<h1>Sign in</h1>",
  });
  assert.equal(error.headers["x-proxy"], "front");
  assert.equal(error.requestId, "req-9");
});

test("a byte order mark before the answer does no harm", async () => {
  const slack = world();
  await slack.faults({ status: 200, body: '\ufeff{"ok":true}' });
  assert.deepEqual(await slack.client().reset({ user_id: USER }), { ok: true });
});

test("blanks around the answer do no harm", async () => {
  const slack = world();
  await slack.faults({ status: 200, body: ' \r\n\t{"ok":true}\n' });
  assert.deepEqual(await slack.client().reset({ user_id: USER }), { ok: true });
});

test("bytes that aren't UTF-8 do no harm", async () => {
  await refused({ body_base64: Buffer.from([0xff, 0xfe, 0x7b, 0x00]).toString("base64") });
});

test("a deeply nested answer does no harm", async () => {
  const slack = world();
  await slack.faults({ status: 200, body: `${"[".repeat(100_000)}${"]".repeat(100_000)}` });
  const call = slack.client().reset({ user_id: USER });
  await rejects(call, { class: SlackProtocolError, outcome: "unknown" });
});

test("a body of more than 1 MiB is refused, even if it begins well", async () => {
  await refused({ repeat: { data: "x".repeat(1024), times: 2048 } });
  await refused({ body: `{"ok":true,"long":"${"x".repeat(1024 * 1024)}"}` });
});

test("a body without end is refused promptly", async () => {
  const slack = world();
  await slack.faults({ status: 200, endless: { data: "x".repeat(64 * 1024), delay_ms: 1 } });
  const { error, ran } = await timed(() => slack.client().reset({ user_id: USER }));
  assert.equal(error?.constructor, SlackProtocolError);
  assert.equal(error.outcome, "unknown");
  assert.ok(ran < 3_000, `it took ${ran} ms`);
});
