// A 429 pauses its method, for calls that wait and for new ones, until the latest Retry-After known.
import assert from "node:assert/strict";
import test, { describe } from "node:test";
import { SlackRateLimitedError } from "slack-admin-session";
import { manualFetch } from "./manual-fetch.mjs";
import { PATIENCE, TOKEN, USER, ending, gate, rejects, timed, turn, until, world } from "./support.mjs";

const done = { value: { ok: true } };
const quick = { minDelay: 1, maxDelay: 5 };
/** A timer may fire a little early by another clock. */
const EARLY = 5;

/** A client with a fetch by hand, which counts in `hand.limited` the limits that the client has read. */
function queue({ onEvent, ...configuration } = {}) {
  const hand = { ...manualFetch(), limited: 0 };
  const api = world().client({
    fetch: hand.fetch,
    retry: quick,
    timeout: PATIENCE,
    onEvent(event) {
      if (event.type === "rate_limited") hand.limited++;
      onEvent?.(event);
    },
    ...configuration,
  });
  const reset = (user, options) => ending(api.reset({ user_id: user }, options));
  const invalidate = (user, options) => ending(api.invalidate({ user_id: user, session_id: 1 }, options));
  return { api, hand, reset, invalidate };
}

/** Answers these requests with a 429 each, and returns the time of that once the client has read them all. */
async function limit(hand, ...seconds) {
  const before = hand.limited;
  await hand.request(seconds.length - 1);
  const start = performance.now();
  for (const [number, wait] of seconds.entries()) hand.requests[number].limit(wait);
  await until(() => hand.limited === before + seconds.length);
  return start;
}

/** Fails if the request came before that many milliseconds after `start`. */
function notBefore(request, start, ms) {
  const after = request.at - start;
  assert.ok(after > ms - EARLY, `${request.user} came after ${after} ms, the pause was ${ms} ms`);
}

describe("a pause", { concurrency: true }, () => {
  test("holds back waiting and new calls, and then they go in order", async () => {
    const { hand, reset } = queue({ maxConcurrency: 1 });
    const calls = [reset("A"), reset("B"), reset("C")];
    const start = await limit(hand, 0.4);
    calls.push(reset("D"));
    for (const [number, user] of ["A", "B", "C", "D"].entries()) {
      const request = await hand.request(number + 1);
      notBefore(request, start, 400);
      assert.equal(request.user, user);
      request.ok();
    }
    for (const end of await Promise.all(calls)) assert.deepEqual(end, done);
  });

  test("ends for the limited call no later than for the calls behind it", async () => {
    const onEvent = ({ type }) => {
      const until = performance.now() + 20;
      while (type === "rate_limited" && performance.now() < until);
    };
    const { hand, reset } = queue({ maxConcurrency: 1, onEvent });
    const calls = [reset("A"), reset("B")];
    await limit(hand, 0.2);
    for (const number of [1, 2]) (await hand.request(number)).ok();
    await Promise.all(calls);
    assert.deepEqual(hand.users(), ["A", "A", "B"]);
  });

  test("leaves the other method alone, both ways", async () => {
    for (const [paused, other] of [["reset", "invalidate"], ["invalidate", "reset"]]) {
      const all = queue();
      const { hand } = all;
      const first = all[paused]("A");
      const start = await limit(hand, 1);
      const calls = [all[paused]("B"), all[other]("C"), all[other]("D")];
      for (const number of [1, 2]) (await hand.request(number)).ok();
      for (const number of [3, 4]) {
        const request = await hand.request(number);
        notBefore(request, start, 1_000);
        request.ok();
      }
      for (const end of await Promise.all([first, ...calls])) assert.deepEqual(end, done);
      assert.deepEqual(hand.users(), ["A", "C", "D", "A", "B"], "the other method waited");
    }
  });

  for (const [first, second] of [[0.5, 0.2], [0.2, 0.5]]) {
    test(`ends with the latest one known: ${first}, then ${second} seconds`, async () => {
      const { hand, reset } = queue();
      const calls = [reset("A"), reset("B"), reset("C")];
      await hand.request(2);
      const start = await limit(hand, first, second);
      hand.requests[2].ok();
      calls.push(reset("D"));
      for (const number of [3, 4, 5]) {
        const request = await hand.request(number);
        notBefore(request, start, 500);
        request.ok();
      }
      for (const end of await Promise.all(calls)) assert.deepEqual(end, done);
      assert.deepEqual(hand.users().slice(3), ["A", "B", "D"]);
    });
  }

  test("is of one client only", async () => {
    const [one, other] = [queue(), queue()];
    const first = one.reset("A");
    await limit(one.hand, 1);
    const second = other.reset("B");
    const request = await other.hand.request(0);
    request.ok();
    assert.deepEqual(await second, done);
    const repeated = await one.hand.request(1);
    assert.ok(request.at < repeated.at, "the other client waited");
    repeated.ok();
    await first;
  });

  test("also comes from a call that isn't repeated, and holds for the next calls", async () => {
    const { hand, reset } = queue();
    const first = reset("A", { retry: false });
    const start = await limit(hand, 0.3);
    assert.equal((await first).error.constructor, SlackRateLimitedError);
    const second = reset("B");
    const request = await hand.request(1);
    notBefore(request, start, 300);
    request.ok();
    assert.deepEqual(await second, done);
  });

  test("also comes from ratelimited in a 200", async () => {
    const { hand, reset } = queue();
    const first = reset("A", { retry: false });
    const headers = { "retry-after": "0.3" };
    (await hand.request(0)).answer(new Response('{"ok":false,"error":"ratelimited"}', { headers }));
    const start = performance.now();
    await first;
    const second = reset("B");
    const request = await hand.request(1);
    notBefore(request, start, 300);
    request.ok();
    assert.deepEqual(await second, done);
  });

  test("is at most as long as the configuration's maxRetryAfter", async () => {
    const { hand, reset } = queue({ retry: { ...quick, maxRetryAfter: 300 } });
    const first = reset("A");
    const start = await limit(hand, 500);
    const { error } = await first;
    assert.equal(error.constructor, SlackRateLimitedError);
    assert.equal(error.retryAfter, 500);
    const second = reset("B");
    const request = await hand.request(1);
    notBefore(request, start, 300);
    request.ok();
    assert.deepEqual(await second, done);
  });

  test("lets no other failure through earlier", async () => {
    const { hand, reset } = queue();
    const calls = [reset("A"), reset("B")];
    await hand.request(1);
    const start = await limit(hand, 0.4);
    hand.requests[1].lose();
    for (const number of [2, 3]) {
      const request = await hand.request(number);
      notBefore(request, start, 400);
      request.ok();
    }
    for (const end of await Promise.all(calls)) assert.deepEqual(end, done);
  });

  test("holds back a call whose token comes meanwhile", async () => {
    const late = gate();
    const tokens = [TOKEN, late.opened];
    const { hand, reset } = queue({ accessToken: () => tokens.shift() });
    const calls = [reset("A"), reset("B")];
    const start = await limit(hand, 0.4);
    late.open(TOKEN);
    for (const number of [1, 2]) {
      const request = await hand.request(number);
      notBefore(request, start, 400);
      request.ok();
    }
    for (const end of await Promise.all(calls)) assert.deepEqual(end, done);
  });

  test("over real sockets holds back a whole queue", async () => {
    const slack = world();
    await slack.faults({ method: "admin.users.session.reset", status: 429, headers: { "retry-after": "0.4" } });
    const api = slack.client({ maxConcurrency: 1, retry: quick });
    const calls = [api.reset({ user_id: USER }), api.reset({ user_id: "W00000002" }), api.reset({ user_id: "W00000003" })];
    for (const call of calls) assert.deepEqual(await call, { ok: true });
    const [first, ...rest] = await slack.requests();
    assert.equal(rest.length, 3);
    for (const { at_ms } of rest) {
      assert.ok(at_ms - first.at_ms > 385, `one came ${at_ms - first.at_ms} ms after the 429`);
    }
  });
});

