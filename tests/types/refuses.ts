// Wrong calls: each line under a @ts-expect-error must be refused, or the file doesn't compile.
import { AdminUsersSessionApi, SlackApiError, SlackError } from "slack-admin-session";
import type {
  CallOptions,
  Configuration,
  ErrorKind,
  InvalidateRequest,
  Outcome,
  ResetRequest,
  Retry,
  SlackErrorCode,
  SlackEvent,
  Timeout,
  TokenPlacement,
} from "slack-admin-session";

const user_id = "W12345678";
const session_id = 1112275520242;
const api = new AdminUsersSessionApi({ accessToken: "xoxp-…" });

// The configuration.
// @ts-expect-error: a misspelt key
new AdminUsersSessionApi({ acessToken: "xoxp-…" });
// @ts-expect-error: a key of another interface
new AdminUsersSessionApi({ token: "xoxp-…" });
// @ts-expect-error: a token is not a configuration
new AdminUsersSessionApi("xoxp-…");
// @ts-expect-error: a token is text
new AdminUsersSessionApi({ accessToken: 1 });
// @ts-expect-error: a token function gives text
new AdminUsersSessionApi({ accessToken: () => undefined });
// @ts-expect-error: a host is text
new AdminUsersSessionApi({ host: new URL("https://slack.com/api") });
// @ts-expect-error: no such placement
new AdminUsersSessionApi({ tokenPlacement: "header" });
// @ts-expect-error: a fetch is a function
new AdminUsersSessionApi({ fetch: "fetch" });
// @ts-expect-error: a fetch gives a promise of a Response
new AdminUsersSessionApi({ fetch: async () => "text" });
// @ts-expect-error: a header's value is text
new AdminUsersSessionApi({ headers: { "x-a": 1 } });
// @ts-expect-error: a user agent is text
new AdminUsersSessionApi({ userAgent: 1 });
// @ts-expect-error: false, or an object
new AdminUsersSessionApi({ retry: true });
// @ts-expect-error: false, or an object
new AdminUsersSessionApi({ retry: 3 });
// @ts-expect-error: a misspelt key
new AdminUsersSessionApi({ retry: { attempt: 3 } });
// @ts-expect-error: a deadline is a number
new AdminUsersSessionApi({ deadline: [1, 2] });
// @ts-expect-error: a number
new AdminUsersSessionApi({ maxConcurrency: "10" });
// @ts-expect-error: a listener is a function
new AdminUsersSessionApi({ onEvent: {} });
// @ts-expect-error: a listener gets an event
new AdminUsersSessionApi({ onEvent: (event: string) => event });
// @ts-expect-error: a number
export const attempts: Retry = { attempts: "3" };
// @ts-expect-error: a boolean
export const unknown: Retry = { unknown: 1 };
// @ts-expect-error: an option of a call
new AdminUsersSessionApi({ contentType: "application/json" });
// @ts-expect-error: an option of a call
export const signal: Configuration = { signal: AbortSignal.timeout(1) };
// @ts-expect-error: no such placement
export const placement: TokenPlacement = "query";
// @ts-expect-error: one number, or two
export const one: Timeout = [1];
// @ts-expect-error: one number, or two
export const three: Timeout = [1, 2, 3];
// @ts-expect-error: numbers
export const texts: Timeout = ["1", "2"];
// @ts-expect-error: a number
export const text: Timeout = "1";

