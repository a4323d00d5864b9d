// No complete answer.
import assert from "node:assert/strict";
import test from "node:test";
import { SlackNetworkError } from "slack-admin-session";
import { deadPort } from "../dead-port.mjs";
import { TOKEN, USER, hides, rejects, world } from "./support.mjs";

const lost = { class: SlackNetworkError, code: "slack_webapi_request_error", attempts: 1 };

for (const [what, fault] of [
  ["cut before the headers", { cut: "before_headers" }],
  ["reset before the headers", { cut: "before_headers", reset: true }],
  ["cut after the headers", { pass: true, cut: "after_headers" }],
  ["reset after the headers", { pass: true, cut: "after_headers", reset: true }],
  ["cut within the body", { status: 200, json: { ok: true, long: "x".repeat(999) }, cut: "mid_body" }],
  ["reset within the body", { pass: true, cut: "mid_body", reset: true }],
  ["ended without a word", { raw_base64: "" }],
  ["answered with something that isn't HTTP", { raw_base64: btoa("SSH-2.0-OpenSSH_9.6\r\n\r\n") }],
  ["cut within its headers", { raw_base64: btoa("HTTP/1.1 200 OK\r\ncontent-ty") }],
  ["cut within a chunk", {
    raw_base64: btoa('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nb\r\n{"ok":'),
  }],
]) {
  test(`a connection ${what} is a network error of unknown outcome`, async () => {
    const slack = world();
    await slack.faults({ ...fault, apply: true });
    const error = await rejects(slack.client().reset({ user_id: USER }), {
      ...lost,
      method: "admin.users.session.reset",
      outcome: "unknown",
    });
    assert.ok(error.cause instanceof Error, "the runtime's own error is the cause");
    hides(error, TOKEN);
    assert.equal((await slack.requests()).length, 1, "it is not sent again");
  });
}

test("a whole answer that is cut short of its promised length is a network error", async () => {
  const slack = world();
  await slack.faults({ status: 200, json: { ok: true }, content_length: 100, cut: "mid_body" });
  await rejects(slack.client().reset({ user_id: USER }), { ...lost, outcome: "unknown" });
});

test("a connection that is refused is a network error", async () => {
  const { port } = await deadPort();
  const host = `http://127.0.0.1:${port}/api`;
  const error = await rejects(world().client({ host }).reset({ user_id: USER }), {
    ...lost,
    outcome: "not_sent",
  });
  // What the platform says is there, although its error has a class of its own, and so is a copy here.
  const { code, syscall, address, port: refused, stack } = error.cause.cause;
  assert.deepEqual([code, syscall, address, refused], ["ECONNREFUSED", "connect", "127.0.0.1", port]);
  assert.match(stack, /connect ECONNREFUSED 127\.0\.0\.1:\d+\n {4}at .*net/);
  hides(error, TOKEN);
});

test("a server that isn't encrypted is a network error for https", async () => {
  const slack = world();
  const host = slack.host.replace(/^http:/, "https:");
  const error = await rejects(slack.client({ host }).reset({ user_id: USER }), {
    ...lost,
    outcome: "not_sent",
  });
  hides(error, TOKEN);
  assert.equal((await slack.sessions()).length, 3);
});

test("a name that doesn't resolve is a network error", async () => {
  const api = world().client({ host: "https://slack.invalid/api" });
  await rejects(api.reset({ user_id: USER }), { ...lost, outcome: "not_sent" });
});

test("a call after a lost connection works", async () => {
  const slack = world();
  await slack.faults({ cut: "before_headers" });
  const api = slack.client();
  await rejects(api.reset({ user_id: USER }), lost);
  assert.deepEqual(await api.reset({ user_id: USER }), { ok: true });
});
