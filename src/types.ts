
/**
 * Milliseconds: one number bounds an attempt, headers and body together; `[connect, read]` bounds the wait for the
 * headers, then the time for the whole body. `0` or `Infinity`: no limit.
 */
export type Timeout = number | readonly [connect: number, read: number];

/**
 * Where the token travels, and nowhere else:
 * - `"authorization"`: `Authorization: Bearer …`.
 * - `"form"`: the form field `token`, and no custom header, so that a page's call to Slack needs no preflight.
 * - `"token-header"`: `Authorization: Bearer …` and a header named `token`, as Slack's OpenAPI description has it.
 * - `"none"`: nowhere; a proxy adds it.
 */
export type TokenPlacement = "authorization" | "form" | "token-header" | "none";

/** How the arguments are written. Slack takes both, except for `users.lookupByEmail`, which takes a form alone. */
export type ContentType = "application/x-www-form-urlencoded" | "application/json";

/** Slack's access token, or a function that returns it; the function is asked anew for every call. */
export type AccessToken = string | (() => string | Promise<string>);

/** How failed attempts are repeated. Times are milliseconds. */
export interface Retry {
  /** Requests at most; those that Slack limits don't count. Default 4. */
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
  /** The number of the call, the same in all its events. No two calls of a program have the same. */
  call: number;
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
  /**
   * Slack's API: `https:`, `http:` to a loopback address, or relative to the page. Default `https://slack.com/api`;
   * GovSlack: `https://slack-gov.com/api`.
   */
  host?: string | undefined;
  /**
   * A user token with the scope `admin.users:write`, of an app that an Org Admin or Owner installed on the
   * organisation.
   */
  accessToken?: AccessToken | undefined;
  /**
   * Default: `"form"` in a page of another origin than the host's, `"none"` in a page of the host's origin where no
   * token is configured, else `"authorization"`.
   */
  tokenPlacement?: TokenPlacement | undefined;
  /** Time for one attempt. Default 30 000 ms. */
  timeout?: Timeout | undefined;
  /**
   * Milliseconds for a call with all its attempts and waits, waiting in the queue included. `0` or `Infinity`: none.
   * Default 300 000.
   */
  deadline?: number | undefined;
  /** `false`: one attempt, and no waiting where Slack limits the method. */
  retry?: false | Retry | undefined;
  /** Requests of this client in flight at most. Default 10. */
  maxConcurrency?: number | undefined;
  /** Told of attempts, waits and ends. What it throws changes nothing. */
  onEvent?: ((event: SlackEvent) => void) | undefined;
  /** Called instead of `globalThis.fetch` (which is looked up at each call): for proxies, own certificates, tests. */
  fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined;
  /**
   * Further headers of every request. Not `authorization`, `token`, `accept`, `content-type` or `user-agent`; in
   * `"form"` placement only CORS-safelisted ones.
   */
  headers?: Readonly<Record<string, string>> | undefined;
  /**
   * `User-Agent`, sent where the runtime lets a program set it (not in a page, not in `"form"` placement). Default
   * `slack-admin-session/<version>`.
   */
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
  /**
   * Told of this call's attempts, waits and end, after the configuration's `onEvent`. What it throws changes nothing.
   */
  onEvent?: ((event: SlackEvent) => void) | undefined;
  /** Resolve to `{ response }` for any answer with status 200, without looking into it: it may say `"ok":false`. */
  skipDeserialization?: boolean | undefined;
  /**
   * With `skipDeserialization`: resolve as soon as the headers are in. The body is then the caller's: `timeout` ends
   * with the headers, `signal` still ends the body.
   */
  stream?: boolean | undefined;
  /** Resolve to the body with status, headers and request id beside it. */
  withResponse?: boolean | undefined;
  /**
   * `false`: an answer `{ ok: false, error }` resolves instead of rejecting with `SlackApiError`. Other failures still
   * reject. Default `true`.
   */
  throwOnError?: boolean | undefined;
}

/** A name of Slack's as other conventions write it: `mobile_only` as `mobileOnly`, `MobileOnly`, `mobile-only`, … */
type Misspelt<Name extends string> = Name extends `${infer Head}_${infer Tail}`
  ?
      | `${Head}${Capitalize<Tail>}`
      | `${Capitalize<Head>}${Capitalize<Tail>}`
      | `${Head}-${Tail}`
      | `${Head}${Tail}`
      | Uppercase<Name>
  : Capitalize<Name> | Uppercase<Name>;

