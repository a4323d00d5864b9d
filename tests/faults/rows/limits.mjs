// Slack's limits: 429, and `ratelimited`, with every kind of Retry-After.

const ratelimited = { ok: false, error: "ratelimited" };
const limited = (wait, more) => ({
  status: 429,
  json: ratelimited,
  headers: wait === undefined ? {} : { "retry-after": wait },
  ...more,
});
const patient = { maxRetryAfter: 5_000 };
const rejected = (retryAfter) => ({ class: "SlackRateLimitedError", outcome: "rejected", attempts: 1, retryAfter });
const waited = (atLeast, more) => ({ class: "resolved", attempts: 2, atLeast, within: atLeast + 1_500, ...more });
const inSeconds = (seconds) => new Date(Date.now() + seconds * 1000).toUTCString();

/** A wait that the server didn't name is 30 seconds, which is more than is allowed here. */
const unnamed = (name, wait) => ({
  name: `429, Retry-After ${name}`,
  faults: [limited(wait, { times: 0 })],
  retry: patient,
  ours: rejected(30),
});

/** Milliseconds from the first request to the one with that index. */
const gap = ({ requests }, index) => (requests[index]?.at_ms ?? Infinity) - requests[0]?.at_ms;

export const limits = [
  { name: "429, Retry-After 1", faults: [limited(1)], ours: waited(1_000) },
  { name: "429, Retry-After 0.3", faults: [limited("0.3")], ours: waited(300) },
  {
    name: "429, Retry-After as a date 3 s ahead",
    faults: () => [limited(inSeconds(3))],
    ours: waited(1_800, { within: 4_000 }),
  },
  unnamed("missing", undefined),
  unnamed("0", 0),
  unnamed("-1", -1),
  unnamed("soon", "soon"),
  unnamed("as a date in the past", "Wed, 21 Oct 2015 07:28:00 GMT"),
  unnamed("empty", ""),
  unnamed("1e0", "1e0"),
  unnamed("twice", ["1", "2"]),
  {
    name: "429, Retry-After 9999999",
    faults: [limited(9_999_999, { times: 0 })],
    retry: "default",
    ours: rejected(9_999_999),
  },
  {
    name: "429, Retry-After of 30 digits",
    faults: [limited("9".repeat(30), { times: 0 })],
    retry: "default",
    ours: { ...rejected(1e30), check: ({ error }) => (error?.retryAfter > 9e29 ? [] : "retryAfter is not what came") },
  },
  {
    name: "429, Retry-After 9999999, all limits off",
    faults: [limited(9_999_999, { times: 0 })],
    config: { deadline: 1_000 },
    retry: { maxRetryAfter: 1e12 },
    ours: rejected(9_999_999),
    peers: "has no such setting",
  },
  {
    name: "429, Retry-After 5, deadline 1 s",
    faults: [limited(5, { times: 0 })],
    config: { deadline: 1_000 },
    ours: rejected(5),
    peers: "has no deadline",
  },
  {
    name: "429, retry: false",
    faults: [limited(5, { times: 0 })],
    retry: false,
    ours: rejected(5),
    peers: "has no such setting",
  },
  {
    name: "429, Retry-After 0.2, more often than there are attempts",
    faults: [limited("0.2", { times: 5 })],
    ours: { class: "resolved", attempts: 6, atLeast: 1_000 },
  },
  {
    name: "429 as plain text",
    faults: [{ status: 429, headers: { "content-type": "text/plain", "retry-after": 1 }, body: "Too many requests" }],
    ours: waited(1_000),
  },
  { name: "429 with ok true", faults: [limited(1, { json: { ok: true } })], ours: waited(1_000) },
  { name: "ratelimited in a 200, Retry-After 1", faults: [limited(1, { status: 200 })], ours: waited(1_000) },
  {
    name: "ratelimited in a 200, no Retry-After",
    faults: [limited(undefined, { status: 200, times: 0 })],
    retry: patient,
    ours: rejected(30),
  },
  {
    name: "429, then internal_error, then success",
    faults: [limited("0.2"), { json: { ok: false, error: "internal_error" } }],
    ours: waited(200, { attempts: 3 }),
  },
  {
    name: "503, then 429, unknown: true",
    faults: [{ status: 503 }, limited(9_999_999)],
    ours: { ...rejected(9_999_999), attempts: 2, outcome: "unknown" },
  },
  {
    name: "429, unknown: false",
    faults: [limited("0.2")],
    retry: { unknown: false },
    ours: waited(200),
    peers: "has no such setting",
  },
  {
    name: "two 429 at once, of 3 s and of 1 s, and a new call",
    faults: [limited(3, { delay_ms: 100 }), limited(1, { delay_ms: 100 })],
    async play({ call, slack, untilLimited }) {
      const first = [call(), call()];
      await slack.arrival(2);
      await untilLimited(2);
      const all = await Promise.all([...first, call()]);
      return all[0];
    },
    note: (facts) => `third request after ${(gap(facts, 2) / 1000).toFixed(1)} s`,
    ours: {
      class: "resolved",
      requests: 5,
      within: 5_000,
      check: (facts) =>
        gap(facts, 2) >= 3_000 ? [] : `the third request came ${gap(facts, 2)} ms after the first, not 3 s`,
    },
  },
  {
    name: "429 of 2 s for reset, then an invalidate",
    faults: [limited(2)],
    async play({ call, mark, slack, untilLimited, afterwards }) {
      const first = call();
      afterwards(() => first);
      await slack.arrival();
      await untilLimited(1);
      mark();
      return call({ method: "invalidate", request: { user_id: "W00000002", session_id: "1112275520250" } });
    },
    ours: { class: "resolved", within: 500 },
  },
  {
    name: "429 of 2 s, then a call with retry: false",
    faults: [limited(2)],
    async play({ call, mark, afterwards, untilLimited }) {
      const first = call();
      afterwards(() => first);
      await untilLimited(1);
      mark();
      return call({ options: { retry: false } });
    },
    ours: {
      class: "SlackRateLimitedError",
      outcome: "not_sent",
      attempts: 0,
      requests: 2,
      within: 500,
      retryAfter: /^(1(\.\d+)?|2)$/,
    },
    peers: "has no such setting",
  },
  {
    name: "429 of 4 s, a call with a deadline of 2 s waits",
    faults: [limited(4, { delay_ms: 300 })],
    config: { maxConcurrency: 1 },
    async play({ call, afterwards, slack }) {
      const first = call();
      afterwards(() => first);
      await slack.arrival();
      return call({ options: { deadline: 2_000 } });
    },
    ours: { class: "SlackRateLimitedError", outcome: "not_sent", attempts: 0, requests: 2, within: 900 },
    peers: "has no deadline",
  },
];
