// A call that its caller ends: abort and dispose, wherever the call is at that moment.
const NEVER = 60_000;
const reason = { name: "the reason itself" };
const peers = "has no abort";
/** The reason is the caller's, so only the event says what is known of the operation. */
const aborted = (attempts, outcome, more) => ({
  class: "reason",
  attempts,
  within: 300,
  check({ error, events }) {
    const told = events.find(({ type }) => type === "settled")?.outcome;
    return [
      ...(error === reason ? [] : ["it did not reject with the reason itself"]),
      ...(told === outcome ? [] : [`the event says ${told}, and it is ${outcome}`]),
    ];
  },
  ...more,
});

/** Aborts once that many requests have come, and a moment later. */
const abortAfter = (count, moment = 100) =>
  async function play({ call, mark, slack }) {
    const controller = new AbortController();
    const promise = call({ options: { signal: controller.signal } });
    await slack.arrival(count);
    await new Promise((resolve) => setTimeout(resolve, moment));
    mark();
    controller.abort(reason);
    return promise;
  };

/** One call that never ends keeps the only place; the next one waits. */
async function behind({ call, slack, afterwards }, options) {
  const first = new AbortController();
  const busy = call({ options: { signal: first.signal } }).catch(() => {});
  afterwards(() => {
    first.abort();
    return busy;
  });
  await slack.arrival(1);
  return call({ options });
}

export const stops = [
  {
    name: "aborted before the call",
    options: { signal: AbortSignal.abort(reason) },
    ours: aborted(0, "not_sent"),
    peers,
  },
  {
    name: "aborted in the queue",
    faults: [{ delay_ms: NEVER }],
    config: { maxConcurrency: 1 },
    async play(stage) {
      const controller = new AbortController();
      setTimeout(() => {
        stage.mark();
        controller.abort(reason);
      }, 300);
      return behind(stage, { signal: controller.signal });
    },
    ours: aborted(undefined, "not_sent", { requests: 1 }),
    peers,
  },
  {
    name: "aborted before the headers",
    faults: [{ delay_ms: NEVER, times: 0, apply: true }],
    play: abortAfter(1),
    ours: aborted(1, "unknown"),
    peers,
  },
  {
    name: "aborted in the body",
    faults: [{ pass: true, body_delay_ms: NEVER, times: 0 }],
    play: abortAfter(1),
    ours: aborted(1, "unknown"),
    peers,
  },
  {
    name: "aborted in a backoff wait",
    faults: [{ status: 503, times: 0 }],
    // The wait is random from 0 on: long enough that the abort is within it but for one time in hundreds.
    retry: { minDelay: 100_000, maxDelay: 100_000 },
    play: abortAfter(1),
    ours: aborted(1, "unknown"),
    peers,
  },
  {
    name: "aborted in a wait of Retry-After",
    faults: [{ status: 429, headers: { "retry-after": 60 }, times: 0 }],
    play: abortAfter(1),
    ours: aborted(1, "rejected"),
    peers,
  },
  {
    name: "aborted while the token function waits",
    config: { accessToken: () => new Promise(() => {}) },
    play: abortAfter(0),
    ours: aborted(0, "not_sent"),
    peers,
  },
  {
    name: "AbortSignal.timeout while there are no headers",
    faults: [{ delay_ms: NEVER, times: 0 }],
    play: ({ call }) => call({ options: { signal: AbortSignal.timeout(300) } }),
    ours: {
      class: "DOMException",
      name: "TimeoutError",
      attempts: 1,
      atLeast: 290,
    },
    peers,
  },
  {
    name: "disposed in the queue",
    faults: [{ delay_ms: NEVER }],
    config: { maxConcurrency: 1 },
    async play(stage) {
      setTimeout(() => {
        stage.mark();
        stage.client.dispose();
      }, 300);
      return behind(stage);
    },
    ours: {
      class: "SlackArgumentError",
      argument: "client",
      outcome: "not_sent",
      attempts: 0,
      requests: 1,
      within: 300,
    },
    peers: "has no dispose",
  },
  {
    name: "disposed in a backoff wait",
    faults: [{ status: 503, times: 0 }],
    retry: { minDelay: 100_000, maxDelay: 100_000 },
    async play({ call, client, mark, slack }) {
      const promise = call();
      await slack.arrival(1);
      await new Promise((resolve) => setTimeout(resolve, 100));
      mark();
      client.dispose();
      return promise;
    },
    ours: { class: "SlackArgumentError", argument: "client", outcome: "unknown", attempts: 1, within: 300 },
    peers: "has no dispose",
  },
  {
    name: "disposed while a request is under way",
    faults: [{ pass: true, delay_ms: 400 }],
    async play({ call, client, slack }) {
      const promise = call();
      await slack.arrival(1);
      client.dispose();
      return promise;
    },
    ours: { class: "resolved", attempts: 1, atLeast: 390 },
    peers: "has no dispose",
  },
];