/** The properties that Slack documents for the requests of all methods. */
type Documented =
  | "token"
  | "user_id"
  | "team_id"
  | "session_id"
  | "mobile_only"
  | "web_only"
  | "limit"
  | "cursor"
  | "email";

declare const advice: unique symbol;
/** The type of a property that is refused. No value has it; the compiler's message shows the advice. */
interface Refused<Advice extends string> {
  readonly [advice]: Advice;
}

/**
 * What else may be sent along with the properties `Own` of a method: text as it is, finite numbers, bigints
 * and booleans as text, arrays and plain objects as JSON. `undefined` and `null` are left out.
 *
 * Properties of other methods, and Slack's names in another spelling, are refused: a slip must not end more than was
 * meant.
 */
// Refused are patterns, not names: editors would offer names.
export type FurtherProperties<Own extends string> = {
  [Name in Exclude<Documented, Own> as `${Name}${Uppercase<string>}`]?: Refused<
    Name extends "token" ? "give the token as options.token" : `${Name} is not a property of this method`
  >;
} & {
  [Name in Documented as `${Misspelt<Name>}${Uppercase<string>}`]?: Refused<`${Name} is Slack's name`>;
} & { [property: string]: unknown };

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
  /** It was not done; after codes such as `internal_error` it may have been. */
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

/** What is possible only where the type of a flag leaves its value open. */
type IfOpen<Flag extends boolean, Possible> = boolean extends Flag ? Possible : never;
type Body<Throws extends boolean, Answer> = false extends Throws ? Answer | SlackFailure : Answer;
type Read<Full extends boolean, Throws extends boolean, Answer> = false extends Full
  ? Body<Throws, Answer> | IfOpen<Full, FullResponse<Body<Throws, Answer>>>
  : FullResponse<Body<Throws, Answer>>;

/**
 * What a call resolves to, by the values of its options `skipDeserialization`, `withResponse` and `throwOnError`:
 * - `RawResponse` with `skipDeserialization: true`.
 * - `FullResponse` with `withResponse: true`.
 * - Else Slack's own object: `Answer`, or with `throwOnError: false` that or `SlackFailure`.
 */
export type Result<
  Raw extends boolean = false,
  Full extends boolean = false,
  Throws extends boolean = true,
  Answer = SlackResponse,
> = false extends Raw ? Read<Full, Throws, Answer> | IfOpen<Raw, RawResponse> : RawResponse;

/** Options of a call, with the values of the flags that decide about its result. */
type Options<Raw extends boolean, Full extends boolean, Throws extends boolean> = {
  [Key in keyof CallOptions]: Key extends "skipDeserialization"
    ? Raw | undefined
    : Key extends "withResponse"
      ? Full | undefined
      : Key extends "throwOnError"
        ? Throws | undefined
        : CallOptions[Key];
};

