
/** Milliseconds: one number bounds an attempt, headers and body together; `[connect, read]` bounds the wait for the headers, then the time for the whole body. `0` or `Infinity`: no limit. */
export type Timeout = number | readonly [connect: number, read: number];

/**
 * Where the token travels, and nowhere else:
 * - `"authorization"`: `Authorization: Bearer …`.
 * - `"form"`: the form field `token`, and no custom header, so that a page's call to Slack needs no preflight.
 * - `"token-header"`: `Authorization: Bearer …` and a header named `token`, as Slack's OpenAPI description has it.
 * - `"none"`: nowhere; a proxy adds it.
 */
export type TokenPlacement = "authorization" | "form" | "token-header" | "none";

/** How the arguments are written. Slack takes both for these methods. */
export type ContentType = "application/x-www-form-urlencoded" | "application/json";

/** Slack's access token, or a function that returns it; the function is asked anew for every call. */
export type AccessToken = string | (() => string | Promise<string>);

/** How failed attempts are repeated. Times are milliseconds. */
export interface Retry {
  /** Requests at most. Default 4. */
  attempts?: number | undefined;
  /** The first backoff; it doubles with each attempt, and the wait is random up to it. Default 500. */
  minDelay?: number | undefined;
  /** The longest backoff. Default 30 000. */
  maxDelay?: number | undefined;
  /** The longest `Retry-After` that is waited for; past it the call rejects at once. Default 120 000. */
  maxRetryAfter?: number | undefined;
  /** Also repeat when the operation may have happened. Default `true`. */
  unknown?: boolean | undefined;
}

/**
 * What `onEvent` receives: plain objects without the token, a body or a header's value.
 * - `"attempt"`: a request is over; `status` if there was an answer, `duration` in milliseconds.
 * - `"rate_limited"`: Slack limits the method, and nothing of it is sent for `retryAfter` seconds.
 * - `"retry"`: another request follows after `delay` milliseconds.
 * - `"settled"`: the call is over; `ok`, `outcome` where it isn't ok, `duration` in milliseconds, waits included.
 */
export type SlackEvent = {
  /** The method that was called. */
  method: MethodName;
  /** Requests of this call so far. */
  attempt: number;
} & (
  | {
      /** A request is over. */
      type: "attempt";
      /** HTTP status, if there was an answer. */
      status?: number;
      /** Milliseconds. */
      duration: number;
    }
  | {
      /** Slack limits the method: nothing of it is sent meanwhile. */
      type: "rate_limited";
      /** Seconds. */
      retryAfter: number;
    }
  | {
      /** Another request follows. */
      type: "retry";
      /** Milliseconds. */
      delay: number;
    }
  | {
      /** The call is over; its promise settles next. */
      type: "settled";
      /** Whether Slack did it. */
      ok: boolean;
      /** What is known of the operation where it isn't ok; also after an abort. */
      outcome?: Outcome;
      /** Milliseconds, waits included. */
      duration: number;
    }
);

/** Configuration of a client. An unknown key is refused by name. Only own enumerable properties are read. */
export interface Configuration {
  /** Slack's API: `https:`, `http:` to a loopback address, or relative to the page. Default `https://slack.com/api`; GovSlack: `https://slack-gov.com/api`. */
  host?: string | undefined;
  /** A user token with the scope `admin.users:write`, of an app that an Org Admin or Owner installed on the organisation. */
  accessToken?: AccessToken | undefined;
  /** Default: `"form"` in a page of another origin than the host's, `"none"` in a page of the host's origin where no token is configured, else `"authorization"`. */
  tokenPlacement?: TokenPlacement | undefined;
  /** Time for one attempt. Default 30 000 ms. */
  timeout?: Timeout | undefined;
  /** Milliseconds for a call with all its attempts and waits, waiting in the queue included. `0` or `Infinity`: none. Default 300 000. */
  deadline?: number | undefined;
  /** `false`: one attempt, and no waiting where Slack limits the method. */
  retry?: false | Retry | undefined;
  /** Requests of this client in flight at most. Default 10. */
  maxConcurrency?: number | undefined;
  /** Told of attempts, waits and ends. What it throws changes nothing. */
  onEvent?: ((event: SlackEvent) => void) | undefined;
  /** Called instead of `globalThis.fetch` (which is looked up at each call): for proxies, own certificates, tests. */
  fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined;
  /** Further headers of every request. Not `authorization`, `token`, `accept`, `content-type` or `user-agent`; in `"form"` placement only CORS-safelisted ones. */
  headers?: Readonly<Record<string, string>> | undefined;
  /** `User-Agent`, sent where the runtime lets a program set it (not in a page, not in `"form"` placement). Default `slack-admin-session/<version>`. */
  userAgent?: string | undefined;
}

