// How long a call waits after a 429, whatever its header says.
import assert from "node:assert/strict";
import test, { describe } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { SlackHttpError, SlackRateLimitedError, SlackTimeoutError } from "slack-admin-session";
import { USER, check, ending, failure, form, rejects, timed, world } from "./support.mjs";

const AT_ONCE = 1_000;
const limited = (header) => ({ status: 429, headers: { "retry-after": header }, body: "slow down" });
const inTheBody = (header) => ({
  status: 200,
  headers: { "retry-after": header },
  json: { ok: false, error: "ratelimited" },
});

/** Milliseconds between the first two requests, by the stand-in's clock. */
async function between(slack) {
  const [first, second] = await slack.requests();
  return second.at_ms - first.at_ms;
}

describe("with a valid Retry-After", { concurrency: true }, () => {
  for (const [header, wait] of [
    ["0.3", 300],
    ["0.999", 999],
    ["1", 1_000],
    ["01.0", 1_000],
  ]) {
    for (const [how, fault] of [["a 429", limited], ["ratelimited in a 200", inTheBody]]) {
      test(`${how} with ${header} is sent again after ${wait} ms`, async () => {
        const slack = world();
        await slack.faults(fault(header));
        const { value, ran } = await timed(() => slack.client({ retry: { minDelay: 1 } }).reset({ user_id: USER }));
        assert.deepEqual(value, { ok: true });
        const waited = await between(slack);
        assert.ok(waited > wait - 15, `sent again after ${waited} ms`);
        assert.ok(ran < wait + 1_500, `sent again after ${ran} ms`);
      });
    }
  }

  test("a date is waited for", async () => {
    const slack = world();
    const start = Date.now();
    // So far ahead that it is still in the future when the answer arrives, even on a busy machine.
    const date = Math.ceil(start / 1_000) * 1_000 + 3_000;
    await slack.faults(limited(new Date(date).toUTCString()));
    const { ran } = await timed(() => slack.client({ retry: { minDelay: 1 } }).reset({ user_id: USER }));
    const late = Date.now() - date;
    assert.ok(late > -20, `sent again ${-late} ms before the date`);
    assert.ok(ran < date - start + 1_500, `sent again after ${ran} ms, of ${date - start} until the date`);
  });

  for (const header of ["0.001", "0.05"]) {
    test(`${header} seconds are waited for like 0.1: no immediate retry`, async () => {
      const slack = world();
      await slack.faults(limited(header));
      const { ran } = await timed(() => slack.client({ retry: { minDelay: 1 } }).reset({ user_id: USER }));
      const waited = await between(slack);
      assert.ok(waited > 85 && ran < 1_500, `sent again after ${waited} ms`);
    });
  }
});

const past = "Wed, 21 Oct 2015 07:28:00 GMT";
const saysNothing = [
  ...[null, "", "0", "0.0", "-0", "-1", "-0.5", "-1e9", past, "Thu, 01 Jan 1970 00:00:00 GMT"],
  ...["soon", "NaN", "null", "12 minutes", "in 5 s", "5s", "0x10", "1_0", "1,5", "1;2", "..", "💤", ["1", "2"]],
];

describe("without a valid Retry-After", { concurrency: 8 }, () => {
  for (const header of saysNothing) {
    for (const [how, fault] of [["a 429", limited], ["ratelimited in a 200", inTheBody]]) {
      test(`${how} with ${JSON.stringify(header)} stands for 30 seconds`, async () => {
        const slack = world();
        await slack.faults({ ...fault(header), times: 0 });
        const expected = { class: SlackRateLimitedError, retryAfter: 30, attempts: 1, outcome: "rejected" };
        const over = slack.client({ retry: { minDelay: 1, maxRetryAfter: 29_000 } });
        await rejects(over.reset({ user_id: USER }), expected);
        const late = slack.client({ retry: { minDelay: 1 }, deadline: 29_000 });
        await rejects(late.reset({ user_id: USER }), expected);

        const told = [];
        const controller = new AbortController();
        let answered;
        const waits = slack.client({
          retry: { minDelay: 1, maxRetryAfter: 31_000 },
          async fetch(...given) {
            const answer = await globalThis.fetch(...given);
            answered = performance.now();
            return answer;
          },
          onEvent({ type, delay }) {
            if (type !== "retry") return;
            told.push({ delay, at: performance.now() });
            controller.abort("waits");
          },
        });
        assert.equal(await failure(waits.reset({ user_id: USER }, { signal: controller.signal })), "waits");
        // The 30 seconds began when the answer came.
        const [{ delay, at }] = told;
        assert.ok(delay > 30_000 - (at - answered) - 5 && delay < 30_005, `it waits ${delay} ms`);
        assert.equal((await slack.requests()).length, 3);
      });
    }
  }
});

