// A call that its caller ends: abort and dispose, at every point of the call.
import { NEVER } from "../../standin/client.mjs";
import { behind } from "../queued-call.mjs";

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

/** Aborts once the call has got to the point that `reached` waits for. */
const abortOnce = (reached) =>
  async function play(stage) {
    const controller = new AbortController();
    const promise = stage.call({ options: { signal: controller.signal } });
    await reached(stage);
    stage.mark();
    controller.abort(reason);
    return promise;
  };

const sent = ({ slack }) => slack.arrival();
const waiting = ({ told }) => told("retry");

/** A fetch that notes when an answer's headers have come, and a wait for that. */
function watchedFetch() {
  let note;
  const noted = new Promise((resolve) => (note = resolve));
  const fetch = async (...given) => {
    const answer = await globalThis.fetch(...given);
    note();
    return answer;
  };
  return { fetch, answered: () => noted.then(() => new Promise(setImmediate)) };
}
const { fetch, answered } = watchedFetch();

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
      const { promise } = await behind(stage, { signal: controller.signal });
      stage.mark();
      controller.abort(reason);
      return promise;
    },
    ours: aborted(undefined, "not_sent", { requests: 1 }),
    peers,
  },
  {
    name: "aborted before the headers",
    faults: [{ delay_ms: NEVER, times: 0, apply: true }],
    play: abortOnce(sent),
    ours: aborted(1, "unknown"),
    peers,
  },
  {
    name: "aborted in the body",
    faults: [{ pass: true, body_delay_ms: NEVER, times: 0 }],
    config: { fetch },
    play: abortOnce(answered),
    ours: aborted(1, "unknown"),
    peers,
  },
  {
    name: "aborted in a backoff wait",
    faults: [{ status: 503, times: 0 }],
    // The wait is random from 0 up: so long that the abort misses it only once in hundreds of times.
    retry: { minDelay: 100_000, maxDelay: 100_000 },
    play: abortOnce(waiting),
    ours: aborted(1, "unknown"),
    peers,
  },
  {
    name: "aborted in a wait of Retry-After",
    faults: [{ status: 429, headers: { "retry-after": 60 }, times: 0 }],
    play: abortOnce(waiting),
    ours: aborted(1, "rejected"),
    peers,
  },
  {
    name: "aborted while the token function waits",
    config: { accessToken: () => new Promise(() => {}) },
    play: abortOnce(() => new Promise(setImmediate)),
    ours: aborted(0, "not_sent"),
    peers,
  },
  {
    name: "AbortSignal.timeout while there are no headers",
    faults: [{ delay_ms: NEVER, times: 0 }],
    // Long enough for the request to reach the server on a busy machine.
    play: ({ call }) => call({ options: { signal: AbortSignal.timeout(1_500) } }),
    ours: {
      class: "DOMException",
      name: "TimeoutError",
      attempts: 1,
      atLeast: 1_490,
      within: 2_700,
    },
    peers,
  },
  {
    name: "disposed in the queue",
    faults: [{ delay_ms: NEVER }],
    config: { maxConcurrency: 1 },
    async play(stage) {
      const { promise } = await behind(stage);
      stage.mark();
      stage.client.dispose();
      return promise;
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
    async play({ call, client, mark, told }) {
      const promise = call();
      await told("retry");
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
      await slack.arrival();
      client.dispose();
      return promise;
    },
    ours: { class: "resolved", attempts: 1, atLeast: 390 },
    peers: "has no dispose",
  },
];
