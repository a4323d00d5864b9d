// What a token looks like.

/** Whether a text holds what looks like a Slack token, so that it never gets shown or sent as something else. */
export function looksLikeToken(text: string): boolean {
  return /xox[a-z][-.]|xapp-/i.test(text);
}
