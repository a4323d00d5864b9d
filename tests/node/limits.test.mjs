// Many calls under a limit: all are done, none is lost, and few are refused twice.
import assert from "node:assert/strict";
import test, { describe } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { SlackHttpError } from "slack-admin-session";
import { manualFetch } from "./manual-fetch.mjs";
import { USER, ending, form, rejects, world } from "./support.mjs";

const quick = { minDelay: 1, maxDelay: 5 };
const done = { value: { ok: true } };

/** A Slack that lets that many requests of a method through in each window, and says when the next window begins. */
function limiting({ calls, window, takes = 2 }) {
  const windows = new Map();
  const record = [];
  const fetch = async (url, { body }) => {
    const method = url.split(".").at(-1);
    const at = performance.now();
    const one = { method, at, user: new URLSearchParams(body).get("user_id"), over: Infinity };
    record.push(one);
    let current = windows.get(method);
    if (!current || at >= current.ends) windows.set(method, (current = { ends: at + window, done: 0 }));
    one.limited = current.done >= calls;
    if (!one.limited) current.done++;
    await sleep(takes);
    one.over = performance.now();
    if (!one.limited) return new Response('{"ok":true}');
    const seconds = Math.max(current.ends - performance.now(), 1) / 1_000;
    return new Response('{"ok":false,"error":"ratelimited"}', { status: 429, headers: { "retry-after": String(seconds) } });
  };
  return { fetch, record };
}

/** When the first refusal came. */
const firstPause = (record) => Math.min(...record.filter(({ limited }) => limited).map(({ over }) => over));

describe("thirty calls at once, of which two go through in each window", { concurrency: true }, () => {
  for (const [what, maxConcurrency] of [["by default", undefined], ["one at a time", 1], ["all at a time", 30]]) {
    test(`${what} are all done`, async () => {
      const { fetch, record } = limiting({ calls: 2, window: 150 });
      const api = world().client({ fetch, retry: quick, maxConcurrency });
      const calls = Array.from({ length: 30 }, (_, user) => ending(api.reset({ user_id: `W${user}` }), 60_000));
      for (const end of await Promise.all(calls)) assert.deepEqual(end, done);
      const through = record.filter(({ limited }) => !limited).map(({ user }) => user);
      assert.equal(through.length, 30);
      assert.equal(new Set(through).size, 30, "somebody went through twice");
      const again = record.filter(({ limited, at }) => limited && at > firstPause(record)).length;
      // There are about fourteen pauses. After each a few more requests are refused, not all that wait.
      assert.ok(again <= 60, `30 calls collected ${again} more refusals after the first pause`);
    });
  }

  test("with real requests are all done, and no sessions are left", async () => {
    const slack = world();
    const page = { status: 429, headers: { "retry-after": "0.2" } };
    await slack.faults({ pass: true, times: 2 }, { ...page, times: 8 }, { pass: true, times: 2 }, { ...page, times: 3 });
    const api = slack.client({ retry: quick });
    const calls = Array.from({ length: 30 }, (_, number) => ending(api.reset({ user_id: USER, number }), 60_000));
    for (const end of await Promise.all(calls)) assert.deepEqual(end, done);
    const requests = await slack.requests();
    const through = requests.filter(({ status }) => status === 200);
    assert.equal(new Set(through.map((request) => form(request).number)).size, 30);
    assert.equal(through.length, 30);
    assert.equal(requests.length, 41);
  });

  test("never have a second request in flight while one tries after a pause", async () => {
    const { fetch, record } = limiting({ calls: 2, window: 150, takes: 20 });
    const api = world().client({ fetch, retry: quick });
    await Promise.all(Array.from({ length: 30 }, (_, user) => api.reset({ user_id: `W${user}` })));
    // The request that tries is the first one after a refusal, when nothing is in flight.
    let refused = -Infinity;
    let tries = 0;
    for (const one of record) {
      const earlier = record.filter((other) => other.at < one.at);
      refused = Math.max(...earlier.filter(({ limited, over }) => limited && over <= one.at).map(({ over }) => over), -Infinity);
      const after = earlier.filter(({ at }) => at > refused);
      if (refused === -Infinity || after.length > 0 || earlier.some(({ over }) => over > one.at)) continue;
      tries++;
      const beside = record.filter((other) => other !== one && other.at >= one.at && other.at < one.over);
      assert.deepEqual(beside.map(({ user }) => user), [], `${one.user} was not alone`);
    }
    assert.ok(tries >= 5, `${tries} requests tried after a pause`);
  });
});

/** A client with a fetch by hand, and calls of it by name. */
function queue(configuration) {
  const hand = manualFetch();
  /** By user: how often the client was told to wait. */
  const limits = new Map();
  const api = world().client({ fetch: hand.fetch, retry: quick, ...configuration });
  const counting = (user) => ({ type }) => type === "rate_limited" && limits.set(user, (limits.get(user) ?? 0) + 1);
  const reset = (user, options) => ending(api.reset({ user_id: user }, { onEvent: counting(user), ...options }), 30_000);
  const invalidate = (user, options) =>
    ending(api.invalidate({ user_id: user, session_id: 1 }, { onEvent: counting(user), ...options }), 30_000);
  /** Answers the request with that number with a short limit, and waits until the client knows of it. */
  async function limit(number) {
    const { user } = await hand.request(number);
    const before = limits.get(user) ?? 0;
    hand.requests[number].limit(0.1);
    while ((limits.get(user) ?? 0) === before) await new Promise(setImmediate);
  }
  return { api, hand, limit, reset, invalidate };
}

