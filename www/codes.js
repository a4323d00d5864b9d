// What Slack's codes mean and what to do next, each as [what happened, next step].

const TOKEN = "Create or copy the token again, and paste the whole of it.";
const REPORT = "Report it to whoever looks after this page, with the code and the request id.";
/** Where the outcome is unknown: the report adds how to make sure. */
const WAIT = "Wait a minute.";
const LATER = "Try again in a minute.";

/** The codes that have words of their own. */
const CODES = {
  user_not_found: [
    "Slack knows no such user in this organisation.",
    "Check the user id: it begins with U or W. A name or an e-mail address is not an id.",
  ],
  session_not_found: [
    "Slack knows no such session of this user. It may have ended already.",
    "If it was revoked before, nothing is left to do. Else check the session id and the user id.",
  ],
  admin_unauthorized: [
    "This token’s admin may not revoke this session.",
    "Use the token of an admin who may manage this user.",
  ],
  cannot_reset_primary_owner: [
    "The user is the organisation’s primary owner, whose sessions nobody else can end.",
    "Ask the primary owner to sign out of all other sessions in their own account settings.",
  ],
  cannot_invalidate_primary_owner: [
    "The user is the organisation’s primary owner, whose sessions nobody else can end.",
    "Ask the primary owner to sign out of all other sessions in their own account settings.",
  ],
  cannot_reset_bot: [
    "The user is a bot, and bots have no sessions to reset.",
    "To stop a bot, revoke its app’s tokens. Else check the user id.",
  ],
  user_session_reset_failed: ["Slack began the reset and could not finish it.", WAIT],
  session_invalidation_failed: ["Slack began to revoke the session and could not finish it.", WAIT],
  internal_error: ["Slack failed on its side; part of it may have been carried out.", WAIT],
  fatal_error: ["Slack failed on its side; part of it may have been carried out.", WAIT],
  missing_scope: [
    "The token lacks a scope.",
    "Add the scope admin.users:write to the app, and have an Org Admin or Owner install it on the organisation again.",
  ],
  not_an_admin: ["The token’s user is not an admin.", "Use the token of an Org Admin or Owner."],
  not_authed: ["No token reached Slack.", "Enter the token."],
  invalid_auth: ["Slack does not know this token.", TOKEN],
  token_expired: ["The token has expired.", TOKEN],
  token_revoked: ["The token has been revoked.", TOKEN],
  account_inactive: ["The token’s account is deactivated.", "Use the token of an active Org Admin or Owner."],
  not_allowed_token_type: ["This kind of token can’t do this.", "Use a user token: it begins with xoxp-."],
  is_bot: ["A bot’s token can’t do this.", "Use a user token: it begins with xoxp-."],
  feature_not_enabled: [
    "Slack’s admin methods are not enabled for this organisation.",
    "They need an Enterprise plan and a token of the organisation, not of one workspace.",
  ],
};

/** The words for every other code, by kind. */
const KINDS = {
  target: ["Slack refused it.", "Look the code up in Slack’s documentation of the method."],
  run: [
    "Slack refuses this token or app, and will refuse its other calls too.",
    "Look the code up in Slack’s documentation of the method, and use a token that may do this.",
  ],
  request: ["Slack could not read the request.", REPORT],
  retry: ["Slack could not do it just now.", LATER],
};

/** The words for a SlackApiError: by its code, else by the kind that the library gives the code. */
export function wordsFor({ error, kind }) {
  return Object.hasOwn(CODES, error) ? CODES[error] : KINDS[kind];
}