// Each method has two signatures with the same type parameters, so that a stub `{ reset: async () => ({ ok: true }) }`
// has the type `Pick<AdminUsersSessionApi, "reset">`. TypeScript compares the types of overloads as if their type
// parameters were `any`, and infers that `true` is meant as a value only where all overloads have the same ones.
export interface AdminUsersSessionApi {
  /**
   * Revokes one session of a user: `admin.users.session.invalidate`.
   *
   * Resolves only where Slack answered `"ok":true`. Everything else rejects with a `SlackError`, or with
   * `signal.reason` after an abort.
   */
  invalidate<Raw extends boolean = false, Full extends boolean = false, Throws extends boolean = true>(
    request: InvalidateRequest,
  ): Promise<Result<Raw, Full, Throws>>;
  /**
   * Revokes one session of a user: `admin.users.session.invalidate`.
   *
   * Resolves only where Slack answered `"ok":true`. Everything else rejects with a `SlackError`, or with
   * `signal.reason` after an abort.
   *
   * @param options The options of this call: `CallOptions`.
   */
  invalidate<Raw extends boolean = false, Full extends boolean = false, Throws extends boolean = true>(
    request: InvalidateRequest,
    options: Options<Raw, Full, Throws> | undefined,
  ): Promise<Result<Raw, Full, Throws>>;
  /**
   * Wipes all valid sessions of a user: `admin.users.session.reset`.
   *
   * Resolves only where Slack answered `"ok":true`. Everything else rejects with a `SlackError`, or with
   * `signal.reason` after an abort. Some organisations alert on a second reset of one user within 24 hours.
   */
  reset<Raw extends boolean = false, Full extends boolean = false, Throws extends boolean = true>(
    request: ResetRequest,
  ): Promise<Result<Raw, Full, Throws>>;
  /**
   * Wipes all valid sessions of a user: `admin.users.session.reset`.
   *
   * Resolves only where Slack answered `"ok":true`. Everything else rejects with a `SlackError`, or with
   * `signal.reason` after an abort. Some organisations alert on a second reset of one user within 24 hours.
   *
   * @param options The options of this call: `CallOptions`.
   */
  reset<Raw extends boolean = false, Full extends boolean = false, Throws extends boolean = true>(
    request: ResetRequest,
    options: Options<Raw, Full, Throws> | undefined,
  ): Promise<Result<Raw, Full, Throws>>;
  /**
   * Lists active sessions, one page of them: `admin.users.session.list`. The token needs the scope `admin.users:read`.
   *
   * It changes nothing: its errors have the outcome `"no_effect"`.
   */
  list<Raw extends boolean = false, Full extends boolean = false, Throws extends boolean = true>(
    request: ListRequest,
  ): Promise<Result<Raw, Full, Throws, ListResponse>>;
  /**
   * Lists active sessions, one page of them: `admin.users.session.list`. The token needs the scope `admin.users:read`.
   *
   * It changes nothing: its errors have the outcome `"no_effect"`.
   *
   * @param options The options of this call: `CallOptions`.
   */
  list<Raw extends boolean = false, Full extends boolean = false, Throws extends boolean = true>(
    request: ListRequest,
    options: Options<Raw, Full, Throws> | undefined,
  ): Promise<Result<Raw, Full, Throws, ListResponse>>;
  /**
   * Lists active sessions, page after page: `admin.users.session.list`, called for a page when the loop asks for it.
   *
   * A page that can't be had ends the loop with the error that `list` rejects with.
   *
   * @param options The options of each call.
   */
  sessions(request: ListRequest, options?: PageOptions): AsyncGenerator<ListResponse, void, undefined>;
  /**
   * Finds a user by e-mail address: `users.lookupByEmail`. The token needs the scope `users:read.email`. A deactivated
   * user isn't found.
   *
   * It changes nothing: its errors have the outcome `"no_effect"`.
   */
  lookupByEmail<Raw extends boolean = false, Full extends boolean = false, Throws extends boolean = true>(
    request: LookupByEmailRequest,
  ): Promise<Result<Raw, Full, Throws, LookupByEmailResponse>>;
  /**
   * Finds a user by e-mail address: `users.lookupByEmail`. The token needs the scope `users:read.email`. A deactivated
   * user isn't found.
   *
   * It changes nothing: its errors have the outcome `"no_effect"`.
   *
   * @param options The options of this call: `CallOptions`.
   */
  lookupByEmail<Raw extends boolean = false, Full extends boolean = false, Throws extends boolean = true>(
    request: LookupByEmailRequest,
    options: Options<Raw, Full, Throws> | undefined,
  ): Promise<Result<Raw, Full, Throws, LookupByEmailResponse>>;
}

/** Options of `sessions`, whose results are always Slack's own objects. */
export type PageOptions = Omit<CallOptions, "skipDeserialization" | "stream" | "withResponse" | "throwOnError">;

/** The methods, by Slack's names. */
export type MethodName =
  | "admin.users.session.invalidate"
  | "admin.users.session.reset"
  | "admin.users.session.list"
  | "users.lookupByEmail";

/**
 * What is known of the operation:
 * - `"not_sent"`: no request was sent.
 * - `"rejected"`: Slack, or a server in between, answered that it wasn't done.
 * - `"unknown"`: it may have happened.
 * - `"no_effect"`: of methods that only read, and of those alone.
 */
export type Outcome = "not_sent" | "rejected" | "unknown" | "no_effect";

/**
 * What a Slack error code means for the caller:
 * - `"target"`: this user or session; go on with the next one.
 * - `"run"`: no later call with this token can succeed.
 * - `"request"`: the request is malformed.
 * - `"retry"`: may succeed on its own later.
 */
export type ErrorKind = "target" | "run" | "request" | "retry";