describe("after a pause", { concurrency: true }, () => {
  test("one request goes alone, and the others follow in order once it got through", async () => {
    const { hand, limit, reset } = queue();
    const first = reset("A");
    await limit(0);
    const others = ["B", "C", "D"].map((user) => reset(user));
    const trial = await hand.request(1);
    assert.equal(trial.user, "A");
    await hand.only(2, 100);
    trial.ok();
    for (const number of [2, 3, 4]) (await hand.request(number)).ok();
    for (const end of await Promise.all([first, ...others])) assert.deepEqual(end, done);
    assert.deepEqual(hand.users(), ["A", "A", "B", "C", "D"]);
  });

  test("if that request is limited too, the next one goes alone as well, as often as needed", async () => {
    const { hand, limit, reset } = queue({ retry: { ...quick, attempts: 2 } });
    const calls = ["A", "B", "C"].map((user) => reset(user));
    await hand.request(2);
    await Promise.all([0, 1, 2].map((number) => limit(number)));
    for (const number of [3, 4, 5, 6, 7]) {
      await hand.request(number);
      await hand.only(number + 1, 30);
      await limit(number);
    }
    (await hand.request(8)).ok();
    for (const number of [9, 10]) (await hand.request(number)).ok();
    for (const end of await Promise.all(calls)) assert.deepEqual(end, done);
    assert.equal(hand.requests.length, 11);
  });

  for (const [what, end] of [
    ["is refused by Slack", (request) => request.refuse("user_not_found")],
    ["is lost", (request) => request.lose()],
    ["never leaves", (request) => request.refused()],
    ["meets a page with the status 503", (request) => request.status(503)],
    ["meets a page with the status 403", (request) => request.status(403)],
  ]) {
    test(`the others go too if the one that goes alone ${what}`, async () => {
      const { hand, limit, reset } = queue();
      const first = reset("A", { retry: { attempts: 2 } });
      await limit(0);
      const others = ["B", "C"].map((user) => reset(user));
      end(await hand.request(1));
      const users = new Set();
      for (let number = 2; users.size < 2; number++) {
        const request = await hand.request(number);
        if (request.user !== "A") users.add(request.user);
        request.ok();
      }
      for (const one of await Promise.all(others)) assert.deepEqual(one, done);
      await Promise.race([first, hand.request(4).then((request) => request.ok())]);
      await first;
    });
  }

  for (const [what, options, act] of [
    ["is aborted", () => ({}), (controller) => controller.abort("enough")],
    ["runs out of time", () => ({ timeout: 50, retry: false }), () => {}],
  ]) {
    test(`the others go too if the one that goes alone ${what}`, async () => {
      const { hand, limit, reset } = queue();
      const limited = reset("L", { retry: false });
      await limit(0);
      await limited;
      const controller = new AbortController();
      // It waits for the pause, but isn't repeated itself.
      const first = reset("A", { retry: { attempts: 2 }, signal: controller.signal, timeout: 60 });
      const others = ["B", "C"].map((user) => reset(user));
      const trial = await hand.request(1);
      assert.equal(trial.user, "A");
      act(controller);
      for (let number = 2, seen = 0; seen < 2; number++) {
        const request = await hand.request(number);
        if (request.user !== "A") seen++;
        request.ok();
      }
      for (const one of await Promise.all(others)) assert.deepEqual(one, done);
      for (const request of hand.requests) request.ok();
      controller.abort("enough");
      await first;
    });
  }

  test("a request that was on its way before the pause doesn't let the others go", async () => {
    const { hand, limit, reset } = queue();
    const calls = ["A", "B"].map((user) => reset(user));
    await hand.request(1);
    await limit(0);
    calls.push(reset("C"));
    const trial = await hand.request(2);
    hand.requests[1].ok();
    await hand.only(3, 60);
    trial.ok();
    (await hand.request(3)).ok();
    for (const end of await Promise.all(calls)) assert.deepEqual(end, done);
  });

  test("a pause of reset doesn't stop invalidate, and the other way round", async () => {
    for (const [paused, other] of [["reset", "invalidate"], ["invalidate", "reset"]]) {
      const all = queue();
      const first = all[paused]("A");
      await all.limit(0);
      const trial = await all.hand.request(1);
      const calls = ["B", "C", "D"].map((user) => all[other](user));
      for (const number of [2, 3, 4]) (await all.hand.request(number)).ok();
      for (const end of await Promise.all(calls)) assert.deepEqual(end, done);
      assert.equal(trial.over, false);
      trial.ok();
      assert.deepEqual(await first, done);
    }
  });
});

test("limits don't use up attempts, and other failures do", async () => {
  const { hand, api } = queue({ retry: { ...quick, attempts: 3 } });
  const call = rejects(api.reset({ user_id: "A" }), { class: SlackHttpError, status: 503, attempts: 7, outcome: "unknown" });
  const steps = ["limit", "503", "limit", "limit", "503", "limit", "503"];
  for (const [number, step] of steps.entries()) {
    const request = await hand.request(number);
    if (step === "limit") request.limit(0.1);
    else request.status(503);
  }
  await call;
  await hand.only(steps.length, 30);
});
