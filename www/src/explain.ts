// The report of a call: what happened and what to do next, in words.

import {
  SlackApiError,
  SlackArgumentError,
  SlackError,
  SlackHttpError,
  SlackNetworkError,
  SlackProtocolError,
  SlackRateLimitedError,
  SlackTimeoutError,
  type FullResponse,
  type Outcome,
  type SlackEvent,
  type SlackFailure,
  type SlackResponse,
} from "slack-admin-session";
import { type Action, consequence, object } from "./action.ts";
import { wordsFor } from "./codes.ts";
import { duration, timeOfDay } from "./times.ts";

/** What is known of the operation. `nothing` is a session that had ended before. */
export type Standing = "done" | "nothing" | Ending;

/** The outcome of a call that changes something. */
type Ending = Exclude<Outcome, "no_effect">;

/** The outcome, or `unknown` if the client gives none. */
const ending = (outcome: Outcome | undefined): Ending => (outcome && outcome !== "no_effect" ? outcome : "unknown");

/** The report of a call. */
export interface Report {
  standing: Standing;
  /** Slack's code, or another name of the failure. Empty if the call is done. */
  code: string;
  what: string;
  next: string;
  /** Slack's warnings and messages. */
  remarks: string[];
  /** Further facts, each a term and a value. */
  facts: [term: string, value: string][];
  requestId: string;
  attempts: number;
}

type Explained = Pick<Report, "code" | "what" | "next"> & Partial<Report>;

/** How to find out whether the operation happened. */
export const CHECK: Record<Action["method"], string> = {
  reset:
    "Ask the user whether Slack wants them to sign in again, or look in the organisation’s audit logs. If you can’t tell, reset again: it does no harm, but a second reset of a user within 24 hours alerts some organisations.",
  invalidate:
    "Look in the organisation’s audit logs. If you can’t tell, revoke it again: if Slack then answers session_not_found, the session is gone.",
};

const PHASES = {
  connect: "No answer began in time.",
  read: "An answer began, but did not end in time.",
  deadline: "The call and its repeats took too long together.",
};

/** The report if Slack confirmed the operation. */
export function done(action: Action, { body, requestId, attempts }: FullResponse): Report {
  return {
    standing: "done",
    code: "",
    what: `Slack confirmed that it ended ${object(action)}. ${consequence(action)}`,
    next: action.method === "reset" && action.devices === "all" ? "To keep the user from signing in again, deactivate the account too." : "",
    remarks: remarks(body),
    facts: [],
    requestId: requestId ?? "",
    attempts,
  };
}

/** The report if the browser has no network: the page then sends nothing. */
export function offline(): Report {
  const what = "This browser has no network, so nothing was sent.";
  return { standing: "not_sent", code: "offline", what, next: "Try again when it is back.", remarks: [], facts: [], requestId: "", attempts: 0 };
}

/** The report if Slack asked to wait longer than a call waits. */
export function limited(until: number): Report {
  return { standing: "not_sent", ...explainLimit((until - Date.now()) / 1000), remarks: [], facts: [], requestId: "", attempts: 0 };
}

/** The report if Slack doesn't know the session because it was revoked before. */
export function gone(report: Report): Report {
  return { ...report, standing: "nothing", what: "Slack knows no such session any more. It was revoked before.", next: "" };
}

/** The report if the person stopped the call. `settled` is the library's last event of the call. */
export function aborted(action: Action, settled: SlackEvent | undefined): Report {
  const standing = ending(settled?.type === "settled" ? settled.outcome : undefined);
  const what = {
    not_sent: "You stopped it before anything was sent.",
    rejected: "You stopped it. Slack had not carried it out, and nothing more was sent.",
    unknown: "You stopped waiting for the answer. Slack may still have carried it out.",
  }[standing];
  const next = standing === "unknown" ? CHECK[action.method] : "Start it again whenever you want.";
  return { standing, code: "aborted", what, next, remarks: [], facts: [], requestId: "", attempts: settled?.attempt ?? 0 };
}

