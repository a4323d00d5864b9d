// What is known of the operation after several attempts.
import assert from "node:assert/strict";
import test, { describe } from "node:test";
import {
  SlackApiError,
  SlackArgumentError,
  SlackHttpError,
  SlackNetworkError,
  SlackProtocolError,
  SlackRateLimitedError,
  SlackTimeoutError,
} from "slack-admin-session";
import { manualFetch } from "./manual-fetch.mjs";
import { NEVER, SESSION, TOKEN, USER, hides, rejects, until, world } from "./support.mjs";

const quick = { minDelay: 1, maxDelay: 5, attempts: 3 };
/** Runs out if an answer never comes, but not if it comes late on a busy machine. */
const timeout = 1_500;
const code = (error) => ({ status: 200, json: { ok: false, error } });
const cut = { cut: "before_headers" };
const limited = { status: 429, headers: { "retry-after": "0.1" } };
const limitedForLong = { status: 429, headers: { "retry-after": "3600" } };
const api = (error) => ({ class: SlackApiError, error });
const http = (status) => ({ class: SlackHttpError, status });

const rows = [
  ["a cut connection, then session_not_found", [cut, code("session_not_found")], api("session_not_found"), 2, "unknown"],
  ["a cut body, then user_not_found", [{ pass: true, cut: "mid_body" }, code("user_not_found")], api("user_not_found"), 2, "unknown"],
  ["a 429, then user_not_found", [limited, code("user_not_found")], api("user_not_found"), 2, "rejected"],
  ["two 429, then 403", [limited, limited, { status: 403 }], http(403), 3, "rejected"],
  ["a 500, then 403", [{ status: 500 }, { status: 403 }], http(403), 2, "unknown"],
  ["a 500, then a redirect", [{ status: 500 }, { status: 302, headers: { location: "/" } }], http(302), 2, "unknown"],
  ["service_unavailable, then invalid_auth", [code("service_unavailable"), code("invalid_auth")], api("invalid_auth"), 2, "rejected"],
  ["request_timeout, service_unavailable, team_added_to_org", [
    code("request_timeout"), code("service_unavailable"), code("team_added_to_org"),
  ], api("team_added_to_org"), 3, "rejected"],
  ["internal_error, then invalid_auth", [code("internal_error"), code("invalid_auth")], api("invalid_auth"), 2, "unknown"],
  ["service_unavailable, then a page", [code("service_unavailable"), { status: 200, body: "<h1>" }], { class: SlackProtocolError }, 2, "unknown"],
  ["service_unavailable, then lost connections", [code("service_unavailable"), cut, cut], { class: SlackNetworkError }, 3, "unknown"],
  ["lost connections, then service_unavailable", [cut, cut, code("service_unavailable")], api("service_unavailable"), 3, "unknown"],
  ["a 429, then one that is too long", [limited, limitedForLong], { class: SlackRateLimitedError, retryAfter: 3_600 }, 2, "rejected"],
  ["fatal_error, then a 429 that is too long", [code("fatal_error"), limitedForLong], { class: SlackRateLimitedError, retryAfter: 3_600 }, 2, "unknown"],
];

describe("after several attempts", { concurrency: 6 }, () => {
  for (const [what, faults, expected, attempts, outcome] of rows) {
    test(`${what}: ${outcome}`, async () => {
      const slack = world();
      await slack.faults(...faults);
      const told = [];
      const client = slack.client({ retry: quick, onEvent: (event) => told.push(event) });
      const error = await rejects(client.reset({ user_id: USER }), {
        ...expected,
        method: "admin.users.session.reset",
        attempts,
        outcome,
      });
      assert.equal((await slack.requests()).length, attempts);
      const end = told.at(-1);
      assert.deepEqual([end.type, end.attempt, end.outcome], ["settled", attempts, outcome]);
      hides(error, TOKEN);
    });
  }

  test("a session that was revoked before the answer was lost: session_not_found, and unknown", async () => {
    const slack = world();
    await slack.faults({ ...cut, apply: true });
    const call = slack.client({ retry: quick }).invalidate({ user_id: USER, session_id: SESSION });
    await rejects(call, { ...api("session_not_found"), attempts: 2, outcome: "unknown" });
    assert.deepEqual(await slack.sessions(), ["1112275520243", "1112275520244"]);
  });

  test("the request id is that of the last answer", async () => {
    const slack = world();
    const answer = (status, id) => ({ status, headers: { "x-slack-req-id": id } });
    await slack.faults(answer(500, "req-1"), answer(403, "req-2"));
    await rejects(slack.client({ retry: quick }).reset({ user_id: USER }), { ...http(403), requestId: "req-2" });
  });

  test("an attempt that times out, then a refusal: unknown", async () => {
    const slack = world();
    await slack.faults({ apply: true, delay_ms: NEVER }, code("user_not_found"));
    const client = slack.client({ retry: quick, timeout });
    await rejects(client.reset({ user_id: USER }), { ...api("user_not_found"), attempts: 2, outcome: "unknown" });
  });

  test("a refusal, then one that times out: unknown", async () => {
    const slack = world();
    await slack.faults(code("service_unavailable"), { pass: true, delay_ms: NEVER });
    const client = slack.client({ retry: { ...quick, attempts: 2 }, timeout });
    const expected = { class: SlackTimeoutError, phase: "connect", attempts: 2, outcome: "unknown" };
    await rejects(client.reset({ user_id: USER }), expected);
  });
});

const steps = {
  refused: (request) => request.refused(),
  lost: (request) => request.lose(),
  limited: (request) => request.limit(0.1),
  denied: (request) => request.refuse("user_not_found"),
};

describe("if nothing was sent at first", { concurrency: true }, () => {
  for (const [names, outcome] of [
    ["refused refused refused", "not_sent"],
    ["refused denied", "rejected"],
    ["refused limited refused", "rejected"],
    ["refused limited denied", "rejected"],
    ["refused lost refused", "unknown"],
    ["lost refused denied", "unknown"],
    ["limited lost denied", "unknown"],
  ]) {
    test(`${names.split(" ").join(", then ")}: ${outcome}`, async () => {
      const hand = manualFetch();
      const all = names.split(" ");
      // A limit doesn't use an attempt up.
      const attempts = all.filter((name) => name !== "limited").length;
      const client = world().client({ fetch: hand.fetch, retry: { ...quick, attempts } });
      const over = assert.rejects(client.reset({ user_id: USER }), { attempts: all.length, outcome });
      for (const [number, name] of all.entries()) steps[name](await hand.request(number));
      await over;
      await hand.only(all.length, 20);
    });
  }
});

describe("of a call that dispose ends in its wait", { concurrency: true }, () => {
  const endless = { attempts: 3, minDelay: 1e9, maxDelay: 1e9 };
  for (const [name, outcome] of [["refused", "not_sent"], ["limited", "rejected"], ["lost", "unknown"]]) {
    test(`after it was ${name}: ${outcome}`, async () => {
      const hand = manualFetch();
      const retries = [];
      const client = world().client({
        fetch: hand.fetch,
        retry: endless,
        deadline: 0,
        onEvent: ({ type }) => type === "retry" && retries.push(type),
      });
      const over = rejects(client.reset({ user_id: USER }), {
        class: SlackArgumentError,
        argument: "client",
        attempts: 1,
        outcome,
      });
      steps[name](await hand.request(0));
      await until(() => retries.length > 0);
      client.dispose();
      await over;
      await hand.only(1, 150);
    });
  }
});
