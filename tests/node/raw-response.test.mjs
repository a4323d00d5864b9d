import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import test from "node:test";
import { SlackArgumentError, SlackProtocolError, SlackTimeoutError } from "slack-admin-session";
import { NEVER, TOKEN, USER, ending, failure, rejects, timed, world } from "./support.mjs";

const raw = { skipDeserialization: true };
const streamed = { skipDeserialization: true, stream: true };

for (const [how, options] of [
  ["complete", raw],
  ["streamed", streamed],
]) {
  test(`a ${how} answer is a standard, unread Response`, async () => {
    const slack = world();
    const { response, ...rest } = await slack.client().reset({ user_id: USER }, options);
    assert.deepEqual(rest, {});
    assert.ok(response instanceof Response);
    assert.equal(response.status, 200);
    assert.equal(response.bodyUsed, false);
    assert.match(response.headers.get("content-type"), /json/);
    assert.deepEqual(await response.json(), { ok: true });
    assert.deepEqual(await slack.sessions(), []);
  });

  test(`a ${how} answer is not checked`, async () => {
    const slack = world();
    const bodies = ["<h1>Hello</h1>", "", "null", '{"ok":false,"error":"user_not_found"}'];
    for (const body of bodies) {
      await slack.faults({ status: 200, body });
      const { response } = await slack.client().reset({ user_id: USER }, options);
      assert.equal(await response.text(), body);
    }
  });

  test(`a ${how} answer keeps its bytes and its headers`, async () => {
    const slack = world();
    const bytes = Buffer.from([0, 255, 254, 10, 13, 128, 0]);
    await slack.faults({
      status: 200,
      headers: { "x-further": "kept", "x-slack-req-id": "req-7" },
      body_base64: bytes.toString("base64"),
    });
    const { response } = await slack.client().reset({ user_id: USER }, options);
    assert.equal(response.headers.get("x-further"), "kept");
    assert.equal(response.headers.get("x-slack-req-id"), "req-7");
    assert.deepEqual(Buffer.from(await response.arrayBuffer()), bytes);
  });

  test(`a ${how} answer does not hold the token`, async () => {
    const slack = world();
    const { response } = await slack.client().reset({ user_id: USER }, options);
    assert.ok(!JSON.stringify([response.url, ...response.headers]).includes(TOKEN));
  });
}

const slow = { status: 200, json: { ok: true }, body_delay_ms: 1_200 };

test("a failure rejects even with throwOnError: false, since a raw response can't be a failure", async () => {
  const slack = world();
  await slack.faults({ status: 400, json: { ok: false, error: "invalid_arguments" } });
  const error = await failure(slack.client().reset({ user_id: USER }, { skipDeserialization: true, throwOnError: false }));
  assert.equal(error.name, "SlackApiError");
});

test("without stream the body is complete when the call resolves", async () => {
  const slack = world();
  await slack.faults(slow);
  const call = await timed(() => slack.client().reset({ user_id: USER }, raw));
  assert.ok(call.ms > 1_100, `resolved after ${call.ms} ms`);
  const read = await timed(() => call.value.response.text());
  assert.equal(read.value, '{"ok":true}');
  assert.ok(read.ran < 1_000, `the body took another ${read.ran} ms`);
});

test("with stream the call resolves as soon as the headers have arrived", async () => {
  const slack = world();
  await slack.faults({ ...slow, body_delay_ms: NEVER });
  const { response } = await slack.client({ timeout: 0 }).reset({ user_id: USER }, streamed);
  await response.body.cancel();
});

test("with stream the body can be read once it comes", async () => {
  const slack = world();
  await slack.faults(slow);
  const { response } = await slack.client().reset({ user_id: USER }, streamed);
  assert.deepEqual(await response.json(), { ok: true });
});

test("without stream the timeout covers the body", async () => {
  const slack = world();
  await slack.faults({ ...slow, body_delay_ms: NEVER });
  const call = slack.client({ timeout: 1_500 }).reset({ user_id: USER }, raw);
  await rejects(call, { class: SlackTimeoutError, phase: "read", outcome: "unknown" });
});

test("with stream the timeout covers the headers", async () => {
  const slack = world();
  await slack.faults({ pass: true, delay_ms: NEVER });
  const call = slack.client({ timeout: 300 }).reset({ user_id: USER }, streamed);
  await rejects(call, { class: SlackTimeoutError, phase: "connect", outcome: "unknown" });
});

test("with stream the body may take longer than the timeout", async () => {
  const slack = world();
  await slack.faults({ ...slow, body_delay_ms: 3_000 });
  const { response } = await slack.client({ timeout: 1_500 }).reset({ user_id: USER }, streamed);
  assert.deepEqual(await response.json(), { ok: true });
});

test("with stream the signal still ends the body", async () => {
  const slack = world();
  await slack.faults({ ...slow, body_delay_ms: NEVER });
  const controller = new AbortController();
  const options = { ...streamed, signal: controller.signal };
  const { response } = await slack.client().reset({ user_id: USER }, options);
  const text = failure(response.text());
  controller.abort(new Error("enough"));
  assert.ok(await text);
});

test("many streamed answers put only one listener on a shared signal, and Node doesn't warn", async () => {
  const warnings = [];
  const note = (warning) => warnings.push(warning);
  process.on("warning", note);
  const controller = new AbortController();
  const never = () => new Response(new ReadableStream());
  const api = world().client({ fetch: async (_, init) => Object.assign(never(), { init }) });
  const responses = [];
  for (let call = 0; call < 30; call++) {
    responses.push((await api.reset({ user_id: USER }, { ...streamed, signal: controller.signal })).response);
  }
  assert.equal(getEventListeners(controller.signal, "abort").length, 1);
  controller.abort();
  assert.ok(responses.every(({ init }) => init.signal.aborted), "a body goes on after the abort");
  await new Promise((resolve) => setImmediate(resolve));
  process.off("warning", note);
  assert.deepEqual(warnings, []);
});

test("with stream a body without end can be read in part", async () => {
  const slack = world();
  await slack.faults({ status: 200, endless: { data: "x".repeat(1024), delay_ms: 1 } });
  const { response } = await slack.client().reset({ user_id: USER }, streamed);
  const reader = response.body.getReader();
  assert.ok((await reader.read()).value.length > 0);
  await ending(reader.cancel());
});

test("skipDeserialization without stream doesn't read an endless body", async () => {
  const slack = world();
  await slack.faults({ status: 200, endless: { data: "x".repeat(64 * 1024), delay_ms: 1 } });
  const call = slack.client().reset({ user_id: USER }, raw);
  await rejects(call, { class: SlackProtocolError, outcome: "unknown" });
});

test("arguments are checked as usual", async () => {
  const slack = world();
  await rejects(slack.client().reset({}, raw), { class: SlackArgumentError, argument: "user_id" });
  await slack.receivedNothing();
});
