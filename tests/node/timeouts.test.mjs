import assert from "node:assert/strict";
import test, { describe } from "node:test";
import { inspect } from "node:util";
import { SlackArgumentError, SlackTimeoutError } from "slack-admin-session";
import { NEVER, USER, check, rejects, throws, timed, world } from "./support.mjs";

/** A limit that doesn't run out. */
const LONG = 60_000;
/** One that runs out, but not before the headers of an answer have arrived, even on a busy machine. */
const SHORT = 1_500;
const PROMPT = 1_000;

/** The call times out in that phase, not before the limit and not long after it. */
async function timesOut(slack, timeout, { phase, after }) {
  const { error, ms, ran } = await timed(() => slack.client({ timeout }).reset({ user_id: USER }));
  check(error, {
    class: SlackTimeoutError,
    code: "slack_admin_session_timeout_error",
    outcome: "unknown",
    method: "admin.users.session.reset",
    attempts: 1,
    phase,
  });
  // A timer may fire a little early by another clock.
  assert.ok(ms > after - 20, `ended after ${ms} ms, the limit was ${after}`);
  assert.ok(ran < after + PROMPT, `ended after ${ran} ms, the limit was ${after}`);
}

const slowHeaders = { pass: true, delay_ms: NEVER };
const slowBody = { status: 200, json: { ok: true }, body_delay_ms: NEVER };
const trickle = { status: 200, endless: { data: " ", delay_ms: 50 } };

describe("a timeout", { concurrency: 4 }, () => {
  test("a number bounds the wait for the headers", async () => {
    const slack = world();
    await slack.faults(slowHeaders);
    await timesOut(slack, 300, { phase: "connect", after: 300 });
  });

  test("a number bounds the body", async () => {
    const slack = world();
    await slack.faults(slowBody);
    await timesOut(slack, SHORT, { phase: "read", after: SHORT });
  });

  test("a number bounds headers and body together", async () => {
    const slack = world();
    await slack.faults({ ...slowBody, delay_ms: 2_000 });
    await timesOut(slack, 5_000, { phase: "read", after: 5_000 });
  });

  test("the first number of a pair bounds the wait for the headers", async () => {
    const slack = world();
    await slack.faults(slowHeaders);
    await timesOut(slack, [300, LONG], { phase: "connect", after: 300 });
  });

  test("the second number of a pair bounds the body, counted from the headers", async () => {
    const slack = world();
    await slack.faults({ ...slowBody, delay_ms: 300 });
    await timesOut(slack, [LONG, 300], { phase: "read", after: 600 });
  });

  for (const timeout of [SHORT, [LONG, SHORT]]) {
    test(`a body that trickles for ever ends in time with ${inspect(timeout)}`, async () => {
      const slack = world();
      await slack.faults(trickle);
      await timesOut(slack, timeout, { phase: "read", after: SHORT });
    });
  }

  test("an operation that was carried out before the time ran out is of unknown outcome", async () => {
    const slack = world();
    await slack.faults({ apply: true, delay_ms: NEVER, status: 200, json: { ok: true } });
    await timesOut(slack, SHORT, { phase: "connect", after: SHORT });
    assert.deepEqual(await slack.sessions(), []);
  });

  test("the call's timeout wins over the configuration's, both ways", async () => {
    const slack = world();
    await slack.faults({ pass: true, delay_ms: 400, times: 2 });
    const long = await slack.client({ timeout: 50 }).reset({ user_id: USER }, { timeout: LONG });
    assert.equal(long.ok, true);
    const short = slack.client({ timeout: LONG }).reset({ user_id: USER }, { timeout: 50 });
    await rejects(short, { class: SlackTimeoutError, phase: "connect" });
  });

  for (const timeout of [
    0,
    Infinity,
    [0, 0],
    [Infinity, Infinity],
    [0, LONG],
    [LONG, 0],
    2 ** 31,
    2 ** 40,
    Number.MAX_VALUE,
    [2 ** 32, 2 ** 32],
  ]) {
    test(`${inspect(timeout)} does not end a call that takes a moment`, async () => {
      const slack = world();
      await slack.faults({ pass: true, delay_ms: 100 });
      assert.deepEqual(await slack.client({ timeout }).reset({ user_id: USER }), { ok: true });
      await slack.faults({ status: 200, json: { ok: true }, body_delay_ms: 100 });
      assert.deepEqual(await slack.client({ timeout }).reset({ user_id: USER }), { ok: true });
    });
  }

  test("a call after one that timed out works", async () => {
    const slack = world();
    await slack.faults(slowHeaders);
    const api = slack.client({ timeout: SHORT });
    await rejects(api.reset({ user_id: USER }), { class: SlackTimeoutError });
    assert.deepEqual(await api.reset({ user_id: USER }), { ok: true });
  });

  for (const timeout of [
    -1,
    -Infinity,
    NaN,
    "1000",
    true,
    {},
    [],
    [1],
    [1, 2, 3],
    [1, "2"],
    ["1", 2],
    [-1, 2],
    [1, -2],
    [NaN, 1],
    [1, NaN],
    [[1], 2],
  ]) {
    test(`the timeout ${inspect(timeout)} is refused`, async () => {
      const slack = world();
      const refusal = { class: SlackArgumentError, outcome: "not_sent", argument: "timeout" };
      throws(() => slack.client({ timeout }), refusal);
      await rejects(slack.client().reset({ user_id: USER }, { timeout }), refusal);
      await slack.receivedNothing();
    });
  }
});