describe("calls that can't wait for a pause:", { concurrency: true }, () => {
  /** Rejects at once, without a request, with what is left of the pause. */
  async function refused(ended, hand, { start, seconds }) {
    const { error, ran } = await ended;
    const left = seconds - (performance.now() - start) / 1_000;
    assert.equal(error?.constructor, SlackRateLimitedError);
    assert.deepEqual([error.attempts, error.outcome], [0, "not_sent"]);
    // Rounded up to a millisecond.
    const { retryAfter } = error;
    assert.ok(retryAfter > left && retryAfter < seconds + 0.002, `retryAfter is ${retryAfter}, of which ${left} s are left`);
    assert.ok(ran < 1_000, `it took ${ran} ms`);
    await hand.only(1, 20);
  }

  for (const [what, options] of [
    ["retry: false", { retry: false }],
    ["attempts: 1", { retry: { attempts: 1 } }],
    ["a shorter maxRetryAfter", { retry: { maxRetryAfter: 2_000 } }],
    ["a shorter deadline", { deadline: 5_000 }],
  ]) {
    test(`a new call with ${what} rejects at once`, async () => {
      const { api, hand, reset, invalidate } = queue();
      const controller = new AbortController();
      const first = reset("A", { signal: controller.signal });
      const start = await limit(hand, 10);
      await refused(timed(() => api.reset({ user_id: "B" }, options)), hand, { start, seconds: 10 });
      const other = invalidate("C", options);
      (await hand.request(1)).ok();
      assert.deepEqual(await other, done);
      controller.abort("enough");
      assert.equal((await first).error, "enough");
    });

    test(`a waiting call with ${what} rejects at once`, async () => {
      const { api, hand, reset } = queue({ maxConcurrency: 1 });
      const controller = new AbortController();
      const first = reset("A", { signal: controller.signal });
      await hand.request(0);
      const second = timed(() => api.reset({ user_id: "B" }, options));
      await hand.only(1, 20);
      const start = await limit(hand, 10);
      await refused(second, hand, { start, seconds: 10 });
      controller.abort("enough");
      await first;
      await hand.only(1, 20);
    });
  }

  test("a call that was lost before keeps that outcome", async () => {
    const { api, hand, reset } = queue({ retry: { ...quick, maxRetryAfter: 60_000 } });
    const controller = new AbortController();
    const first = reset("A", { signal: controller.signal });
    const second = rejects(api.reset({ user_id: "B" }, { deadline: 10_000 }), {
      class: SlackRateLimitedError,
      attempts: 1,
      outcome: "unknown",
    });
    await hand.request(1);
    await limit(hand, 20);
    hand.requests[1].lose();
    await second;
    controller.abort("enough");
    await first;
    await hand.only(2);
  });

  test("an abort ends the wait of calls that can wait", async () => {
    const { hand, reset } = queue();
    const controllers = [new AbortController(), new AbortController()];
    const first = reset("A", { signal: controllers[0].signal });
    await limit(hand, 10);
    const second = reset("B", { signal: controllers[1].signal });
    await turn();
    for (const controller of controllers) controller.abort("enough");
    assert.deepEqual(await Promise.all([first, second]), [{ error: "enough" }, { error: "enough" }]);
    await hand.only(1);
  });
});
