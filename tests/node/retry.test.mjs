// What is sent again, how often, and after how long.
import assert from "node:assert/strict";
import test, { describe } from "node:test";
import { SlackApiError, SlackHttpError, SlackNetworkError, SlackTimeoutError } from "slack-admin-session";
import { manualFetch } from "./manual-fetch.mjs";
import { NEVER, SESSION, TOKEN, USER, rejects, world } from "./support.mjs";

const quick = { minDelay: 1, maxDelay: 5 };
const slack = (json) => ({ status: 200, json });
const code = (error) => slack({ ok: false, error });
const page = (status) => ({ status, body: "<h1>Not Slack</h1>" });
const limited = { status: 429, headers: { "retry-after": "0.1" }, body: "slow down" };

/** Failures that are repeated, and whether the operation surely wasn't done. */
const passing = [
  ["a 429", limited, "surely not done"],
  ["ratelimited with the status 200", { ...code("ratelimited"), headers: { "retry-after": "0.1" } }, "surely not done"],
  ...["request_timeout", "service_unavailable", "team_added_to_org"].map((error) => [error, code(error), "surely not done"]),
  ...["internal_error", "fatal_error", "user_session_reset_failed"].map((error) => [error, code(error)]),
  ["internal_error with the status 500", { ...code("internal_error"), status: 500 }],
  ["a page with the status 408", page(408), "surely not done"],
  ...[500, 501, 502, 503, 504, 520, 599].map((status) => [`a page with the status ${status}`, page(status)]),
  ["ok: true with the status 503", { status: 503, json: { ok: true } }],
  ["a connection cut before the headers", { cut: "before_headers" }],
  ["a connection reset before the headers", { cut: "before_headers", reset: true }],
  ["a connection cut after the headers", { pass: true, cut: "after_headers" }],
  ["a connection cut within the body", { pass: true, cut: "mid_body" }],
  ["an answer that isn't HTTP", { raw_base64: btoa("SSH-2.0-OpenSSH_9.6\r\n\r\n") }],
  ["headers that come too late", { pass: true, delay_ms: NEVER }],
  ["a body that comes too late", { ...slack({ ok: true }), body_delay_ms: NEVER }],
];
const late = ([what]) => what.endsWith("too late");

/** Failures that are final. */
const final = [
  ...[400, 401, 403, 404, 405, 409, 413, 418, 451, 499].map((status) => [`a page with the status ${status}`, page(status)]),
  ...[301, 302, 303, 307, 308].map((status) => [`a redirect with ${status}`, { status, headers: { location: "/" } }]),
  ...[201, 202, 204].map((status) => [`the status ${status}`, { status }]),
  ["a page with the status 200", page(200)],
  ["an empty body with the status 200", { status: 200, body: "" }],
  ["ok: false without a code", slack({ ok: false })],
  ["a body without end", { status: 200, endless: { data: "x".repeat(65_536), delay_ms: 1 } }],
  ["a body without end with the status 503", { status: 503, endless: { data: "x".repeat(65_536), delay_ms: 1 } }],
  ...["user_not_found", "cannot_reset_bot"].map((error) => [`${error}, of the kind target`, code(error)]),
  ...["invalid_auth", "missing_scope", "not_an_admin"].map((error) => [`${error}, of the kind run`, code(error)]),
  ["invalid_arguments, of the kind request", code("invalid_arguments")],
  ["invalid_auth with the status 408", { ...code("invalid_auth"), status: 408 }],
  ["invalid_auth with the status 500", { ...code("invalid_auth"), status: 500 }],
  ["a code that nobody has documented", code("brand_new")],
];

describe("a failure that may pass:", { concurrency: 8 }, () => {
  for (const [what, fault, surely] of passing) {
    // Too short for an answer that never comes, and long enough for the next answer on a busy machine.
    const timeout = late([what]) ? 1_500 : 30_000;

    test(`${what} is sent again, and the next answer counts`, async () => {
      const slack = world();
      await slack.faults(fault);
      const call = slack.client({ timeout, retry: quick }).reset({ user_id: USER }, { withResponse: true });
      const { body, attempts } = await call;
      assert.deepEqual({ body, attempts }, { body: { ok: true }, attempts: 2 });
      const [first, second, ...rest] = await slack.requests();
      assert.deepEqual(rest, []);
      assert.equal(second.body, first.body);
      assert.equal(second.headers.authorization, `Bearer ${TOKEN}`);
      assert.deepEqual(second.headers, first.headers);
    });

    test(`with unknown: false ${what} is ${surely ? "" : "not "}sent again`, async () => {
      const slack = world();
      await slack.faults(fault);
      const call = slack.client({ timeout, retry: { ...quick, unknown: false } }).reset({ user_id: USER });
      if (surely) assert.deepEqual(await call, { ok: true });
      else await assert.rejects(call, { attempts: 1, outcome: "unknown" });
      assert.equal((await slack.requests()).length, surely ? 2 : 1);
    });
  }
});

describe("a final failure:", { concurrency: 8 }, () => {
  for (const [what, fault] of final) {
    test(`${what} is not sent again`, async () => {
      const slack = world();
      await slack.faults(fault);
      await assert.rejects(slack.client({ retry: quick }).reset({ user_id: USER }), { attempts: 1 });
      assert.equal((await slack.requests()).length, 1);
    });
  }

  test("session_invalidation_failed is sent again, session_not_found is not", async () => {
    const slack = world();
    await slack.faults(code("session_invalidation_failed"), code("session_not_found"));
    const call = slack.client({ retry: quick }).invalidate({ user_id: USER, session_id: SESSION });
    await rejects(call, { class: SlackApiError, error: "session_not_found", attempts: 2, outcome: "unknown" });
    assert.equal((await slack.requests()).length, 2);
  });
});

