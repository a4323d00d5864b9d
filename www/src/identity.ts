// Who a token belongs to, as Slack's auth.test says.

import { TOKEN_CODES, looksLikeToken } from "./token.ts";

/** The admin and their organisation; empty where Slack didn't say. */
export interface Identity {
  admin: string;
  organisation: string;
  /** What `admin.users.session.list` wants beside a user. */
  team: string;
}

/** What became of the question: an answer, Slack's code, or nothing. */
export type Asked = { identity: Identity } | { refused: string } | { silent: true };

export const NOBODY: Identity = { admin: "", organisation: "", team: "" };

/** How long Slack's answer is waited for, in milliseconds: signing in must not hang. */
const PATIENCE = 10_000;

/** The codes that condemn a token. All others, such as a proxy's that knows no auth.test, say nothing of it. */
const ABOUT_TOKENS = [...TOKEN_CODES, "org_login_required"];

/** Asks Slack, once. Without a token the proxy at `host` adds one. */
export async function ask(host: string, token: string | undefined): Promise<Asked> {
  try {
    const response = await fetch(`${host.replace(/\/+$/, "")}/auth.test`, {
      method: "POST",
      // Simple, so that it needs no preflight.
      body: new URLSearchParams(token === undefined ? {} : { token }),
      cache: "no-store",
      credentials: token === undefined ? "same-origin" : "omit",
      redirect: "manual",
      referrerPolicy: "no-referrer",
      signal: AbortSignal.timeout(PATIENCE),
    });
    const answer: unknown = await response.json();
    if (typeof answer !== "object" || answer === null || !("ok" in answer)) return { silent: true };
    const said = (name: string) => safe((answer as Record<string, unknown>)[name], token);
    if (answer.ok === true) {
      return { identity: { admin: said("user"), organisation: said("team"), team: said("enterprise_id") || said("team_id") } };
    }
    return ABOUT_TOKENS.includes(said("error")) ? { refused: said("error") } : { silent: true };
  } catch {
    return { silent: true };
  }
}

/** A text of the server's, unless it echoes a token. */
function safe(value: unknown, token: string | undefined): string {
  if (typeof value !== "string" || looksLikeToken(value)) return "";
  return token !== undefined && value.includes(token) ? "" : value;
}
