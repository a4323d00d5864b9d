// A fetch that the test answers by hand, in this process, for tests that depend on the order of requests.
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { PATIENCE } from "./support.mjs";

const json = (value, init) => new Response(JSON.stringify(value), init);

/** A fetch, and the requests that it got. */
export function manualFetch() {
  const requests = [];
  let most = 0;

  const fetch = (url, { body, signal }) =>
    new Promise((resolve, reject) => {
      const ends = (settle) => (value) => {
        request.over = true;
        settle(value);
      };
      const request = {
        at: performance.now(),
        method: url.split(".").at(-1),
        user: new URLSearchParams(body).get("user_id"),
        over: false,
        answer: ends(resolve),
        fail: ends(reject),
        ok: () => request.answer(json({ ok: true })),
        refuse: (error) => request.answer(json({ ok: false, error })),
        status: (status) => request.answer(new Response("<h1>No</h1>", { status })),
        limit: (seconds) =>
          request.answer(
            json({ ok: false, error: "ratelimited" }, { status: 429, headers: { "retry-after": String(seconds) } }),
          ),
        lose: () => request.fail(new TypeError("fetch failed")),
        refused: () =>
          request.fail(
            new TypeError("fetch failed", {
              cause: Object.assign(new Error("no"), { code: "ECONNREFUSED", syscall: "connect" }),
            }),
          ),
      };
      signal.addEventListener("abort", () => request.fail(signal.reason), { once: true });
      requests.push(request);
      most = Math.max(most, requests.filter(({ over }) => !over).length);
    });

  /** Waits for the request of that number, counted from 0. */
  async function request(number) {
    const limit = performance.now() + PATIENCE;
    while (requests.length <= number) {
      assert.ok(performance.now() < limit, `only ${requests.length} requests came`);
      await sleep(2);
    }
    return requests[number];
  }

  return {
    fetch,
    requests,
    /** How many were in flight at once, at most. */
    most: () => most,
    users: () => requests.map(({ user }) => user),
    request,
    /** Waits for that many requests, and fails if there are more, even a moment later. */
    async only(count, moment = 40) {
      if (count > 0) await request(count - 1);
      await sleep(moment);
      assert.equal(requests.length, count, `${count} requests were expected`);
    },
  };
}
