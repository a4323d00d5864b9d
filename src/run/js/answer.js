// @ts-check
// Makes a call, and tells the module how it ended.
import { now } from "./core.js";

/** @typedef {import("./border.js").CallFailure} CallFailure */
/** @typedef {import("./border.js").Run} Run */
/** @typedef {import("./types.js").Target} Target */

/** How long to wait for a call under way after the run was stopped. */
const GRACE = 30_000;

/**
 * Makes the call for a target, once, and tells the run how it ended.
 * @param {Run} run
 * @param {Target} target
 * @param {(request: object, options: object) => Promise<unknown>} call
 * @param {object} flags
 * @param {AbortSignal | undefined} signal
 */
export async function callOnce(run, target, call, flags, signal) {
  const { n, user_id, session_id, team_id } = target;
  const request = { user_id, session_id, team_id, ...flags };
  const given = Object.fromEntries(Object.entries(request).filter(([, value]) => value !== undefined));
  const patience = graceAfter(signal);
  try {
    const answer = await Promise.race([call(given, { retry: false, withResponse: true }), patience.over]);
    const [body, requestId] = readAnswer(answer);
    if (read(body, "ok") === true) run.done(n, requestId, ...now());
    else run.not_ok(n, requestId, ...now());
  } catch (error) {
    run.failed(n, failureOf(error), ...now());
  } finally {
    patience.clear();
  }
}

/**
 * A promise that rejects some time after the signal, as a call that has timed out does.
 * @param {AbortSignal | undefined} signal
 */
function graceAfter(signal) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let onAbort = () => {};
  const over = new Promise((_, reject) => {
    onAbort = () => {
      timer = setTimeout(() => reject({ name: "SlackTimeoutError", outcome: "unknown" }), GRACE);
    };
  });
  if (signal?.aborted) onAbort();
  else signal?.addEventListener("abort", onAbort);
  return {
    over,
    clear() {
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
    },
  };
}

/**
 * Body and request id of an answer: with `withResponse` they are its properties; a test's stub may return only Slack's object.
 * @param {unknown} answer
 * @returns {[body: unknown, requestId: string]}
 */
function readAnswer(answer) {
  const body = read(answer, "body");
  return body === undefined ? [answer, ""] : [body, text(answer, "requestId")];
}

/** @param {unknown} error @returns {CallFailure} */
function failureOf(error) {
  return {
    class: text(error, "name"),
    outcome: text(error, "outcome"),
    error: text(error, "error"),
    kind: text(error, "kind"),
    status: number(error, "status"),
    retry_after: number(error, "retryAfter"),
    argument: text(error, "argument"),
    cause: causeOf(error),
    request_id: text(error, "requestId"),
  };
}

/** The code of the innermost error that led to this one. @param {unknown} error */
function causeOf(error) {
  let code = "";
  let inner = read(error, "cause");
  for (let depth = 0; depth < 8 && inner !== undefined; depth += 1) {
    code = text(inner, "code") || code;
    inner = read(inner, "cause");
  }
  return code;
}

/** A property of anything, or `undefined`. @param {unknown} value @param {string} key @returns {unknown} */
function read(value, key) {
  try {
    return /** @type {any} */ (value)?.[key];
  } catch {
    return undefined;
  }
}

/** @param {unknown} value @param {string} key */
function text(value, key) {
  const found = read(value, key);
  return typeof found === "string" ? found : "";
}

/** @param {unknown} value @param {string} key */
function number(value, key) {
  const found = read(value, key);
  return typeof found === "number" ? found : 0;
}
