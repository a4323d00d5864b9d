// The status decides as soon as it arrives, even if the body is lost.
import assert from "node:assert/strict";
import test, { describe } from "node:test";
import { SlackHttpError, SlackNetworkError, SlackRateLimitedError } from "slack-admin-session";
import { USER, check, rejects, timed, world } from "./support.mjs";

const quick = { minDelay: 1, maxDelay: 5 };
const text = (...parts) => new ReadableStream({ start: (stream) => { for (const part of parts) stream.enqueue(new TextEncoder().encode(part)); stream.close(); } });

/** Bodies that can't be read. */
const lost = {
  "is cut": () => new ReadableStream({ pull: (stream) => stream.error(new TypeError("terminated")) }),
  "is cut in the middle": () => {
    let count = 0;
    return new ReadableStream({ pull: (stream) => (count++ ? stream.error(new TypeError("terminated")) : stream.enqueue(new Uint8Array(9))) });
  },
  "is no bytes": () => new ReadableStream({ start: (stream) => { stream.enqueue(1); stream.close(); } }),
  "never ends": () => new ReadableStream(),
  "is longer than 1 MiB": () => text("x".repeat(2 ** 21)),
};

/** A client whose first answer is this one, and whose next answer is a success. */
function answered(make, configuration) {
  const sent = [];
  const events = [];
  const fetch = async () => {
    sent.push(performance.now());
    return sent.length === 1 ? make() : new Response('{"ok":true}');
  };
  const onEvent = (event) => events.push(event);
  return { sent, events, api: world().client({ fetch, onEvent, retry: quick, ...configuration }) };
}

describe("a 429", { concurrency: true }, () => {
  for (const [what, body] of Object.entries(lost)) {
    test(`whose body ${what} is a limit, with its seconds, its pause and its event`, async () => {
      const { sent, events, api } = answered(() => new Response(body(), { status: 429, headers: { "retry-after": "0.3" } }));
      assert.deepEqual(await api.reset({ user_id: USER }), { ok: true });
      assert.equal(sent.length, 2);
      assert.ok(sent[1] - sent[0] > 295, `it came after ${sent[1] - sent[0]} ms`);
      assert.deepEqual(events.map(({ type }) => type), ["attempt", "rate_limited", "retry", "attempt", "settled"]);
      assert.deepEqual([events[0].status, events[1].retryAfter], [429, 0.3]);
    });

    test(`whose body ${what}, and that isn't waited for, says how long`, async () => {
      const make = () => new Response(body(), { status: 429, headers: { "retry-after": "17" } });
      const { sent, api } = answered(make, { retry: false });
      const { error, ms } = await timed(() => api.reset({ user_id: USER }));
      check(error, { class: SlackRateLimitedError, retryAfter: 17, outcome: "rejected", attempts: 1 });
      assert.equal(sent.length, 1);
      // Its status and headers say everything, so the call doesn't wait for the timeout of 30 seconds.
      assert.ok(ms < 5_000, `it took ${ms} ms`);
    });
  }

  test("over a real socket that is cut, or whose body can't be decoded, is a limit", async () => {
    for (const fault of [
      { status: 429, headers: { "retry-after": "0.3" }, body: "slow down", content_length: 999, cut: "mid_body" },
      { status: 429, headers: { "retry-after": "0.3", "content-encoding": "gzip" }, body: "not gzip" },
      { status: 429, headers: { "retry-after": "0.3" }, cut: "after_headers" },
    ]) {
      const slack = world();
      await slack.faults(fault);
      const types = [];
      const api = slack.client({ retry: quick, onEvent: ({ type }) => types.push(type) });
      assert.deepEqual(await api.reset({ user_id: USER }), { ok: true });
      const [first, second] = await slack.requests();
      assert.ok(second.at_ms - first.at_ms > 285, `it came after ${second.at_ms - first.at_ms} ms`);
      assert.ok(types.includes("rate_limited"));
    }
  });
});

describe("a status that isn't repeated", { concurrency: true }, () => {
  for (const status of [302, 307, 400, 403, 404, 451]) {
    for (const [what, body] of Object.entries(lost)) {
      if (what === "never ends" || what === "is longer than 1 MiB") continue;
      test(`${status} whose body ${what} is refused at once`, async () => {
        const { sent, api } = answered(() => new Response(body(), { status, headers: { location: "/" } }));
        await rejects(api.reset({ user_id: USER }), { class: SlackHttpError, status, outcome: "rejected", attempts: 1 });
        assert.equal(sent.length, 1);
      });
    }

    test(`${status} whose body never ends is refused once the time is over, and not repeated`, async () => {
      const { sent, api } = answered(() => new Response(new ReadableStream(), { status }), { timeout: 100 });
      await rejects(api.reset({ user_id: USER }), { class: SlackHttpError, status, outcome: "rejected", attempts: 1 });
      assert.equal(sent.length, 1);
    });
  }
});

describe("what is repeated", { concurrency: true }, () => {
  for (const status of [408, 500, 503]) {
    test(`${status} whose body is cut is repeated like one whose body is there`, async () => {
      const { sent, api } = answered(() => new Response(lost["is cut"](), { status }));
      assert.deepEqual(await api.reset({ user_id: USER }), { ok: true });
      assert.equal(sent.length, 2);
    });

    test(`${status} whose body is cut has its status if the call is not repeated`, async () => {
      const { api } = answered(() => new Response(lost["is cut"](), { status }), { retry: false });
      const outcome = status === 408 ? "rejected" : "unknown";
      await rejects(api.reset({ user_id: USER }), { class: SlackHttpError, status, outcome, attempts: 1 });
    });
  }

  test("200 whose body is cut has an unknown outcome", async () => {
    const { api } = answered(() => new Response(lost["is cut"]()), { retry: false });
    await rejects(api.reset({ user_id: USER }), { class: SlackNetworkError, outcome: "unknown", attempts: 1 });
  });
});

for (const status of [400, 401, 403, 404, 408]) {
  test(`${status} with ok: true has an unknown outcome, since the answer contradicts itself`, async () => {
    const slack = world();
    await slack.faults({ status, json: { ok: true } });
    await rejects(slack.client().reset({ user_id: USER }), { class: SlackHttpError, status, outcome: "unknown", attempts: 1 });
  });
}