/** Options of one call. An unknown key is refused by name. Only own enumerable properties are read. */
export interface CallOptions {
  /** The token for this one call, instead of `accessToken`. */
  token?: string | undefined;
  /** Default `"application/x-www-form-urlencoded"`. JSON can't be combined with the `"form"` placement. */
  contentType?: ContentType | undefined;
  /** Media types for the `Accept` header. Default `["application/json"]`. */
  accept?: readonly string[] | undefined;
  /** Time for one attempt, instead of the configuration's. */
  timeout?: Timeout | undefined;
  /** Milliseconds for the whole call, instead of the configuration's. */
  deadline?: number | undefined;
  /** `false`, or what differs from the configuration's. */
  retry?: false | Retry | undefined;
  /** Further headers of this call; they win over the configuration's. */
  headers?: Readonly<Record<string, string>> | undefined;
  /** Ends the call: it rejects with `signal.reason`, as `fetch` does. */
  signal?: AbortSignal | undefined;
  /** Resolve to `{ response }` for any answer with status 200, without looking into it: it may say `"ok":false`. */
  skipDeserialization?: boolean | undefined;
  /** With `skipDeserialization`: resolve as soon as the headers are in. The body is then the caller's: `timeout` ends with the headers, `signal` still ends the body. */
  stream?: boolean | undefined;
  /** Resolve to the body with status, headers and request id beside it. */
  withResponse?: boolean | undefined;
  /** `false`: an answer `{ ok: false, error }` resolves instead of rejecting with `SlackApiError`. Other failures still reject. Default `true`. */
  throwOnError?: boolean | undefined;
}

/** What else may be sent along: text as it is, finite numbers, bigints and booleans as text, arrays and plain objects as JSON. `undefined` and `null` are left out. */
export interface FurtherProperties {
  /** The token is `options.token`, never a property. */
  token?: never;
  [property: string]: unknown;
}

/** Request of `admin.users.session.reset`: wipes all valid sessions of a user, on all devices, or with `mobile_only` or `web_only`, which can't both be true, on those. */
export type ResetRequest = FurtherProperties & {
  /** The user whose sessions are wiped. */
  user_id: string;
} & (
  | {
      /** Only mobile sessions. Not together with `web_only`. */
      mobile_only?: boolean | null | undefined;
      /** Only web sessions. Not together with `mobile_only`. */
      web_only?: false | null | undefined;
    }
  | {
      /** Only mobile sessions. Not together with `web_only`. */
      mobile_only?: false | null | undefined;
      /** Only web sessions. Not together with `mobile_only`. */
      web_only?: boolean | null | undefined;
    }
);

/** Request of `admin.users.session.invalidate`: revokes one session. `user_id` (Slack's current reference), `team_id` (its OpenAPI description) or both. */
export type InvalidateRequest = FurtherProperties & {
  /** The session: a safe integer, a bigint or a string of digits; sent digit for digit. */
  session_id: number | bigint | string;
} & (
  | {
      /** The user whom the session belongs to. */
      user_id: string;
      /** The team whom the session belongs to. */
      team_id?: string | null | undefined;
    }
  | {
      /** The user whom the session belongs to. */
      user_id?: string | null | undefined;
      /** The team whom the session belongs to. */
      team_id: string;
    }
);

/** `response_metadata` of an answer. */
export interface ResponseMetadata {
  /** Codes such as `missing_charset`. */
  warnings?: string[];
  /** Sentences such as `[WARN] …`. */
  messages?: string[];
  [property: string]: unknown;
}

/** Slack's answer when it did what was asked: Slack's own object, with all its properties. */
export interface SlackResponse {
  /** It was done. */
  ok: true;
  /** Codes joined by commas. */
  warning?: string;
  /** Warnings and messages in detail. */
  response_metadata?: ResponseMetadata;
  [property: string]: unknown;
}

