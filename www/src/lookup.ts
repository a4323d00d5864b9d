// Finds users by their e-mail addresses, as a run does: at its pace, and without users whose sessions can't be ended.

import { SlackApiError, SlackError } from "slack-admin-session";
import { type LookUpProgress, type Problem, RunInputError, type Target as Planned, plan } from "slack-admin-session/run";
import { wordsFor } from "./codes.ts";
import type { Left } from "./pasted.ts";
import type { Session } from "./session.ts";

const SCOPE =
  "It was not looked up: the token lacks the scope users:read.email. Add it to the app and install the app again, or paste the user’s id: in Slack, profile → ⋮ → Copy member ID.";

/** The reason for all but the first twenty addresses, since the run gives no others. */
const NO_USER = "Slack has no user with this address whose sessions can be ended, or the user is in the list already.";

/** The result of looking addresses up. */
export interface LookedUp {
  /** The address of each user found. */
  users: Map<string, string>;
  left: Left[];
  /** How many addresses belong to a user who has another address in the list. */
  twice: number;
}

/** Looks the addresses up, in order. Addresses without a user are left out, with the reason. Rejects if `signal` aborts. */
export async function lookUp(
  session: Session,
  emails: readonly string[],
  signal: AbortSignal,
  tell: (progress: LookUpProgress) => void,
): Promise<LookedUp> {
  if (emails.length === 0) return { users: new Map(), left: [], twice: 0 };
  if (!navigator.onLine) return none(emails, "It was not looked up: this browser has no network.");
  // Write a CSV column, because # begins a comment in a plain list.
  const list = ["email", ...emails.map((email) => `"${email}"`)].join("\n");
  try {
    const options = { method: "reset", lookUp: session.api, skipMissing: true, onLookUp: tell, signal } as const;
    const made = await plan(new TextEncoder().encode(list), options);
    return sort(emails, [...made], made.problems, made.skipped, made.duplicates);
  } catch (error) {
    if (error instanceof RunInputError) return sort(emails, [], error.problems, error.total, 0);
    signal.throwIfAborted();
    return none(emails, reason(error));
  }
}

/** Sorts the addresses into found and left out. Line 1 of the list is the heading. */
function sort(emails: readonly string[], found: readonly Planned[], problems: readonly Problem[], skipped: number, twice: number): LookedUp {
  const users = new Map(found.map(({ line, user_id: user = "" }) => [user, emails[line - 2] ?? ""]));
  const known = new Set(users.values());
  const reasons = new Map(problems.map(({ line, message }) => [emails[line - 2], message]));
  const left = emails
    .filter((email) => !known.has(email) && (skipped > problems.length || reasons.has(email)))
    .map((email) => ({ line: 0, text: email, why: reasons.get(email) ?? NO_USER }));
  // If more than twenty are skipped, `left` already has the duplicates, without a reason.
  return { users, left, twice: skipped > problems.length ? 0 : twice };
}

function none(emails: readonly string[], why: string): LookedUp {
  return { users: new Map(), left: emails.map((email) => ({ line: 0, text: email, why })), twice: 0 };
}

function reason(error: unknown): string {
  if (!(error instanceof SlackApiError)) {
    return `It was not looked up: ${error instanceof SlackError ? "Slack did not answer." : "the page met an error."} Try again.`;
  }
  return error.error === "missing_scope" ? SCOPE : `It was not looked up: ${wordsFor(error.error, error.kind).join(" ")}`;
}
