// The time of a whole call: queue, token function, waits and attempts included.
import assert from "node:assert/strict";
import test, { describe } from "node:test";
import { inspect } from "node:util";
import { setTimeout as sleep } from "node:timers/promises";
import { SlackHttpError, SlackNetworkError, SlackRateLimitedError, SlackTimeoutError } from "slack-admin-session";
import { manualFetch } from "./manual-fetch.mjs";
import { NEVER, TOKEN, USER, check, ending, rejects, timed, world } from "./support.mjs";

/** A deadline that doesn't run out. */
const LONG = 60_000;
const quick = { minDelay: 1, maxDelay: 5 };
const slowHeaders = { pass: true, delay_ms: NEVER, times: 0 };
const slowBody = { status: 200, json: { ok: true }, body_delay_ms: NEVER, times: 0 };

/** The call ends with its deadline, neither before nor long after it. */
async function runsOut(call, { outcome, attempts, deadline = 300, within = deadline + 1_000 }) {
  const { error, ms, ran } = await timed(call);
  check(error, {
    class: SlackTimeoutError,
    code: "slack_admin_session_timeout_error",
    method: "admin.users.session.reset",
    phase: "deadline",
    outcome,
    attempts,
  });
  assert.ok(ms > deadline - 20, `ended after ${ms} ms, the deadline was ${deadline}`);
  assert.ok(ran < within, `ended after ${ran} ms, the deadline was ${deadline}`);
}