describe("with a Retry-After that is too long", { concurrency: 8 }, () => {
  for (const [what, header, configuration, retryAfter] of [
    ["the default of 120 seconds", "121", {}, 121],
    ["maxRetryAfter", "17.5", { retry: { maxRetryAfter: 17_000 } }, 17.5],
    ["maxRetryAfter of nothing", "0.3", { retry: { maxRetryAfter: 0 } }, 0.3],
    ["the deadline", "17", { deadline: 16_000 }, 17],
    ["a timer's range", "2147484", {}, 2_147_484],
    ["32 bits", "4294967296", {}, 4_294_967_296],
    ["the default deadline of 5 minutes", "301", { retry: { maxRetryAfter: 1e9 } }, 301],
  ]) {
    test(`longer than ${what}: it rejects at once and says how long`, async () => {
      const slack = world();
      await slack.faults({ ...limited(header), times: 0 });
      const api = slack.client({ retry: {}, ...configuration });
      const { error, ran } = await timed(() => api.reset({ user_id: USER }));
      assert.equal(error?.constructor, SlackRateLimitedError);
      assert.deepEqual([error.retryAfter, error.attempts, error.outcome], [retryAfter, 1, "rejected"]);
      assert.ok(ran < AT_ONCE, `it took ${ran} ms`);
      await sleep(150);
      assert.equal((await slack.requests()).length, 1);
    });
  }

  for (const header of ["9".repeat(30), "9".repeat(500), "1e400", "Infinity", "Fri, 31 Dec 9999 23:59:59 GMT"]) {
    test(`the absurd ${header.slice(0, 40)} rejects at once`, async () => {
      const slack = world();
      await slack.faults({ ...limited(header), times: 0 });
      const api = slack.client({ retry: { maxRetryAfter: 10_000 } });
      const { error, ran } = await timed(() => api.reset({ user_id: USER }));
      assert.equal(error?.constructor, SlackRateLimitedError);
      assert.ok(error.retryAfter >= 30, `retryAfter is ${error.retryAfter}`);
      assert.ok(ran < AT_ONCE, `it took ${ran} ms`);
      assert.equal((await slack.requests()).length, 1);
    });
  }

  for (const header of ["2147483.648", "2147484", "4294967.3", "1e12", "9".repeat(30)]) {
    test(`${header} seconds that are allowed are waited for: no timer overflows into a retry`, async () => {
      const warnings = [];
      const warn = (warning) => warnings.push(warning.name);
      process.on("warning", warn);
      const slack = world();
      await slack.faults({ ...limited(header), times: 0 });
      const api = slack.client({ retry: { maxRetryAfter: Number.MAX_VALUE }, deadline: 0 });
      const controller = new AbortController();
      const call = ending(api.reset({ user_id: USER }, { signal: controller.signal }));
      await slack.arrival();
      await sleep(300);
      controller.abort("enough");
      // If the package doesn't take it for a number, the call may end earlier; it is never sent again.
      const { error } = await call;
      assert.ok(error === "enough" || error instanceof SlackRateLimitedError, String(error));
      assert.equal((await slack.requests()).length, 1);
      process.off("warning", warn);
      assert.deepEqual(warnings, []);
    });
  }
});

test("retry: false rejects at once, and says how long", async () => {
  const slack = world();
  await slack.faults(limited("17.25"));
  const { error, ran } = await timed(() => slack.client().reset({ user_id: USER }));
  assert.equal(error.constructor, SlackRateLimitedError);
  assert.equal(error.retryAfter, 17.25);
  assert.ok(ran < AT_ONCE, `it took ${ran} ms`);
});