/** Slack's answer when it did not: Slack's own object, with all its properties. */
export interface SlackFailure {
  /** It was not done, but for codes such as `internal_error`, after which it may have been. */
  ok: false;
  /** Slack's code. */
  error: SlackErrorCode;
  /** With `missing_scope`: the scope that is needed. */
  needed?: string;
  /** With `missing_scope`: the scopes that the token has. */
  provided?: string;
  /** Codes joined by commas. */
  warning?: string;
  /** Warnings and messages in detail. */
  response_metadata?: ResponseMetadata;
  [property: string]: unknown;
}

/** What `withResponse: true` resolves to. */
export interface FullResponse<Body = SlackResponse> {
  /** Slack's own object. */
  body: Body;
  /** HTTP status. */
  status: number;
  /** The headers that the runtime shows, names in lower case. A page sees few of them. */
  headers: Record<string, string>;
  /** `x-slack-req-id`: quote it to Slack's support. */
  requestId: string | undefined;
  /** Requests that were sent for this call. */
  attempts: number;
  /** The answer as `fetch` gave it; its body has been read. */
  response: Response;
}

/** What `skipDeserialization: true` resolves to. */
export interface RawResponse {
  /** A standard `Response`. */
  response: Response;
}

type Flag<O, Key extends keyof CallOptions> = Key extends keyof O ? O[Key] : undefined;
/** Whether an option has the value; `boolean` where its type leaves that open. */
type Is<Given, Value extends boolean> = [Given] extends [Value] ? true : Value extends Given ? boolean : false;
type If<Condition extends boolean, Yes, No> = Condition extends true ? Yes : No;
type Body<O> = SlackResponse | If<Is<Flag<O, "throwOnError">, false>, SlackFailure, never>;

/**
 * What a call with the options `O` resolves to:
 * - `RawResponse` with `skipDeserialization: true`.
 * - `FullResponse` with `withResponse: true`.
 * - Else Slack's own object: `SlackResponse`, or with `throwOnError: false` that or `SlackFailure`.
 */
// The condition is always met: with one, signatures and editors say `Result<O>` instead of spelling it out.
export type Result<O extends CallOptions | undefined = undefined> = [O] extends [unknown]
  ? If<
      Is<Flag<O, "skipDeserialization">, true>,
      RawResponse,
      If<Is<Flag<O, "withResponse">, true>, FullResponse<Body<O>>, Body<O>>
    >
  : never;

/** Refuses option names that don't exist. */
type Only<O> = [Exclude<keyof O, keyof CallOptions>] extends [never]
  ? unknown
  : { [Key in Exclude<keyof O, keyof CallOptions>]: never };

export interface AdminUsersSessionApi {
  /**
   * Revokes one session of a user: `admin.users.session.invalidate`.
   *
   * Resolves only where Slack answered `"ok":true`. Everything else rejects with a `SlackError`, or with `signal.reason` after an abort.
   */
  invalidate<const O extends CallOptions | undefined = undefined>(request: InvalidateRequest, options?: O & Only<O>): Promise<Result<O>>;
  /**
   * Wipes all valid sessions of a user: `admin.users.session.reset`.
   *
   * Resolves only where Slack answered `"ok":true`. Everything else rejects with a `SlackError`, or with `signal.reason` after an abort.
   * Some organisations alert on a second reset of one user within 24 hours.
   */
  reset<const O extends CallOptions | undefined = undefined>(request: ResetRequest, options?: O & Only<O>): Promise<Result<O>>;
}

/** The two methods, by Slack's names. */
export type MethodName = "admin.users.session.invalidate" | "admin.users.session.reset";

/**
 * What is known of the operation:
 * - `"not_sent"`: no request left.
 * - `"rejected"`: Slack, or a server in between, answered that it wasn't done.
 * - `"unknown"`: it may have happened.
 */
export type Outcome = "not_sent" | "rejected" | "unknown";

/**
 * What a Slack error code means for who calls:
 * - `"target"`: this user or session; go on with the next one.
 * - `"run"`: no later call with this token can succeed.
 * - `"request"`: the request is malformed.
 * - `"retry"`: may succeed on its own later.
 */
