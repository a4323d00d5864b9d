// Finds users by their e-mail addresses.

import { SlackApiError, SlackError } from "slack-admin-session";
import { wordsFor } from "./codes.ts";
import type { Left } from "./pasted.ts";
import type { Session } from "./session.ts";
import type { Target } from "./target.ts";

const SCOPE =
  "It was not looked up: the token lacks the scope users:read.email. Add it to the app and install the app again, or paste the user’s id: in Slack, profile → ⋮ → Copy member ID.";

/** The users with these addresses, in order; those that aren't found are left out, and said. */
export async function lookUp(
  session: Session,
  emails: readonly string[],
  tell: (done: number) => void,
): Promise<{ targets: Target[]; left: Left[] }> {
  const targets: Target[] = [];
  const left: Left[] = [];
  let stopped = "";
  for (const [index, email] of emails.entries()) {
    tell(index);
    if (!stopped && !navigator.onLine) stopped = "It was not looked up: this browser has no network.";
    if (!stopped) {
      try {
        const { user } = await session.api.lookupByEmail({ email });
        targets.push({ user_id: user.id });
        continue;
      } catch (error) {
        const why = reason(error);
        if (!(error instanceof SlackApiError) || error.kind !== "target") stopped = why;
        left.push({ line: 0, text: email, why });
        continue;
      }
    }
    left.push({ line: 0, text: email, why: stopped });
  }
  return { targets, left };
}

function reason(error: unknown): string {
  if (!(error instanceof SlackApiError)) {
    return `It was not looked up: ${error instanceof SlackError ? "no answer of Slack’s came." : "the page met an error."} Try again.`;
  }
  if (error.error === "users_not_found") return "Slack knows no active user with this address.";
  if (error.error === "user_not_visible") return "This token may not see the user with this address. Paste the user’s id instead.";
  if (error.error === "missing_scope") return SCOPE;
  return `It was not looked up: ${wordsFor(error.error, error.kind).join(" ")}`;
}
