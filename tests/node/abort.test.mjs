import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import test from "node:test";
import { SlackApiError } from "slack-admin-session";
import { NEVER, USER, failure, gate, heldFetch, rejects, world } from "./support.mjs";

test("an abort without a reason rejects with the signal's own AbortError", async () => {
  const slack = world();
  await slack.faults({ pass: true, delay_ms: NEVER });
  const controller = new AbortController();
  const call = failure(slack.client().reset({ user_id: USER }, { signal: controller.signal }));
  await slack.arrival();
  controller.abort(undefined);
  const error = await call;
  assert.equal(error, controller.signal.reason);
  assert.ok(error instanceof DOMException);
  assert.equal(error.name, "AbortError");
});

test("AbortSignal.timeout rejects with its own TimeoutError", async () => {
  const slack = world();
  await slack.faults({ pass: true, delay_ms: NEVER });
  const signal = AbortSignal.timeout(100);
  const error = await failure(slack.client().reset({ user_id: USER }, { signal }));
  assert.equal(error, signal.reason);
  assert.equal(error.name, "TimeoutError");
});

test("AbortSignal.any rejects with the reason of the one that aborted", async () => {
  const slack = world();
  await slack.faults({ pass: true, delay_ms: NEVER });
  const controller = new AbortController();
  const signal = AbortSignal.any([controller.signal, new AbortController().signal]);
  const call = failure(slack.client().reset({ user_id: USER }, { signal }));
  await slack.arrival();
  controller.abort("any");
  assert.equal(await call, "any");
});

test("an abort while the call waits for the token rejects, and nothing is sent", async () => {
  const slack = world();
  const controller = new AbortController();
  const asked = gate();
  const api = slack.client({ accessToken: () => (asked.open(), new Promise(() => {})) });
  const call = failure(api.reset({ user_id: USER }, { signal: controller.signal }));
  await asked.opened;
  controller.abort("no token came");
  assert.equal(await call, "no token came");
  await slack.receivedNothing();
});

test("an abort right after the call, in the same tick, rejects with its reason", async () => {
  const slack = world();
  const controller = new AbortController();
  const call = slack.client().reset({ user_id: USER }, { signal: controller.signal });
  controller.abort("at once");
  assert.equal(await failure(call), "at once");
});

test("an abort after the result changes nothing", async () => {
  const slack = world();
  const controller = new AbortController();
  const api = slack.client();
  const answer = await api.reset({ user_id: USER }, { signal: controller.signal });
  controller.abort("too late");
  assert.deepEqual(answer, { ok: true });
  assert.deepEqual(await api.reset({ user_id: USER }), { ok: true });
});

test("an abort ends the calls of that signal and no others", async () => {
  const slack = world();
  const { fetch, release } = heldFetch();
  const api = slack.client({ fetch });
  const controller = new AbortController();
  const { signal } = controller;
  const ended = [api.reset({ user_id: USER }, { signal }), api.reset({ user_id: USER }, { signal })];
  const other = api.reset({ user_id: USER });
  await slack.arrival(3);
  controller.abort("both");
  for (const call of ended) assert.equal(await failure(call), "both");
  release();
  assert.deepEqual(await other, { ok: true });
});

test("calls that are over leave no listener on the signal", async () => {
  const slack = world();
  const { signal } = new AbortController();
  const api = slack.client();
  const before = getEventListeners(signal, "abort").length;
  for (let call = 0; call < 5; call++) await api.reset({ user_id: USER }, { signal });
  const failed = api.reset({ user_id: "W0000FAIL" }, { signal });
  await rejects(failed, { class: SlackApiError, error: "user_session_reset_failed" });
  assert.equal(getEventListeners(signal, "abort").length, before);
});
