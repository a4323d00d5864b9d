// One queue for each client: how many requests are in flight, which call goes next, and which leaves without a request.
import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import test from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { SlackArgumentError, SlackTimeoutError } from "slack-admin-session";
import { manualFetch } from "./manual-fetch.mjs";
import { USER, ending, failure, rejects, timed, world } from "./support.mjs";

const names = (count) => Array.from({ length: count }, (_, number) => `U${number}`);

/** A client with a fetch by hand. */
function queue(configuration) {
  const hand = manualFetch();
  const api = world().client({ fetch: hand.fetch, ...configuration });
  const reset = (user, options) => ending(api.reset({ user_id: user }, options));
  const invalidate = (user, options) => ending(api.invalidate({ user_id: user, session_id: 1 }, options));
  return { api, hand, reset, invalidate };
}

const done = { value: { ok: true } };

for (const [what, configuration, limit] of [
  ["ten are in flight by default", {}, 10],
  ["as many are in flight as maxConcurrency says", { maxConcurrency: 3 }, 3],
  ["one is in flight with maxConcurrency: 1", { maxConcurrency: 1 }, 1],
]) {
  test(`${what}, never more, and they start in the order of their calls`, async () => {
    const { hand, reset, invalidate } = queue(configuration);
    const users = names(limit * 2 + 5);
    const calls = users.map((user, number) => (number % 3 === 1 ? invalidate(user) : reset(user)));
    for (const [number, user] of users.entries()) {
      await hand.request(number);
      if (number < 3) await hand.only(Math.min(number + limit, users.length), 20);
      assert.equal(hand.requests[number].user, user);
      hand.requests[number].ok();
    }
    for (const end of await Promise.all(calls)) assert.deepEqual(end, done);
    assert.deepEqual(hand.users(), users);
    assert.equal(hand.most(), limit);
  });
}

test("with maxConcurrency: Infinity all are in flight", async () => {
  const { hand, reset } = queue({ maxConcurrency: Infinity });
  const calls = names(200).map((user) => reset(user));
  await hand.request(199);
  for (const request of hand.requests) request.ok();
  for (const end of await Promise.all(calls)) assert.deepEqual(end, done);
});

test("over real sockets no more are in flight either", async () => {
  const slack = world();
  await slack.faults({ pass: true, delay_ms: 60, times: 0 });
  const api = slack.client({ maxConcurrency: 2 });
  await Promise.all(names(6).map((user) => ending(api.reset({ user_id: user }))));
  const at = (await slack.requests()).map(({ at_ms }) => at_ms);
  for (let number = 2; number < at.length; number++) {
    const apart = at[number] - at[number - 2];
    assert.ok(apart > 45, `request ${number} came ${apart} ms after the one whose place it takes`);
  }
});

for (const [how, end] of [
  ["fails", (request) => request.status(403)],
  ["is lost", (request) => request.lose()],
  ["is limited", (request) => request.limit(1)],
  ["has no answer at all", (request) => request.answer(undefined)],
]) {
  test(`a call that ${how} makes room for the next`, async () => {
    const { hand, reset, invalidate } = queue({ maxConcurrency: 1 });
    const [first, second] = [reset("A"), invalidate("B")];
    end(await hand.request(0));
    assert.ok("error" in (await first));
    (await hand.request(1)).ok();
    assert.deepEqual(await second, done);
  });
}

test("a call that is aborted, times out or is refused makes room for the next", async () => {
  const { hand, reset } = queue({ maxConcurrency: 1 });
  const controller = new AbortController();
  const calls = [
    reset("A", { signal: controller.signal }),
    reset("B", { timeout: 50 }),
    reset("C", { deadline: 2_000 }),
    reset(""),
    reset("D"),
  ];
  await hand.request(0);
  controller.abort("enough");
  (await hand.request(3)).ok();
  const ends = await Promise.all(calls);
  assert.equal(ends[0].error, "enough");
  assert.deepEqual(ends.slice(1, 4).map(({ error }) => error.phase ?? error.argument), ["connect", "deadline", "user_id"]);
  assert.deepEqual(ends[4], done);
  assert.deepEqual(hand.users(), ["A", "B", "C", "D"]);
});

test("a call that waits for its next attempt makes room for others, and keeps its place", async () => {
  const { hand, reset } = queue({ maxConcurrency: 1, retry: { minDelay: 1, maxDelay: 5 } });
  const calls = ["A", "B", "C", "D"].map((user) => reset(user));
  (await hand.request(0)).lose();
  await hand.request(1);
  // Longer than the longest wait of A: it is in the queue again.
  await hand.only(2, 60);
  hand.requests[1].ok();
  (await hand.request(2)).ok();
  (await hand.request(3)).ok();
  (await hand.request(4)).ok();
  for (const end of await Promise.all(calls)) assert.deepEqual(end, done);
  assert.deepEqual(hand.users(), ["A", "B", "A", "C", "D"]);
});