// Requests.
// @ts-expect-error: a request is needed
api.reset();
// @ts-expect-error: a user is needed
api.reset({});
// @ts-expect-error: a user is needed
api.reset({ team_id: "T12345678" });
// @ts-expect-error: a user's id is text
api.reset({ user_id: 1 });
// @ts-expect-error: a user is needed
api.reset({ user_id: undefined });
// @ts-expect-error: a flag is a boolean
api.reset({ user_id, mobile_only: "true" });
// @ts-expect-error: a flag is a boolean
api.reset({ user_id, web_only: 1 });
// @ts-expect-error: both flags
api.reset({ user_id, mobile_only: true, web_only: true });
// @ts-expect-error: the token is options.token
api.reset({ user_id, token: "xoxp-…" });
// @ts-expect-error: an id is not a request
api.reset("W12345678");
// @ts-expect-error: a session is needed
api.invalidate({ user_id });
// @ts-expect-error: a user or a team is needed
api.invalidate({ session_id });
// @ts-expect-error: a session id is not a boolean
api.invalidate({ user_id, session_id: true });
// @ts-expect-error: a session is needed
api.invalidate({ user_id, session_id: undefined });
// @ts-expect-error: a session is needed
api.invalidate({ user_id, session_id: null });
// @ts-expect-error: a session id is not a list
api.invalidate({ user_id, session_id: [session_id] });
// @ts-expect-error: a team's id is text
api.invalidate({ user_id, session_id, team_id: 1 });
// @ts-expect-error: the token is options.token
api.invalidate({ user_id, session_id, token: "xoxp-…" });
// A slip that would end more than was meant: Slack's names in another spelling, and properties of other methods.
// @ts-expect-error: mobile_only is meant
api.reset({ user_id, mobileOnly: true });
// @ts-expect-error: mobile_only is meant
api.reset({ user_id, mobileonly: true });
// @ts-expect-error: mobile_only is meant
api.reset({ user_id, MobileOnly: true });
// @ts-expect-error: mobile_only is meant
api.reset({ user_id, MOBILE_ONLY: true });
// @ts-expect-error: web_only is meant
api.reset({ user_id, "web-only": true });
// @ts-expect-error: web_only is meant
api.reset({ user_id, webOnly: false });
// @ts-expect-error: user_id is meant
api.reset({ user_id, userId: "W2" });
// @ts-expect-error: options.token is meant
api.reset({ user_id, Token: "xoxp-…" });
// @ts-expect-error: session_id is a property of invalidate
api.reset({ user_id, session_id });
// @ts-expect-error: team_id is a property of invalidate
api.reset({ user_id, team_id: "T12345678" });
// @ts-expect-error: session_id is not a property of reset, in no spelling
api.reset({ user_id, sessionId: session_id });
// @ts-expect-error: session_id is meant
api.invalidate({ user_id, session_id, sessionId: session_id });
// @ts-expect-error: team_id is meant
api.invalidate({ user_id, session_id, teamId: "T12345678" });
// @ts-expect-error: mobile_only is a property of reset
api.invalidate({ user_id, session_id, mobile_only: true });
// @ts-expect-error: web_only is a property of reset
api.invalidate({ user_id, session_id, web_only: null as boolean | null });
const slip = { user_id, mobileOnly: true };
// @ts-expect-error: mobile_only is meant, also in a variable
api.reset(slip);
// @ts-expect-error: mobile_only is meant, also in what is spread
api.reset({ ...slip });
// @ts-expect-error: mobile_only is meant
export const declared: ResetRequest = { user_id, mobileOnly: true };
// @ts-expect-error: mobile_only is a property of reset
export const declaredToo: InvalidateRequest = { user_id, session_id, mobile_only: true };
// @ts-expect-error: mobile_only is meant
export const satisfying = { user_id, mobileOnly: true } satisfies ResetRequest;

// @ts-expect-error: both flags
export const flags: ResetRequest = { user_id, mobile_only: true, web_only: true };
// @ts-expect-error: a user or a team is needed
export const nobody: InvalidateRequest = { session_id };

// Options.
// @ts-expect-error: a misspelt key
api.reset({ user_id }, { timeuot: 1 });
// @ts-expect-error: a misspelt key beside a good one
api.reset({ user_id }, { timeout: 1, withRepsonse: true });
// @ts-expect-error: a key of the configuration
api.reset({ user_id }, { accessToken: "xoxp-…" });
// @ts-expect-error: a key of the configuration
api.invalidate({ user_id, session_id }, { tokenPlacement: "form" });
// @ts-expect-error: a token is text
api.reset({ user_id }, { token: 1 });
// @ts-expect-error: no such content type
api.reset({ user_id }, { contentType: "text/plain" });
// @ts-expect-error: accepted types are a list
api.reset({ user_id }, { accept: "application/json" });
// @ts-expect-error: accepted types are texts
api.reset({ user_id }, { accept: [1] });
// @ts-expect-error: a timeout is a number, or two
api.reset({ user_id }, { timeout: "1000" });
// @ts-expect-error: false, or an object
api.reset({ user_id }, { retry: 2 });
// @ts-expect-error: a misspelt key
api.reset({ user_id }, { retry: { maxdelay: 2 } });
// @ts-expect-error: a deadline is a number
api.reset({ user_id }, { deadline: "1000" });
// @ts-expect-error: a key of the configuration
api.reset({ user_id }, { maxConcurrency: 1 });
// @ts-expect-error: a listener is a function
api.reset({ user_id }, { onEvent: true });
// @ts-expect-error: a signal, not its controller
api.reset({ user_id }, { signal: new AbortController() });
// @ts-expect-error: a boolean
api.reset({ user_id }, { withResponse: "yes" });
// @ts-expect-error: a boolean
api.reset({ user_id }, { throwOnError: 0 });
// @ts-expect-error: a boolean
api.reset({ user_id }, { skipDeserialization: 1 });
// @ts-expect-error: a boolean
api.reset({ user_id }, { stream: "true" });
// @ts-expect-error: options are an object
api.reset({ user_id }, true);
const misspelt = { timeuot: 1 };
// @ts-expect-error: a misspelt key, also in a variable
api.reset({ user_id }, misspelt);
// @ts-expect-error: a header's value is text
export const headers: CallOptions = { headers: { "x-a": 1 } };

