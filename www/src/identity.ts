// Asks Slack's auth.test who a token belongs to.

import { TOKEN_CODES, looksLikeToken } from "./token.ts";

/** The admin and their organisation. A value is empty if Slack didn't give it. */
export interface Identity {
  admin: string;
  organisation: string;
  /** The `team_id` that `admin.users.session.list` needs beside a user. */
  team: string;
}

/** The result: the identity, Slack's code, or no usable answer. */
export type Asked = { identity: Identity } | { refused: string } | { silent: true };

export const NOBODY: Identity = { admin: "", organisation: "", team: "" };

/** How long to wait for Slack's answer, in milliseconds, so that signing in can't hang. */
const PATIENCE = 10_000;

/** The codes that mean that the token is bad. Other codes, such as those of a proxy without auth.test, say nothing about it. */
const ABOUT_TOKENS = [...TOKEN_CODES, "org_login_required"];

/** Asks Slack once. Without `token`, the proxy at `host` adds one. */
export async function ask(host: string, token: string | undefined): Promise<Asked> {
  try {
    const response = await fetch(`${host.replace(/\/+$/, "")}/auth.test`, {
      method: "POST",
      // A form, so that the request needs no preflight.
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

/** A text from the server, or an empty one if it holds a token. */
function safe(value: unknown, token: string | undefined): string {
  if (typeof value !== "string" || looksLikeToken(value)) return "";
  return token !== undefined && value.includes(token) ? "" : value;
}
