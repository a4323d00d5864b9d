// The words: turns what became of a call into a report that a person can act on.
//
// A report is { state, headline, what, next, facts, argument }: the state colours it, `facts` are pairs of
// a term and a value, and `argument` is the library's name of what was wrong in the form, if anything was.

import {
  SlackApiError,
  SlackArgumentError,
  SlackHttpError,
  SlackNetworkError,
  SlackProtocolError,
  SlackRateLimitedError,
  SlackTimeoutError,
} from "slack-admin-session";
import { wordsFor } from "./codes.js";

const HEADLINES = {
  not_sent: ["not-done", "Not done: nothing was sent"],
  rejected: ["not-done", "Not done"],
  unknown: ["unknown", "Unknown: it may have happened"],
};

const REPEAT = {
  reset:
    "To be sure, reset again: it does no harm. Some organisations get an alert at a second reset of one user within 24 hours.",
  invalidate: "To be sure, revoke it again: if Slack then answers session_not_found, the session is gone.",
};

const PHASES = {
  connect: "No answer began in time.",
  read: "An answer began, but its end did not come in time.",
  deadline: "The call and its repeats took too long together.",
};

/** What the page calls the arguments that the library names. */
const LABELS = {
  host: "Host",
  accessToken: "Token",
  token: "Token",
  tokenPlacement: "Token placement",
  user_id: "User id",
  team_id: "Team id",
  session_id: "Session id",
};

const labelled = (argument) => (Object.hasOwn(LABELS, argument) ? LABELS[argument] : argument);
const request = (action) => ["Asked for", `${action.method === "reset" ? "reset" : "revoke"} ${action.target}`];
const requestId = (id) => (id ? [["Request id", id]] : []);

/** Before the first call. */
export function idle() {
  return { state: "idle", headline: "", what: "Nothing has been done yet.", next: "", facts: [] };
}

/** While the call is under way; `retry` is the library's event of a repeat to come, if there is one. */
export function waiting(action, retry) {
  const what = retry ? `Attempt ${retry.attempt} failed. The next one follows in ${Math.ceil(retry.delay / 1000)} s.` : "";
  return { state: "waiting", headline: "Waiting for Slack", what, next: "", facts: [request(action)] };
}

/** Slack confirmed it. */
export function done(action, id) {
  const [ended, next] =
    action.method === "reset"
      ? ["ended", "The user can sign in again; to prevent that, deactivate the account too."]
      : ["is revoked", ""];
  return {
    state: "done",
    headline: "Done",
    what: `Slack confirmed it: ${action.target} ${ended}.`,
    next,
    facts: requestId(id),
  };
}

/** The person stopped waiting; what was sent can't be called back. */
export function aborted(action) {
  return {
    state: "unknown",
    headline: HEADLINES.unknown[1],
    what: "You stopped waiting for the answer; Slack may have carried it out all the same.",
    next: REPEAT[action.method],
    facts: [request(action)],
  };
}

/** The call ended in `error`. What isn't one of the library's errors has an outcome nobody knows. */
export function failed(action, error) {
  const outcome = Object.hasOwn(HEADLINES, error?.outcome) ? error.outcome : "unknown";
  const [state, headline] = HEADLINES[outcome];
  const { what, next, facts = [], argument } = explain(action, error);
  return {
    state,
    headline,
    what,
    next: outcome === "unknown" ? `${next} ${REPEAT[action.method]}` : next,
    facts: [...facts, ...(argument ? [] : [request(action)]), ...requestId(error?.requestId)],
    argument,
  };
}

function explain(action, error) {
  if (error instanceof SlackArgumentError) {
    return {
      what: `The field “${labelled(error.argument)}” is not right.`,
      next: "Correct it, then try again.",
      facts: [["Reason", error.message]],
      argument: error.argument,
    };
  }
  if (error instanceof SlackApiError) return explainCode(error);
  if (error instanceof SlackRateLimitedError) {
    return {
      what: "Slack is getting too many calls of this kind.",
      next: `Wait ${Math.ceil(error.retryAfter)} seconds, then try again.`,
      facts: [["Slack’s code", "ratelimited"]],
    };
  }
  if (error instanceof SlackTimeoutError) {
    return { what: PHASES[error.phase] ?? "No answer came in time.", next: "Check the connection and the host." };
  }
  if (error instanceof SlackHttpError) return explainStatus(error);
  if (error instanceof SlackProtocolError) {
    return {
      what: "The host answered, but not as Slack answers.",
      next: "Check the host, and whether a proxy or a sign-in page stands in between.",
      facts: [["HTTP status", error.status]],
    };
  }
  if (error instanceof SlackNetworkError) {
    return { what: "No complete answer came: the connection failed, or the browser blocked the call.", next: adviseOnNetwork(action) };
  }
  return {
    what: "The page met an error that it does not know.",
    next: "Reload the page. If it happens again, report it with this text.",
    facts: [["Error", error?.message ?? "unknown"]],
  };
}

function explainStatus({ status, statusText }) {
  // A browser hides a redirect's own status and gives 0.
  if (status < 400) {
    return { what: "The host answered with a redirect; the token was not sent on.", next: "Check the host." };
  }
  return {
    what: "The host answered with an error that is not Slack’s own, as a proxy or an outage does.",
    next: "Check the host; if it is right, look at Slack’s status page and try again later.",
    facts: [["HTTP status", `${status} ${statusText}`.trim()]],
  };
}

function adviseOnNetwork({ placement }) {
  const check = "Check the connection and the host.";
  return placement === "authorization" || placement === "token-header"
    ? `Set the token placement to automatic: browsers block a token in a header on its way to Slack. ${check}`
    : check;
}

function explainCode(error) {
  const [what, next] = wordsFor(error);
  const facts = [["Slack’s code", error.error]];
  if (error.needed) facts.push(["Scope needed", error.needed]);
  if (error.provided) facts.push(["Scopes given", error.provided]);
  return { what, next, facts };
}
