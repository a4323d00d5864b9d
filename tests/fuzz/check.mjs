// Checks that the contract allows how a call ended. Each function says what is wrong, or returns undefined.
import { leak } from "./leak.mjs";

const CODES = {
  SlackArgumentError: "slack_admin_session_argument_error",
  SlackApiError: "slack_webapi_platform_error",
  SlackRateLimitedError: "slack_webapi_rate_limited_error",
  SlackHttpError: "slack_webapi_http_error",
  SlackNetworkError: "slack_webapi_request_error",
  SlackTimeoutError: "slack_admin_session_timeout_error",
  SlackProtocolError: "slack_admin_session_protocol_error",
};

/** Slack's names of the methods. */
export const METHODS = {
  invalidate: "admin.users.session.invalidate",
  reset: "admin.users.session.reset",
  list: "admin.users.session.list",
  lookupByEmail: "users.lookupByEmail",
};

/** The outcomes of a method that changes something. */
const OUTCOMES = ["not_sent", "rejected", "unknown"];
const onlyReads = (method) => method === "list" || method === "lookupByEmail";

const FIELDS = {
  SlackArgumentError: (error) => typeof error.argument === "string",
  SlackApiError: (error) =>
    typeof error.error === "string" && ["target", "run", "request", "retry"].includes(error.kind) && Number.isInteger(error.status),
  SlackRateLimitedError: (error) => typeof error.retryAfter === "number" && error.retryAfter > 0,
  SlackHttpError: (error) =>
    Number.isInteger(error.status) && typeof error.body === "string" && typeof error.headers === "object",
  SlackNetworkError: () => true,
  SlackTimeoutError: (error) => ["connect", "read", "deadline"].includes(error.phase),
  SlackProtocolError: (error) => Number.isInteger(error.status) && typeof error.body === "string",
};

const TRAP = /unreachable|null pointer|recursive use|borrowed|closure invoked|memory access|table index|index out of bounds|panicked|__wbg/i;

/** `instanceof` for a value that may be a proxy that throws. */
export function is(value, type) {
  try {
    return value instanceof type;
  } catch {
    return false;
  }
}

/** Whether a thrown thing comes from a broken module. */
export function trapped(error) {
  for (let one = error, left = 20; left > 0 && typeof one === "object" && one !== null; left -= 1) {
    try {
      if (one instanceof WebAssembly.RuntimeError || TRAP.test(one.message)) return `the module trapped: ${one.stack}`;
      one = one.cause;
    } catch {
      return undefined;
    }
  }
  return undefined;
}

/** A `SlackError` of the method (undefined: the constructor), complete and without the token. */
function slackError(error, method, { api, inspect }) {
  if (!is(error, api.SlackError) || !is(error, Error)) return trapped(error) ?? "is no SlackError";
  const broken = trapped(error);
  if (broken) return broken;
  const { name, outcome, attempts } = error;
  if (!Object.hasOwn(CODES, name) || error.constructor !== api[name]) return `has the name ${name}`;
  if (error.code !== CODES[name]) return `has the code ${error.code}`;
  if (error.method !== (method && METHODS[method])) return `has the method ${error.method}`;
  const outcomes = onlyReads(method) ? ["no_effect"] : OUTCOMES;
  if (!outcomes.includes(outcome)) return `has the outcome ${outcome}`;
  if (!Number.isInteger(attempts) || attempts < 0) return `has ${attempts} attempts`;
  if (attempts === 0 && outcome !== "not_sent" && outcome !== "no_effect") return `has the outcome ${outcome} without an attempt`;
  if (typeof error.message !== "string" || error.message === "") return "has no message";
  if (!FIELDS[name](error)) return `lacks fields of a ${name}`;
  const where = leak(error, inspect);
  return where && `shows the token in ${where}`;
}

/** Stands for a key that holds the token, which may be as short as a letter. */
const HIDDEN = "a property whose name isn't shown, since it could be a token";

/** Checks the error that the constructor threw. If the configuration can be read as it is, the error names a key. */
export function refusal(error, { known }, keys, run) {
  const wrong = slackError(error, undefined, run);
  if (wrong) return wrong;
  if (error.name !== "SlackArgumentError") return `is a ${error.name}`;
  if (!known) return undefined;
  return [HIDDEN, ...keys].some((key) => error.argument.startsWith(key)) ? undefined : `names ${error.argument}, which is no key`;
}

/** Checks the error that a call rejected with. */
export function rejection(error, call, run) {
  const { signal, answers } = call;
  if (!is(error, run.api.SlackError)) {
    if (!signal || !signal.fits(error)) return trapped(error) ?? "is neither a SlackError nor the signal's reason";
  } else {
    const wrong = slackError(error, call.method, run);
    if (wrong) return wrong;
    if (call.known && error.attempts !== answers.length) return `has ${error.attempts} attempts, and ${answers.length} requests were sent`;
    const last = answers.at(-1);
    const { name, outcome } = error;
    if (call.known && last?.says === "done" && last.status === 200 && /Api|Http|Protocol/.test(name)) return "refuses a good answer";
    if (!["unknown", "no_effect"].includes(outcome) && answers.some((answer) => answer.status === 200 && answer.says === "done")) {
      return `has the outcome ${outcome} after a good answer`;
    }
  }
  // However the call ended, a request that would never end must be aborted.
  const last = answers.at(-1);
  if (last?.never && !last.signal.aborted) return "left a request behind";
  return undefined;
}

/** Checks the value that a call resolved to. */
export function resolution(value, call) {
  const { options, answers } = call;
  const last = answers.at(-1);
  if (!last) return "resolved without a request";
  const open = last.status === undefined;
  if (!options.known || options.object.skipDeserialization === true) {
    const raw = value?.response !== undefined && !("body" in value);
    if (raw) return open || last.status === 200 ? undefined : "resolved raw without status 200";
  }
  const body = options.known && options.object.withResponse !== true ? value : (value?.body ?? value);
  const own = (key) => (body !== null && typeof body === "object" && Object.hasOwn(body, key) ? body[key] : undefined);
  if (last.says === "either") return own("ok") === true || own("ok") === false ? undefined : "resolved to what is no answer of Slack's";
  if (own("ok") === true) return last.says === "done" && (open || last.status === 200) ? undefined : "resolved without a good answer";
  if (options.known && options.object.throwOnError !== false) return "resolved although ok is not true";
  return own("ok") === false && last.says === "failed" ? undefined : "resolved to what is no answer of Slack's";
}

/** Checks the types of the events of a client whose only call is over. */
export function order(types) {
  const letters = types.map((type) => ({ attempt: "a", rate_limited: "l", retry: "r", settled: "s" })[type] ?? "?").join("");
  return /^(al?r)*(al?)?s$/.test(letters) ? undefined : `events came as ${types.join(", ") || "none"}`;
}