/** The codes that Slack documents for the methods. The set is open: other codes can appear. */
export type SlackErrorCode =
  | "admin_unauthorized" | "cannot_invalidate_primary_owner" | "session_invalidation_failed" | "session_not_found"
  | "invalid_cursor" | "team_not_found" | "users_not_found" | "user_not_visible" | "cannot_reset_bot" | "cannot_reset_primary_owner" | "user_session_reset_failed" | "user_not_found"
  | "feature_not_enabled" | "not_an_admin" | "invalid_auth" | "not_authed" | "token_expired" | "token_revoked"
  | "account_inactive" | "missing_scope" | "not_allowed_token_type" | "no_permission" | "is_bot" | "access_denied"
  | "accesslimited" | "org_login_required" | "two_factor_setup_required" | "enterprise_is_restricted"
  | "ekm_access_denied" | "team_access_not_granted" | "unknown_method" | "method_deprecated" | "deprecated_endpoint"
  | "invalid_arguments" | "invalid_arg_name" | "invalid_array_arg" | "invalid_charset" | "invalid_form_data"
  | "invalid_post_type" | "missing_post_type" | "missing_argument" | "request_timeout" | "ratelimited" | "rate_limited"
  | "service_unavailable" | "team_added_to_org" | "internal_error" | "fatal_error"
  | (string & {});

/** Properties of an error that a test makes. */
type Details<Class extends SlackError> = Partial<Omit<Class, "name" | "message" | "stack" | "cause" | "toJSON">>;

/**
 * The base class of everything that this package throws, except the reason of an aborted signal. `cause` is the error that
 * led to this one, if there was one.
 */
export class SlackError extends Error {
  /**
   * For tests. Without details `attempts` is 0, `outcome` is `"not_sent"`, `code` is that of the class, and the other
   * properties are missing.
   */
  constructor(message?: string, details?: Details<SlackError>, options?: ErrorOptions);
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
  /** Name, message and the properties that are documented, for logs. Without `stack` and `cause`. */
  toJSON(): Record<string, unknown>;
}

/** Refused before anything was sent. */
export class SlackArgumentError extends SlackError {
  /** For tests. */
  constructor(message?: string, details?: Details<SlackArgumentError>, options?: ErrorOptions);
  readonly code: "slack_admin_session_argument_error";
  /** The argument, property or option that was refused. */
  readonly argument: string;
}

/** Slack answered `"ok":false`. */
export class SlackApiError extends SlackError {
  /** For tests. */
  constructor(message?: string, details?: Details<SlackApiError>, options?: ErrorOptions);
  readonly code: "slack_webapi_platform_error";
  /** Slack's code. */
  readonly error: SlackErrorCode;
  /** What the code means for the caller. */
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
  /** For tests. */
  constructor(message?: string, details?: Details<SlackRateLimitedError>, options?: ErrorOptions);
  readonly code: "slack_webapi_rate_limited_error";
  /** Seconds; 30 if Slack doesn't say or the page can't see it. */
  readonly retryAfter: number;
}

/** A status other than 200 without an answer of Slack's, or a redirect. */
export class SlackHttpError extends SlackError {
  /** For tests. */
  constructor(message?: string, details?: Details<SlackHttpError>, options?: ErrorOptions);
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
  /** For tests. */
  constructor(message?: string, details?: Details<SlackNetworkError>, options?: ErrorOptions);
  readonly code: "slack_webapi_request_error";
}

/** Time ran out. */
export class SlackTimeoutError extends SlackError {
  /** For tests. */
  constructor(message?: string, details?: Details<SlackTimeoutError>, options?: ErrorOptions);
  readonly code: "slack_admin_session_timeout_error";
  /** What ran out: the wait for the headers, the time for the body, or the call's deadline. */
  readonly phase: "connect" | "read" | "deadline";
}

/** Status 200, but not an answer of Slack's. */
export class SlackProtocolError extends SlackError {
  /** For tests. */
  constructor(message?: string, details?: Details<SlackProtocolError>, options?: ErrorOptions);
  readonly code: "slack_admin_session_protocol_error";
  /** HTTP status. */
  readonly status: number;
  /** The headers that the runtime shows, names in lower case. */
  readonly headers: Record<string, string>;
  /** Text, its first 8 192 characters; empty if it was too long to read. */
  readonly body: string;
}