export type ErrorKind = "target" | "run" | "request" | "retry";

/** The codes that Slack documents for the two methods. The set is open: other codes can appear. */
export type SlackErrorCode =
  | "admin_unauthorized" | "cannot_invalidate_primary_owner" | "session_invalidation_failed" | "session_not_found"
  | "cannot_reset_bot" | "cannot_reset_primary_owner" | "user_session_reset_failed" | "user_not_found"
  | "feature_not_enabled" | "not_an_admin" | "invalid_auth" | "not_authed" | "token_expired" | "token_revoked"
  | "account_inactive" | "missing_scope" | "not_allowed_token_type" | "no_permission" | "is_bot" | "access_denied"
  | "accesslimited" | "org_login_required" | "two_factor_setup_required" | "enterprise_is_restricted"
  | "ekm_access_denied" | "team_access_not_granted" | "unknown_method" | "method_deprecated" | "deprecated_endpoint"
  | "invalid_arguments" | "invalid_arg_name" | "invalid_array_arg" | "invalid_charset" | "invalid_form_data"
  | "invalid_post_type" | "missing_post_type" | "request_timeout" | "ratelimited" | "service_unavailable"
  | "team_added_to_org" | "internal_error" | "fatal_error"
  | (string & {});

/** Base of everything that this package throws, but for the reason of an aborted signal. `cause` is there where another error led to this one. */
export class SlackError extends Error {
  protected constructor();
  /** What kind of failure; where `@slack/web-api` has the same kind, its code. */
  readonly code: string;
  /** The method that was called; `undefined` from the constructor. */
  readonly method: MethodName | undefined;
  /** Requests that were sent for this call. */
  readonly attempts: number;
  /** `x-slack-req-id` of the last answer. */
  readonly requestId: string | undefined;
  /** What is known of the operation. */
  readonly outcome: Outcome;
}

/** Refused before anything was sent. */
export class SlackArgumentError extends SlackError {
  readonly code: "slack_admin_session_argument_error";
  /** The argument, property or option that was refused. */
  readonly argument: string;
}

/** Slack answered `"ok":false`. */
export class SlackApiError extends SlackError {
  readonly code: "slack_webapi_platform_error";
  /** Slack's code. */
  readonly error: SlackErrorCode;
  /** What the code means for who calls. */
  readonly kind: ErrorKind;
  /** Slack's own object. */
  readonly data: SlackFailure;
  /** With `missing_scope`: the scope that is needed. */
  readonly needed: string | undefined;
  /** With `missing_scope`: the scopes that the token has. */
  readonly provided: string | undefined;
  /** HTTP status. */
  readonly status: number;
}

/** Slack limits this method: wait `retryAfter` seconds. */
export class SlackRateLimitedError extends SlackError {
  readonly code: "slack_webapi_rate_limited_error";
  /** Seconds; 30 where Slack doesn't say or the page can't see it. */
  readonly retryAfter: number;
}

/** A status other than 200 without an answer of Slack's, or a redirect. */
export class SlackHttpError extends SlackError {
  readonly code: "slack_webapi_http_error";
  /** HTTP status; 0 for a redirect in a page, which hides it. */
  readonly status: number;
  /** What the server wrote beside the status. */
  readonly statusText: string;
  /** The headers that the runtime shows, names in lower case. */
  readonly headers: Record<string, string>;
  /** Text, its first 8 192 characters. */
  readonly body: string;
}

/** No complete answer: no connection, or it was lost. `cause` has the runtime's error. */
export class SlackNetworkError extends SlackError {
  readonly code: "slack_webapi_request_error";
}

/** Time ran out. */
export class SlackTimeoutError extends SlackError {
  readonly code: "slack_admin_session_timeout_error";
  /** What ran out: the wait for the headers, the time for the body, or the call's deadline. */
  readonly phase: "connect" | "read" | "deadline";
}

/** Status 200, but not an answer of Slack's. */
export class SlackProtocolError extends SlackError {
  readonly code: "slack_admin_session_protocol_error";
  /** HTTP status. */
  readonly status: number;
  /** The headers that the runtime shows, names in lower case. */
  readonly headers: Record<string, string>;
  /** Text, its first 8 192 characters; empty where it was too long to read. */
  readonly body: string;
}
