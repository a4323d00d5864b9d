// Ways for a call to end. Each gets a function that makes clients and a signal's controller, and says what to wait for.
import { setTimeout as sleep } from "node:timers/promises";

const ok = async () => new Response('{"ok":true}');
const silent = (_, { signal }) => new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
const status = (code, headers) => async () => new Response("", { status: code, headers });
const stuck = async (_, { signal }) => {
  const start = (controller) => signal.addEventListener("abort", () => controller.error(signal.reason));
  return new Response(new ReadableStream({ start }));
};
const inTurn = (...fetches) => {
  let count = 0;
  return (url, init) => fetches[Math.min(count++, fetches.length - 1)](url, init);
};

const user = { user_id: "W12345678" };
const soon = async (act) => {
  await sleep(15);
  act();
};

/** `end`: a text that the result or error of the call must have. */
export const scenarios = {
  "a success": { fetch: ok, end: "true" },
  "an error of Slack's": { fetch: async () => new Response('{"ok":false,"error":"user_not_found"}'), end: "user_not_found" },
  "a retry, then a success": { fetch: inTurn(status(503), ok), end: "true" },
  "an abort before the headers": { fetch: silent, abort: true, end: "stop" },
  "an abort within the body": { fetch: stuck, abort: true, end: "stop" },
  "an abort in the queue": { fetch: silent, client: { maxConcurrency: 1 }, before: true, abort: true, end: "stop" },
  "an abort in a backoff": { fetch: status(503), client: { retry: { minDelay: 60_000, maxDelay: 60_000 } }, abort: true, end: "stop" },
  "an abort in a pause": { fetch: status(429, { "retry-after": "60" }), abort: true, end: "stop" },
  "an abort while the token is awaited": { fetch: ok, client: { accessToken: () => new Promise(() => {}) }, abort: true, end: "stop" },
  "a connect timeout": { fetch: silent, client: { timeout: [15, 1000], retry: false }, end: "connect" },
  "a read timeout": { fetch: stuck, client: { timeout: [1000, 15], retry: false }, end: "read" },
  "a deadline in the queue": { fetch: silent, client: { maxConcurrency: 1 }, before: true, options: { deadline: 15 }, end: "deadline" },
  "a deadline before the headers": { fetch: silent, options: { deadline: 15 }, end: "deadline" },
  "a limit beyond the budget": { fetch: status(429, { "retry-after": "600" }), end: "600" },
  "dispose() in the queue": { fetch: silent, client: { maxConcurrency: 1 }, before: true, dispose: true, end: "client" },
  "dispose() in a pause": { fetch: status(429, { "retry-after": "60" }), dispose: true, end: "client" },
};

/** Runs one; `signal` belongs to `controller`. Returns how it ended, as text. */
export async function play(scenario, open, { controller, signal }) {
  const client = open({ accessToken: "xoxp-soak", host: "https://slack.com/api", fetch: scenario.fetch, ...scenario.client });
  // A call that is in flight as long as the scenario lasts.
  const first = new AbortController();
  const other = scenario.before ? client.reset(user, { signal: first.signal }).catch(() => {}) : undefined;
  const call = client.reset(user, { signal, ...scenario.options });
  const act = (scenario.abort && (() => controller.abort("stop"))) ?? (scenario.dispose && (() => client.dispose()));
  const acting = act && soon(act);
  const end = await call.then(
    (result) => String(result.ok),
    (error) => [error?.error, error?.phase, error?.retryAfter, error?.argument, error].find((text) => text !== undefined),
  );
  await acting;
  first.abort();
  await other;
  return String(end);
}