/** The report if the call ended with this error. If the error isn't the library's, the outcome is unknown. */
export function failed(action: Action, error: unknown): Report {
  const known = error instanceof SlackError ? error : undefined;
  const standing = ending(known?.outcome);
  const explained = standing === "unknown" ? unsure(error) : explain(error);
  return {
    standing,
    remarks: [],
    facts: [],
    requestId: known?.requestId ?? "",
    attempts: known?.attempts ?? 0,
    ...explained,
    next: standing === "unknown" ? `${CHECK[action.method]} ${explained.next}`.trim() : explained.next,
  };
}

/** The words for an unknown outcome. After several attempts, a clear refusal of the last one says nothing about the earlier ones. */
function unsure(error: unknown): Explained {
  const explained = explain(error);
  const settles =
    error instanceof SlackRateLimitedError ||
    (error instanceof SlackApiError && explained.next !== "") ||
    (error instanceof SlackHttpError && error.status < 500);
  if (!settles) return explained;
  const what = `The answer to an earlier request was lost or unclear, and it may have been carried out. The answer to the last one: ${explained.what}`;
  return { ...explained, what, next: "" };
}

function explain(error: unknown): Explained {
  if (error instanceof SlackApiError) return explainCode(error);
  if (error instanceof SlackRateLimitedError) return explainLimit(error.retryAfter);
  if (error instanceof SlackHttpError) return explainStatus(error);
  if (error instanceof SlackTimeoutError) {
    return { code: `timeout (${error.phase})`, what: PHASES[error.phase], next: "Check the connection and the host." };
  }
  if (error instanceof SlackProtocolError) {
    return {
      code: "not Slack’s answer",
      what: "The host answered, but not as Slack answers.",
      next: "Check the host, and whether a proxy or a sign-in page stands in between.",
      facts: [["HTTP status", String(error.status)]],
    };
  }
  if (error instanceof SlackNetworkError) {
    return {
      code: "network",
      what: "No complete answer came: the connection failed, or the browser blocked the call.",
      next: "Check the connection and the host, and whether the host allows calls from this page.",
    };
  }
  if (error instanceof SlackArgumentError) {
    return { code: "argument", what: `The library refused “${error.argument}”: ${error.message}`, next: "Correct it, and try again." };
  }
  return {
    code: "unexpected",
    what: `The page met an unexpected error: ${error instanceof Error ? error.message : "no message"}`,
    next: "Save the history, then reload the page. If it happens again, report it with this text.",
  };
}

function explainCode({ error, kind, needed, provided, data }: SlackApiError): Explained {
  const [what, next] = wordsFor(error, kind);
  const facts: Report["facts"] = [];
  if (needed) facts.push(["Scope needed", needed]);
  if (provided) facts.push(["Scopes given", provided]);
  return { code: error, what, next, facts, remarks: remarks(data) };
}

function explainLimit(seconds: number): Explained {
  return {
    code: "ratelimited",
    what: "Slack is getting too many calls of this kind, and did not carry it out.",
    next: `Slack asks to wait ${duration(seconds)}: try again after ${timeOfDay(Date.now() + seconds * 1000)}.`,
  };
}

function explainStatus({ status }: SlackHttpError): Explained {
  // A browser hides a redirect's own status and gives 0.
  if (status < 400) {
    return {
      code: "redirect",
      what: "The host answered with a redirect, which was not followed.",
      next: "Check the host. A proxy that redirects may want you to sign in to it first.",
    };
  }
  return {
    code: `HTTP ${status}`,
    what: "The host answered with an error that is not Slack’s own. It may come from a proxy, or there is an outage.",
    next: "Check the host, and any proxy in between. If both are right, look at Slack’s status page.",
  };
}

/** Slack's warnings and messages, each once. Slack can give a warning in two places. */
function remarks({ warning, response_metadata: metadata }: SlackResponse | SlackFailure): string[] {
  const lists: unknown[] = [warning?.split(","), metadata?.warnings, metadata?.messages];
  const all = lists.flatMap((list) => (Array.isArray(list) ? list : [])).filter((one) => typeof one === "string");
  return [...new Set(all.map((one) => one.trim()))];
}
