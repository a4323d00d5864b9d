// Asks for another token when Slack refuses the one in use. The page keeps everything else.

import { SlackArgumentError } from "slack-admin-session";
import { wordsFor } from "./codes.ts";
import { announce, byId } from "./dom.ts";
import { mark, unmark } from "./fields.ts";
import { ask } from "./identity.ts";
import { type Session, open } from "./session.ts";

let host = "";

/** Prepares the form. It passes the new session to `enter`. */
export function prepare(enter: (session: Session) => void): void {
  byId("renew").addEventListener("submit", async (event) => {
    event.preventDefault();
    unmark();
    const field = byId("new-token", HTMLInputElement);
    const token = field.value.trim();
    field.value = "";
    if (token === "") return mark("new-token", "Enter a token.");
    const session = made(token);
    if (!session) return mark("new-token", "This can’t be a token. Copy the whole token again, and nothing else.");
    const asked = await ask(host, token);
    if ("refused" in asked) {
      session.close();
      return mark("new-token", wordsFor(asked.refused, "run").join(" "));
    }
    if ("identity" in asked) session.identity = asked.identity;
    hide();
    enter(session);
  });
}

/** Asks for a token for the same host. */
export function show(at: string, why: string): void {
  host = at;
  byId("renew-why").textContent = `${why} Everything is kept; nothing more is sent until you enter another token.`;
  byId("renew").hidden = false;
  // A person who is writing keeps the focus, and a screen reader says it.
  if (document.activeElement?.matches("input, textarea")) announce(`${why} Another token is needed.`, true);
  else byId("new-token").focus();
}

export function hide(): void {
  byId("renew").hidden = true;
}

function made(token: string): Session | undefined {
  try {
    return open(host, token);
  } catch (error) {
    if (error instanceof SlackArgumentError) return undefined;
    throw error;
  }
}