describe("a deadline", { concurrency: true }, () => {
  for (const [where, configure] of [
    ["the configuration's", (client) => client({ deadline: 300 }).reset({ user_id: USER })],
    ["the call's", (client) => client().reset({ user_id: USER }, { deadline: 300 })],
    ["the call's, shorter than the configuration's", (client) =>
      client({ deadline: LONG }).reset({ user_id: USER }, { deadline: 300 })],
  ]) {
    for (const [what, fault] of [["headers", slowHeaders], ["body", slowBody]]) {
      test(`${where}, bounds the wait for the ${what}`, async () => {
        const slack = world();
        await slack.faults(fault);
        await runsOut(() => configure(slack.client), { outcome: "unknown", attempts: 1 });
        await sleep(50);
        assert.ok((await slack.requests()).length <= 1);
      });
    }
  }

  test("of the call that is longer than the configuration's wins as well", async () => {
    const slack = world();
    await slack.faults({ pass: true, delay_ms: 400 });
    assert.deepEqual(await slack.client({ deadline: 50 }).reset({ user_id: USER }, { deadline: LONG }), { ok: true });
  });

  test("bounds the token function, and nothing is sent", async () => {
    const slack = world();
    const api = slack.client({ accessToken: () => new Promise(() => {}), deadline: 300 });
    await runsOut(() => api.reset({ user_id: USER }), { outcome: "not_sent", attempts: 0 });
    await slack.receivedNothing();
  });

  test("counts the time of the token function", async () => {
    const slack = world();
    await slack.faults(slowHeaders);
    const accessToken = () => sleep(1_000, TOKEN);
    const api = slack.client({ accessToken, deadline: 3_000 });
    const expected = { outcome: "unknown", attempts: 1, deadline: 3_000, within: 3_500 };
    await runsOut(() => api.reset({ user_id: USER }), expected);
  });

  test("counts the time in the queue", async () => {
    const hand = manualFetch();
    const api = world().client({ fetch: hand.fetch, maxConcurrency: 1 });
    const first = ending(api.reset({ user_id: "A" }));
    const call = () => api.reset({ user_id: "B" }, { deadline: 3_000 });
    const second = runsOut(call, { outcome: "unknown", attempts: 1, deadline: 3_000, within: 3_500 });
    await sleep(1_000);
    (await hand.request(0)).ok();
    await Promise.all([first, second]);
    await hand.only(2, 0);
  });

  test("in the queue ends a call that was never sent", async () => {
    const hand = manualFetch();
    const api = world().client({ fetch: hand.fetch, maxConcurrency: 1 });
    const controller = new AbortController();
    const first = ending(api.reset({ user_id: "A" }, { signal: controller.signal }));
    await runsOut(() => api.reset({ user_id: "B" }, { deadline: 300 }), { outcome: "not_sent", attempts: 0 });
    controller.abort();
    await first;
    await hand.only(1);
  });

  for (const [what, end, outcome] of [
    ["was rejected", (request) => request.limit(0.1), "rejected"],
    ["was lost", (request) => request.lose(), "unknown"],
    ["never left", (request) => request.refused(), "not_sent"],
  ]) {
    test(`in the queue ends a call whose earlier attempt ${what}`, async () => {
      const hand = manualFetch();
      const api = world().client({ fetch: hand.fetch, maxConcurrency: 1, retry: quick });
      const call = () => api.reset({ user_id: "A" }, { deadline: 3_000 });
      const over = runsOut(call, { outcome, attempts: 1, deadline: 3_000 });
      const request = await hand.request(0);
      const controller = new AbortController();
      const other = ending(api.invalidate({ user_id: "B", session_id: 1 }, { signal: controller.signal }));
      end(request);
      assert.equal((await hand.request(1)).user, "B");
      await over;
      controller.abort();
      await other;
      await hand.only(2);
    });

    test(`in an attempt is of unknown outcome, although the one before ${what}`, async () => {
      const hand = manualFetch();
      const api = world().client({ fetch: hand.fetch, retry: quick });
      const call = () => api.reset({ user_id: "A" }, { deadline: 3_000 });
      const over = runsOut(call, { outcome: "unknown", attempts: 2, deadline: 3_000 });
      end(await hand.request(0));
      await hand.request(1);
      await over;
      await hand.only(2);
    });
  }

  test("spans all attempts", async () => {
    const slack = world();
    await slack.faults({ status: 500, delay_ms: 300, times: 0 });
    let sent = 0;
    const fetch = (...given) => (sent++, globalThis.fetch(...given));
    const api = slack.client({ fetch, retry: { ...quick, attempts: 1_000 }, deadline: 3_000 });
    const { error, ran } = await timed(() => api.reset({ user_id: USER }));
    // It runs out in an attempt, or before a wait that would be too long.
    assert.ok(error instanceof SlackTimeoutError || error instanceof SlackHttpError, inspect(error));
    assert.equal(error.outcome, "unknown");
    assert.ok(error.attempts > 1 && error.attempts < 11, `${error.attempts} attempts`);
    assert.equal(sent, error.attempts);
    assert.ok(ran < 4_000, `it took ${ran} ms`);
  });

  test("that a wait would exceed ends the call at once, with the error of the last attempt", async () => {
    const never = { attempts: 3, minDelay: 1e9, maxDelay: 1e9, maxRetryAfter: 1e9 };
    for (const [fault, expected] of [
      [{ status: 502 }, { class: SlackHttpError, status: 502, outcome: "unknown" }],
      [{ cut: "before_headers" }, { class: SlackNetworkError, outcome: "unknown" }],
      [{ status: 429, headers: { "retry-after": "600" } }, { class: SlackRateLimitedError, retryAfter: 600, outcome: "rejected" }],
    ]) {
      const slack = world();
      await slack.faults(fault);
      const { error, ran } = await timed(() => slack.client({ retry: never, deadline: LONG }).reset({ user_id: USER }));
      check(error, { attempts: 1, ...expected });
      assert.ok(ran < 1_000, `it took ${ran} ms`);
      assert.equal((await slack.requests()).length, 1);
    }
  });

  test("doesn't replace a shorter timeout", async () => {
    const slack = world();
    await slack.faults(slowHeaders);
    const api = slack.client({ timeout: 200, deadline: LONG });
    await rejects(api.reset({ user_id: USER }), { class: SlackTimeoutError, phase: "connect" });
  });

  test("ends with the headers if the body is streamed to the caller", async () => {
    const slack = world();
    await slack.faults({ status: 200, json: { ok: true }, body_delay_ms: 3_000 });
    const options = { skipDeserialization: true, stream: true, deadline: 2_000 };
    const { response } = await slack.client().reset({ user_id: USER }, options);
    assert.deepEqual(await response.json(), { ok: true });
  });

  for (const deadline of [0, Infinity, 2 ** 31, 2 ** 32 + 1, 2 ** 40, Number.MAX_VALUE]) {
    test(`of ${inspect(deadline)} does not end a call that takes a moment`, async () => {
      const slack = world();
      await slack.faults({ status: 500 }, { pass: true, delay_ms: 150 });
      const api = slack.client({ retry: quick, deadline });
      assert.deepEqual(await api.reset({ user_id: USER }), { ok: true });
    });
  }
});

test("a call after one whose deadline ran out works, and many can run out at once", async () => {
  const slack = world();
  await slack.faults(slowHeaders);
  const api = slack.client({ deadline: 150, maxConcurrency: 20 });
  const calls = Array.from({ length: 20 }, () => timed(() => api.reset({ user_id: USER })));
  for (const { error, ran } of await Promise.all(calls)) {
    check(error, { class: SlackTimeoutError, phase: "deadline" });
    assert.ok(ran < 2_000, `it took ${ran} ms`);
  }
  await slack.noFaults();
  assert.deepEqual(await api.reset({ user_id: USER }, { deadline: LONG }), { ok: true });
});