describe("how often", { concurrency: 8 }, () => {
  for (const [what, configured, given, attempts] of [
    ["by default four requests at most", quick, undefined, 4],
    ["as many as attempts says", { ...quick, attempts: 7 }, undefined, 7],
    ["once with attempts: 1", { ...quick, attempts: 1 }, undefined, 1],
    ["once with retry: false", false, undefined, 1],
    ["as many as the call's attempts say", { ...quick, attempts: 2 }, { attempts: 3 }, 3],
    ["as many as the configuration says where the call doesn't", { ...quick, attempts: 2 }, { maxDelay: 4 }, 2],
    ["as many as the configuration says where the call says undefined", { ...quick, attempts: 2 }, { attempts: undefined }, 2],
    ["once where the call says false", quick, false, 1],
    ["as many as the call says where the configuration says false", false, { ...quick, attempts: 2 }, 2],
  ]) {
    test(`${what}`, async () => {
      const slack = world();
      await slack.faults({ ...page(500), times: 0 });
      const call = slack.client({ retry: configured }).reset({ user_id: USER }, { retry: given });
      await rejects(call, { class: SlackHttpError, status: 500, attempts, outcome: "unknown" });
      assert.equal((await slack.requests()).length, attempts);
    });
  }

  test("the call's `unknown` wins, and the configuration's other keys stay", async () => {
    const slack = world();
    await slack.faults({ ...page(500), times: 0 });
    const api = slack.client({ retry: { ...quick, attempts: 2 } });
    await rejects(api.reset({ user_id: USER }, { retry: { unknown: false } }), { class: SlackHttpError, attempts: 1 });
    await rejects(api.reset({ user_id: USER }), { class: SlackHttpError, attempts: 2 });
  });

  test("a timeout that stays ends as a timeout", async () => {
    const slack = world();
    await slack.faults({ pass: true, delay_ms: NEVER, times: 0 });
    const api = slack.client({ timeout: 100, retry: { ...quick, attempts: 2 } });
    const expected = { class: SlackTimeoutError, phase: "connect", attempts: 2, outcome: "unknown" };
    await rejects(api.reset({ user_id: USER }), expected);
  });

  test("skipDeserialization resolves to the last answer", async () => {
    const slack = world();
    await slack.faults(page(500));
    for (const stream of [false, true]) {
      const options = { skipDeserialization: true, stream };
      const { response } = await slack.client({ retry: quick }).reset({ user_id: USER }, options);
      assert.deepEqual(await response.json(), { ok: true });
    }
    assert.equal((await slack.requests()).length, 3);
  });

  test("throwOnError: false resolves to Slack's refusal once there are no attempts left", async () => {
    const slack = world();
    await slack.faults({ ...code("internal_error"), times: 0 });
    const api = slack.client({ retry: { ...quick, attempts: 3 } });
    const answer = await api.reset({ user_id: USER }, { throwOnError: false });
    assert.deepEqual(answer, { ok: false, error: "internal_error" });
    assert.equal((await slack.requests()).length, 3);
  });

  test("the token function is called once for each call, however often the call is sent", async () => {
    const slack = world();
    await slack.faults({ ...page(500), times: 2 });
    let asked = 0;
    const accessToken = async () => (asked++, TOKEN);
    await slack.client({ accessToken, retry: quick }).reset({ user_id: USER });
    assert.equal(asked, 1);
    assert.equal((await slack.requests()).length, 3);
  });
});

test("each wait is random between zero and the doubling bound, up to maxDelay, and the call waits that long", async () => {
  const [minDelay, maxDelay, attempts] = [8, 20, 6];
  const bounds = [8, 16, 20, 20, 20];
  const all = await Promise.all(
    Array.from({ length: 30 }, async () => {
      const hand = manualFetch();
      const delays = [];
      const onEvent = ({ type, delay }) => type === "retry" && delays.push(delay);
      const api = world().client({ fetch: hand.fetch, onEvent, retry: { attempts, minDelay, maxDelay } });
      const call = rejects(api.reset({ user_id: USER }), { class: SlackNetworkError, attempts });
      const ends = [];
      for (let number = 0; number < attempts; number++) {
        (await hand.request(number)).lose();
        ends.push(performance.now());
      }
      await call;
      assert.equal(delays.length, bounds.length);
      for (const [number, bound] of bounds.entries()) {
        assert.ok(delays[number] >= 0 && delays[number] <= bound, `wait ${number} is ${delays[number]} ms`);
        const waited = hand.requests[number + 1].at - ends[number];
        // A timer may fire a little early by another clock.
        assert.ok(waited > delays[number] - 2, `${waited} ms instead of ${delays[number]}`);
      }
      return delays;
    }),
  );
  for (const number of bounds.keys()) {
    const waits = all.map((delays) => delays[number]);
    assert.ok(new Set(waits).size > 3, `always about the same: ${waits}`);
    assert.ok(Math.min(...waits) < bounds[number] / 2, `never a short one: ${waits}`);
    assert.ok(Math.max(...waits) > bounds[number] / 2, `never a long one: ${waits}`);
  }
});
