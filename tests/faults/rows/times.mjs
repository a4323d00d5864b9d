// Slow answers, answers without end, timeouts and deadlines.
import { NEVER } from "../../standin/client.mjs";
import { behind } from "../queued-call.mjs";

/** Milliseconds that run out, but not before a request has reached the server, even on a busy machine. */
const SHORT = 1_500;
const KIB_64 = "x".repeat(65_536);
const outOfTime = { class: "SlackTimeoutError", outcome: "unknown" };
const tooLong = { class: "SlackProtocolError", outcome: "unknown", attempts: 1, within: 3_000 };
const memory = (facts) => `${Math.round(facts.memory)} MiB`;

export const times = [
  { name: "success", ours: { class: "resolved", attempts: 1 } },
  {
    name: "headers after 400 ms",
    faults: [{ pass: true, delay_ms: 400 }],
    ours: { class: "resolved", attempts: 1, atLeast: 390 },
  },
  {
    name: "body 400 ms after the headers",
    faults: [{ pass: true, body_delay_ms: 400 }],
    ours: { class: "resolved", attempts: 1, atLeast: 390 },
  },
  {
    name: "body in three slow pieces",
    faults: [{ apply: true, chunks: ['{"ok"', ":tr", "ue}"].map((data) => ({ data, delay_ms: 150 })) }],
    ours: { class: "resolved", attempts: 1, atLeast: 400 },
  },
  {
    name: "headers never, no setting changed",
    faults: [{ delay_ms: NEVER, times: 0 }],
    config: { deadline: 2_000 },
    retry: "default",
    ours: { ...outOfTime, attempts: 1, phase: "deadline", atLeast: 1_990, within: 3_000 },
  },
  {
    name: "headers never, timeout 1.5 s",
    faults: [{ delay_ms: NEVER, times: 0, apply: true }],
    config: { timeout: SHORT },
    retry: { attempts: 2 },
    ours: { ...outOfTime, phase: "connect", attempts: 2, atLeast: 2_990, within: 4_400 },
  },
  {
    name: "headers never, timeout [1.5, 9] s",
    faults: [{ delay_ms: NEVER, times: 0, apply: true }],
    config: { timeout: [SHORT, 9_000] },
    retry: false,
    ours: { ...outOfTime, phase: "connect", attempts: 1, atLeast: 1_490, within: 2_700 },
  },
  {
    name: "body never, timeout 1.5 s",
    faults: [{ pass: true, body_delay_ms: NEVER, times: 0 }],
    config: { timeout: SHORT },
    retry: { attempts: 2 },
    ours: { ...outOfTime, phase: "read", attempts: 2, atLeast: 2_990, within: 4_400 },
  },
  {
    name: "body never, timeout [9, 0.3] s",
    faults: [{ pass: true, body_delay_ms: NEVER, times: 0 }],
    config: { timeout: [9_000, 300] },
    retry: false,
    ours: { ...outOfTime, phase: "read", attempts: 1, atLeast: 290 },
  },
  {
    name: "body drips without end, timeout 1.5 s",
    faults: [{ apply: true, endless: { data: " ", delay_ms: 50 }, times: 0 }],
    config: { timeout: SHORT },
    retry: { attempts: 2 },
    ours: { ...outOfTime, phase: "read", attempts: 2, atLeast: 2_990, within: 4_400 },
  },
  {
    name: "body of 64 KiB a millisecond without end",
    faults: [{ apply: true, endless: { data: KIB_64, delay_ms: 1 }, times: 0 }],
    ours: tooLong,
    note: memory,
  },
  {
    name: "body of 300 MB",
    faults: [{ apply: true, repeat: { data: KIB_64, times: 4_800 }, times: 0 }],
    ours: tooLong,
    note: memory,
  },
  {
    name: "500 with a body of 300 MB",
    faults: [{ status: 500, repeat: { data: KIB_64, times: 4_800 }, times: 0 }],
    ours: { ...tooLong, status: 500 },
    note: memory,
  },
  {
    name: "429 with a body of 300 MB",
    faults: [{ status: 429, headers: { "retry-after": 1 }, repeat: { data: KIB_64, times: 4_800 } }],
    ours: { class: "resolved", attempts: 2, atLeast: 1_000, within: 4_000 },
    note: memory,
  },
  {
    name: "slow answer, timeout 0 instead of 100 ms",
    faults: [{ pass: true, delay_ms: 400 }],
    config: { timeout: 100 },
    options: { timeout: 0 },
    ours: { class: "resolved", attempts: 1, atLeast: 390 },
    peers: "has no timeout per call",
  },
  {
    name: "slow answer, timeout Infinity instead of 100 ms",
    faults: [{ pass: true, delay_ms: 400 }],
    config: { timeout: 100 },
    options: { timeout: Infinity },
    ours: { class: "resolved", attempts: 1, atLeast: 390 },
    peers: "has no timeout per call",
  },
  {
    name: "deadline 2 s: two 503, then no answer",
    faults: [
      { status: 503, times: 2 },
      { delay_ms: NEVER, times: 0 },
    ],
    config: { deadline: 2_000 },
    retry: { attempts: 99 },
    ours: { ...outOfTime, phase: "deadline", attempts: 3, atLeast: 1_990, within: 2_900 },
    peers: "has no deadline",
  },
  {
    name: "deadline 2 s, 503 for ever",
    faults: [{ status: 503, times: 0, delay_ms: 10 }],
    config: { deadline: 2_000 },
    retry: { attempts: 1_000, minDelay: 100, maxDelay: 100 },
    // The time is too short for the last wait or the last request.
    ours: {
      class: /^Slack(Http|Timeout)Error$/,
      outcome: "unknown",
      within: 2_900,
      check: (facts) => (facts.requests.length > 3 ? [] : "it did not repeat"),
    },
    peers: "has no deadline",
  },
  {
    name: "deadline 300 ms in the queue",
    faults: [{ delay_ms: NEVER }],
    config: { maxConcurrency: 1, deadline: 300 },
    ours: {
      class: "SlackTimeoutError",
      outcome: "not_sent",
      phase: "deadline",
      attempts: 0,
      requests: 1,
      atLeast: 290,
    },
    play: async (stage) => (await behind(stage)).promise,
    peers: "has no deadline",
  },
  {
    name: "deadline 300 ms, token function never returns",
    config: { deadline: 300, accessToken: () => new Promise(() => {}) },
    ours: { class: "SlackTimeoutError", outcome: "not_sent", phase: "deadline", attempts: 0, atLeast: 290 },
    peers: "has no token function",
  },
];
