// What a token looks like, and Slack's codes for a bad one.

/** Slack's codes that mean that another token is needed. */
export const TOKEN_CODES: readonly string[] = ["invalid_auth", "not_authed", "token_expired", "token_revoked", "account_inactive"];

/** Whether a text seems to hold a Slack token. Such a text must never be shown, or sent as something else. */
export function looksLikeToken(text: string): boolean {
  return /xox.[-.]|xapp-/is.test(text);
}
