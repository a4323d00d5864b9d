// What Slack's error codes mean, and what to do next.

import type { ErrorKind } from "slack-admin-session";

/** What happened, and the next step. The step is empty if the code doesn't say whether the operation was done. */
export type Words = readonly [what: string, next: string];

const ANOTHER = "Sign out, and sign in with another token.";
const WHOLE = "Copy the whole token again, and sign in with it.";
const REPORT = "Report it to the people who run this console, with the code and the request id.";
const LATER = "Try again in a minute.";
const PARTLY = "Slack failed on its side; part of it may have been carried out.";
const OWNER: Words = [
  "The user is the organisation’s primary owner. Nobody else can end their sessions.",
  "Ask the primary owner to sign out of all other sessions in their own account settings.",
];
const LIMITED: Words = ["The token’s account or app is restricted, and may not do this.", ANOTHER];
const OLD: Words = ["Slack no longer has this method at this address.", REPORT];

const CODES = new Map<string, Words>([
  [
    "user_not_found",
    [
      "Slack knows no such user in this organisation.",
      "Check the user id: it begins with U or W. A name or an e-mail address is not an id.",
    ],
  ],
  [
    "session_not_found",
    [
      "Slack knows no such session of this user. It may have ended already.",
      "If it was revoked before, nothing is left to do. Otherwise check the session id and the user id.",
    ],
  ],
  ["admin_unauthorized", ["This token’s admin may not revoke this session.", "Use the token of an admin who may manage this user."]],
  ["cannot_reset_primary_owner", OWNER],
  ["cannot_invalidate_primary_owner", OWNER],
  [
    "cannot_reset_bot",
    [
      "The user is a bot, and bots have no sessions to reset.",
      "To stop a bot, revoke its app’s tokens. If you meant a person, check the user id.",
    ],
  ],
  ["user_session_reset_failed", ["Slack began the reset and could not finish it.", ""]],
  ["session_invalidation_failed", ["Slack began to revoke the session and could not finish it.", ""]],
  ["internal_error", [PARTLY, ""]],
  ["fatal_error", [PARTLY, ""]],
  [
    "missing_scope",
    [
      "The token lacks a scope.",
      "Add the scope admin.users:write to the app, have an Org Admin or Owner install it on the organisation again, and sign in with the new token.",
    ],
  ],
  ["not_an_admin", ["The token’s user is not an admin.", "Sign in with the token of an Org Admin or Owner."]],
  ["no_permission", ["The token’s user may not do this.", "Sign in with the token of an Org Admin or Owner."]],
  ["not_authed", ["No token reached Slack.", "If you signed in through this server, its proxy adds none: report that. Otherwise sign in again."]],
  ["invalid_auth", ["Slack does not know this token.", WHOLE]],
  ["token_expired", ["The token has expired.", "Create a new token, and sign in with that."]],
  ["token_revoked", ["The token has been revoked.", "Create a new token, and sign in with that."]],
  ["account_inactive", ["The token’s account is deactivated.", "Sign in with the token of an active Org Admin or Owner."]],
  ["not_allowed_token_type", ["This kind of token can’t do this.", "Sign in with a user token: it begins with xoxp-."]],
  ["is_bot", ["A bot’s token can’t do this.", "Sign in with a user token: it begins with xoxp-."]],
  [
    "feature_not_enabled",
    [
      "Slack’s admin methods are not enabled for this organisation.",
      "They need an Enterprise plan, and a token of the organisation, not of one workspace.",
    ],
  ],
  ["access_denied", LIMITED],
  ["accesslimited", LIMITED],
  ["enterprise_is_restricted", LIMITED],
  ["team_access_not_granted", ["The token has no access to this team.", "Ask for approval of the app, for the team or for the whole organisation."]],
  ["ekm_access_denied", ["Slack has no access to the organisation’s encryption keys, so it can’t do this.", "Talk to the people who manage these keys."]],
  ["org_login_required", ["The organisation is being moved, and needs a new sign-in.", "Create a new token, and sign in with that."]],
  [
    "two_factor_setup_required",
    ["The token’s user has to set up two-factor authentication first.", "Ask them to do so in Slack, then try again."],
  ],
  ["unknown_method", OLD],
  ["method_deprecated", OLD],
  ["deprecated_endpoint", OLD],
  ["request_timeout", ["The request reached Slack incomplete.", LATER]],
  ["team_added_to_org", ["The team is being moved to the organisation.", "Try again when that is done."]],
  [
    "service_unavailable",
    ["Slack, or a server in between, is not available now.", "Look at Slack’s status page, and try again later."],
  ],
]);

/** The words for every other code. */
const KINDS: Record<ErrorKind, Words> = {
  target: ["Slack refused it for this user or session.", "Look up the code in Slack’s documentation of the method."],
  run: ["Slack refuses this token or app, and will refuse its other calls too.", `Look up the code in Slack’s documentation of the method. ${ANOTHER}`],
  request: ["Slack could not read the request.", REPORT],
  retry: ["Slack can’t do it now.", LATER],
};

/** The words for a code, or for its kind if the code is unknown. */
export function wordsFor(code: string, kind: ErrorKind): Words {
  return CODES.get(code) ?? KINDS[kind];
}