test("a second 429 that is too long rejects at once", async () => {
  const slack = world();
  await slack.faults(limited("0.1"), limited("20"));
  const { error, ran } = await timed(() => slack.client({ retry: { maxRetryAfter: 10_000 } }).reset({ user_id: USER }));
  assert.equal(error.constructor, SlackRateLimitedError);
  assert.deepEqual([error.retryAfter, error.attempts], [20, 2]);
  assert.ok(ran < 3_000, `it took ${ran} ms`);
});

test("limits don't use up attempts: with more limits than attempts the call is done", async () => {
  const slack = world();
  await slack.faults({ ...limited("0.1"), times: 5 });
  const api = slack.client({ retry: { attempts: 2 } });
  const { body, attempts } = await api.reset({ user_id: USER }, { withResponse: true });
  assert.deepEqual({ body, attempts }, { body: { ok: true }, attempts: 6 });
  assert.equal((await slack.requests()).length, 6);
});

test("limits in between don't change how many other failures are allowed", async () => {
  const slack = world();
  const page = { status: 503, body: "<h1>" };
  await slack.faults(page, limited("0.1"), limited("0.1"), page, limited("0.1"), { ...page, times: 9 });
  const api = slack.client({ retry: { attempts: 3, minDelay: 1, maxDelay: 5 } });
  await rejects(api.reset({ user_id: USER }), { class: SlackHttpError, status: 503, attempts: 6, outcome: "unknown" });
  assert.equal((await slack.requests()).length, 6);
});

test("with endless 429s the call ends with its deadline", async () => {
  let requests = 0;
  const fetch = async () => {
    requests++;
    return new Response("", { status: 429, headers: { "retry-after": "0.1" } });
  };
  const api = world().client({ fetch, retry: { attempts: 3 }, deadline: 1_000 });
  const { error, ms } = await timed(() => api.reset({ user_id: USER }));
  // The time left is too short for the next wait, or runs out in it.
  assert.ok(error instanceof SlackRateLimitedError || error instanceof SlackTimeoutError, String(error));
  assert.equal(error.outcome, "rejected");
  assert.equal(error.attempts, requests);
  assert.ok(requests > 3, `${requests} requests`);
  assert.ok(ms > 800, `it took ${ms} ms`);
});

describe("Retry-After of an answer that isn't a limit", { concurrency: true }, () => {
  for (const [what, fault] of [
    ["a page with the status 503", { status: 503, body: "<h1>" }],
    ["a page with the status 500", { status: 500, body: "<h1>" }],
    ["a page with the status 408", { status: 408, body: "" }],
    ["service_unavailable", { status: 503, json: { ok: false, error: "service_unavailable" } }],
  ]) {
    test(`${what}: it is the shortest wait`, async () => {
      const slack = world();
      await slack.faults({ ...fault, headers: { "retry-after": "0.4" } });
      const events = [];
      const api = slack.client({ retry: { minDelay: 1, maxDelay: 5 }, onEvent: (event) => events.push(event) });
      assert.deepEqual(await api.reset({ user_id: USER }), { ok: true });
      const [first, second] = await slack.requests();
      assert.ok(second.at_ms - first.at_ms > 385, `it came after ${second.at_ms - first.at_ms} ms`);
      assert.deepEqual(events.map(({ type }) => type), ["attempt", "retry", "attempt", "settled"]);
      assert.equal(events[1].delay, 400);
    });
  }

  test("it holds back no other call", async () => {
    const slack = world();
    await slack.faults({ status: 503, headers: { "retry-after": "60" } });
    const controller = new AbortController();
    let told = () => {};
    const waits = new Promise((resolve) => (told = resolve));
    const api = slack.client({ retry: {}, onEvent: ({ type }) => type === "retry" && told() });
    const first = ending(api.reset({ user_id: USER }, { signal: controller.signal }));
    await waits;
    await api.reset({ user_id: "W00000002" });
    const users = (await slack.requests()).map((request) => form(request).user_id);
    assert.deepEqual(users, [USER, "W00000002"]);
    controller.abort();
    await first;
  });

  test("longer than maxRetryAfter: the call rejects at once", async () => {
    const slack = world();
    await slack.faults({ status: 503, headers: { "retry-after": "3600" } });
    const { error, ms } = await timed(() => slack.client({ retry: {} }).reset({ user_id: USER }));
    check(error, { class: SlackHttpError, status: 503, attempts: 1, outcome: "unknown" });
    assert.ok(ms < AT_ONCE, `it took ${ms} ms`);
  });
});