// Results.
export async function results() {
  const plain = await api.reset({ user_id });
  // @ts-expect-error: a result that resolved is ok
  const no: false = plain.ok;
  // @ts-expect-error: without withResponse there is no response
  const response: Response = plain.response;
  const full = await api.reset({ user_id }, { withResponse: true });
  // @ts-expect-error: Slack's object is the body
  full.ok;
  const raw = await api.reset({ user_id }, { skipDeserialization: true });
  // @ts-expect-error: a raw answer has not been looked into
  raw.ok;
  const either = await api.reset({ user_id }, { throwOnError: false });
  // @ts-expect-error: it may have failed
  const yes: true = either.ok;
  return [no, response, yes];
}

// Events.
export function told(event: SlackEvent) {
  // @ts-expect-error: only an attempt has a status
  event.status;
  // @ts-expect-error: no such type
  if (event.type === "failed") return;
  // @ts-expect-error: an event holds no token
  event.token;
  // @ts-expect-error: a wait has no outcome
  if (event.type === "retry") event.outcome;
}

// Errors.
// @ts-expect-error: no such outcome
export const outcome: Outcome = "done";
// @ts-expect-error: no such kind
export const kind: ErrorKind = "fatal";
// @ts-expect-error: a code is text
export const code: SlackErrorCode = 1;
export function errors(error: SlackError) {
  // @ts-expect-error: only a SlackApiError has Slack's code
  error.error;
  // @ts-expect-error: what an error says stays
  error.outcome = "rejected";
}
// @ts-expect-error: a message is text
new SlackError(1);
// @ts-expect-error: no such outcome
new SlackError("no", { outcome: "done" });
// @ts-expect-error: no such kind
new SlackApiError("no", { kind: "fatal" });
// @ts-expect-error: a property of another class
new SlackApiError("no", { retryAfter: 1 });
// @ts-expect-error: the code of another class
new SlackApiError("no", { code: "slack_webapi_http_error" });

// Stubs.
// @ts-expect-error: ok is true
export const stub: Pick<AdminUsersSessionApi, "reset"> = { reset: async () => ({ ok: "yes" }) };
// @ts-expect-error: a promise
export const now: Pick<AdminUsersSessionApi, "reset"> = { reset: () => ({ ok: true }) };
// @ts-expect-error: a request of another method
export const other: Pick<AdminUsersSessionApi, "reset"> = { reset: async (_: InvalidateRequest) => ({ ok: true }) };

// The methods that only read.
// @ts-expect-error: Slack wants the team with the user
api.list({ user_id });
// @ts-expect-error: and the user with the team
api.list({ team_id: "T12345678" });
// @ts-expect-error: a request is an object, also an empty one
api.list();
// @ts-expect-error: a limit is a number
api.list({ limit: "10" });
// @ts-expect-error: a property of another method
api.list({ session_id });
// @ts-expect-error: a property of another method
api.reset({ user_id, cursor: "a" });
// @ts-expect-error: an address is needed
api.lookupByEmail({});
// @ts-expect-error: an address is text
api.lookupByEmail({ email: null });
// @ts-expect-error: a property of another method
api.lookupByEmail({ email: "a@b", user_id });
// @ts-expect-error: sessions reads each page
api.sessions({}, { withResponse: true });
// @ts-expect-error: sessions reads each page
api.sessions({}, { skipDeserialization: true });
// @ts-expect-error: no such option
api.sessions({}, { limit: 1 });
