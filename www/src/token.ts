// What a token looks like, and what says that it is none any more.

/** Slack's codes that say that another token is needed. */
export const TOKEN_CODES: readonly string[] = ["invalid_auth", "not_authed", "token_expired", "token_revoked", "account_inactive"];

/** Whether a text holds what looks like a Slack token, so that it never gets shown or sent as something else. */
export function looksLikeToken(text: string): boolean {
  return /xox.[-.]|xapp-/is.test(text);
}