test("calls that are repeated keep within the limit, and their order", async () => {
  const { hand, reset } = queue({ maxConcurrency: 2, retry: { attempts: 2, minDelay: 1, maxDelay: 1 } });
  const calls = names(6).map((user) => reset(user));
  for (let number = 0; number < 12; number++) {
    const request = await hand.request(number);
    const again = hand.users().indexOf(request.user) < number;
    await sleep(15);
    if (again) request.ok();
    else request.lose();
  }
  for (const end of await Promise.all(calls)) assert.deepEqual(end, done);
  assert.equal(hand.most(), 2);
  assert.deepEqual([...new Set(hand.users())], names(6));
});

test("clients have queues of their own", async () => {
  const [one, other] = [queue({ maxConcurrency: 1 }), queue({ maxConcurrency: 1 })];
  const calls = [one.reset("A"), one.reset("B"), other.reset("C")];
  (await other.hand.request(0)).ok();
  assert.deepEqual(await calls[2], done);
  await one.hand.only(1, 0);
  one.hand.requests[0].ok();
  (await one.hand.request(1)).ok();
  await Promise.all(calls);
});

test("an abort removes a waiting call without a request", async () => {
  const { hand, reset } = queue({ maxConcurrency: 1 });
  const controller = new AbortController();
  const { signal } = controller;
  const calls = [reset("A"), reset("B", { signal }), reset("C", { signal }), reset("D")];
  await hand.request(0);
  assert.ok(getEventListeners(signal, "abort").length > 0);
  controller.abort("enough");
  for (const call of calls.slice(1, 3)) assert.equal((await call).error, "enough");
  assert.equal(getEventListeners(signal, "abort").length, 0);
  hand.requests[0].ok();
  (await hand.request(1)).ok();
  assert.deepEqual(await Promise.all([calls[0], calls[3]]), [done, done]);
  await hand.only(2);
  assert.deepEqual(hand.users(), ["A", "D"]);
});

test("a deadline removes a waiting call without a request", async () => {
  const { api, hand, reset } = queue({ maxConcurrency: 1 });
  const first = reset("A");
  const { error, ms, ran } = await timed(() => api.reset({ user_id: "B" }, { deadline: 150 }));
  assert.equal(error?.constructor, SlackTimeoutError);
  assert.deepEqual([error.phase, error.outcome, error.attempts], ["deadline", "not_sent", 0]);
  assert.ok(ms > 130 && ran < 1_150, `it took ${ms} ms`);
  hand.requests[0].ok();
  assert.deepEqual(await first, done);
  await hand.only(1);
});

for (const way of ["free", "dispose", Symbol.dispose]) {
  test(`${String(way)} removes the waiting calls without a request; the others finish`, async () => {
    const { api, hand, reset, invalidate } = queue({ maxConcurrency: 2 });
    const flying = [reset("A"), invalidate("B")];
    const waiting = [api.reset({ user_id: "C" }), api.invalidate({ user_id: "D", session_id: 1 })];
    const gone = { class: SlackArgumentError, argument: "client", outcome: "not_sent", attempts: 0 };
    await hand.request(1);
    const refused = Promise.all(waiting.map((call) => rejects(call, gone)));
    api[way]();
    await refused;
    for (const request of hand.requests) request.ok();
    for (const end of await Promise.all(flying)) assert.deepEqual(end, done);
    await hand.only(2);
  });
}

test("a call that fails in flight after dispose is not sent again", async () => {
  const { api, hand } = queue({ retry: { minDelay: 1, maxDelay: 5 } });
  const call = failure(api.reset({ user_id: USER }));
  await hand.request(0);
  api.dispose();
  hand.requests[0].lose();
  assert.equal((await call).outcome, "unknown");
  await hand.only(1, 60);
});

test("a thousand calls in the queue end well, and in their order", async () => {
  const { hand, reset } = queue({ maxConcurrency: 5 });
  const users = names(1_000);
  const calls = users.map((user) => reset(user));
  for (const number of users.keys()) (hand.requests[number] ?? (await hand.request(number))).ok();
  for (const end of await Promise.all(calls)) assert.deepEqual(end, done);
  assert.deepEqual(hand.users(), users);
  assert.ok(hand.most() <= 5);
});

test("sixty thousand waiting calls don't delay the first one", async () => {
  const { api, hand } = queue({ maxConcurrency: 1 });
  const ends = Array.from({ length: 60_000 }, () => api.reset({ user_id: USER }).catch((error) => error.outcome));
  const request = await hand.request(0);
  // Only the time of this process: the machine may be busy with others.
  const began = process.cpuUsage();
  request.ok();
  assert.deepEqual(await ends[0], { ok: true });
  const { user } = process.cpuUsage(began);
  assert.ok(user < 100_000, `it took ${user} µs`);
  api.dispose();
  (await hand.request(1)).ok();
  const outcomes = await Promise.all(ends.slice(2));
  assert.ok(outcomes.every((outcome) => outcome === "not_sent"));
});
