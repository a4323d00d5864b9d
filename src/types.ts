
/**
 * How long one attempt may take, in milliseconds. `0` and `Infinity` mean no limit.
 * - A number limits headers and body together.
 * - `[connect, read]` limits the wait for the headers, and then the time for the whole body.
 *
 * @example
 * ```js
 * await api.reset({ user_id: "W12345678" }, { timeout: [3_000, 10_000] });
 * ```
 */
export type Timeout = number | readonly [connect: number, read: number];

/**
 * Where a request carries the token. The token is nowhere else.
 * - `"authorization"`: in the header `Authorization: Bearer …`.
 * - `"form"`: in the form field `token`. No custom header is sent, so a page can call Slack without a preflight.
 * - `"token-header"`: in `Authorization: Bearer …` and in a header `token`, as in Slack's OpenAPI description.
 * - `"none"`: nowhere. A proxy of yours adds it.
 *
 * @example
 * ```js
 * // A page without a token. The proxy on its server has one.
 * const help = new AdminUsersSessionApi({ host: "https://admin.example.com/slack", tokenPlacement: "none" });
 * ```
 */
export type TokenPlacement = "authorization" | "form" | "token-header" | "none";

/** How a request is written. Slack takes both. For `users.lookupByEmail` it takes only a form. */
export type ContentType = "application/x-www-form-urlencoded" | "application/json";

/**
 * Slack's access token, or a function that returns it. The client calls the function once for every call.
 *
 * @example
 * ```js
 * // A token that may change while the program runs.
 * const rotating = new AdminUsersSessionApi({ accessToken: async () => process.env.SLACK_TOKEN ?? "" });
 * ```
 */
export type AccessToken = string | (() => string | Promise<string>);

/**
 * How a call repeats a request that failed. Times are milliseconds.
 *
 * @example
 * ```js
 * // At most three requests. What Slack may have carried out is not repeated.
 * const careful = new AdminUsersSessionApi({
 *   accessToken: process.env.SLACK_TOKEN,
 *   retry: { attempts: 3, unknown: false },
 * });
 * ```
 */
export interface Retry {
  /** The most requests that a call sends. Requests that Slack limits don't count. Default 4. */
  attempts?: number | undefined;
  /** The longest wait before the second request. It doubles with each request; the wait is random. Default 500. */
  minDelay?: number | undefined;
  /** The longest wait before any request, apart from `Retry-After`. Default 30 000. */
  maxDelay?: number | undefined;
  /** The longest `Retry-After` that a call waits for. If Slack asks for more, the call rejects. Default 120 000. */
  maxRetryAfter?: number | undefined;
  /** Whether to repeat a request that Slack may have carried out. Default `true`. */
  unknown?: boolean | undefined;
}

/**
 * What `onEvent` receives. An event never holds the token, a body or the value of a header.
 * - `"attempt"`: a request is over. It has `duration` and, if there was an answer, `status`.
 * - `"rate_limited"`: Slack limits the method. The client sends no requests of it for `retryAfter` seconds.
 * - `"retry"`: another request follows after `delay` milliseconds.
 * - `"settled"`: the call is over. It has `ok`, `duration` and, if `ok` is `false`, `outcome`. No event follows.
 *
 * @example
 * ```js
 * const watched = new AdminUsersSessionApi({
 *   accessToken: process.env.SLACK_TOKEN,
 *   onEvent(event) {
 *     if (event.type === "rate_limited") console.log(`Slack asks for ${event.retryAfter} s`);
 *     if (event.type === "settled") console.log(event.call, event.method, event.ok ? "done" : event.outcome);
 *   },
 * });
 * await watched.reset({ user_id: "W12345678" });
 * ```
 */
export type SlackEvent = {
  /** The number of the call. All events of a call have the same one, and no other call of the program has it. */
  call: number;
  /** The method that was called. */
  method: MethodName;
  /** How many requests the call has sent so far. */
  attempt: number;
} & (
  | {
      /** What happened. */
      type: "attempt";
      /** The HTTP status, if there was an answer. */
      status?: number;
      /** How long it took, in milliseconds. */
      duration: number;
    }
  | {
      /** What happened. */
      type: "rate_limited";
      /** How long the client sends no requests of this method, in seconds. */
      retryAfter: number;
    }
  | {
      /** What happened. */
      type: "retry";
      /** How long the call waits before the next request, in milliseconds. */
      delay: number;
    }
  | {
      /** What happened. */
      type: "settled";
      /** Whether Slack did it. */
      ok: boolean;
      /** What is known of the operation, if `ok` is `false`, also after an abort. */
      outcome?: Outcome;
      /** How long it took, in milliseconds. */
      duration: number;
    }
);

/**
 * The configuration of a client. The client refuses an unknown key by its name, and reads only own enumerable
 * properties.
 *
 * @example
 * ```js
 * const patient = new AdminUsersSessionApi({
 *   accessToken: process.env.SLACK_TOKEN,
 *   timeout: 10_000,
 *   deadline: 120_000,
 *   retry: { attempts: 6 },
 *   maxConcurrency: 2,
 * });
 * ```
 */
export interface Configuration {
  /**
   * The address of Slack's API: `https:`, `http:` to this machine, or relative to the page. GovSlack has
   * `https://slack-gov.com/api`. Default `https://slack.com/api`.
   */
  host?: string | undefined;
  /**
   * A user token (`xoxp-…`) of an app that an Org Admin or Org Owner installed on the organisation. It needs the scope
   * `admin.users:write` to end sessions, `admin.users:read` to list them, `users:read.email` to find users.
   */
  accessToken?: AccessToken | undefined;
  /**
   * Where requests carry the token. Default: `"form"` in a page of another origin than the host's, `"none"` in a page
   * of the host's origin if there is no token, else `"authorization"`.
   */
  tokenPlacement?: TokenPlacement | undefined;
  /** How long one attempt may take. Default 30 000 ms. */
  timeout?: Timeout | undefined;
  /**
   * How long a call may take with all its attempts and waits, in milliseconds. `0` and `Infinity` mean no limit.
   * Default 300 000.
   */
  deadline?: number | undefined;
  /** How a call repeats requests. `false`: it sends one request, and doesn't wait if Slack limits the method. */
  retry?: false | Retry | undefined;
  /** The most requests that this client has in flight. Default 10. */
  maxConcurrency?: number | undefined;
  /** Receives the events of all calls. If it throws, nothing changes. */
  onEvent?: ((event: SlackEvent) => void) | undefined;
  /**
   * A function to send requests with, for proxies, own certificates and tests. Default: `globalThis.fetch`, looked up
   * at each call.
   */
  fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined;
  /**
   * Headers to add to every request. `authorization`, `token`, `accept`, `content-type` and `user-agent` are refused.
   * The placement `"form"` takes only CORS-safelisted headers.
   */
  headers?: Readonly<Record<string, string>> | undefined;
  /**
   * The header `User-Agent`. It isn't sent from a page, nor in the placement `"form"`. Default
   * `slack-admin-session/<version>`.
   */
  userAgent?: string | undefined;
}

/**
 * The options of one call. The client refuses an unknown key by its name, and reads only own enumerable properties.
 *
 * @example
 * ```js
 * const { body, requestId } = await api.reset(
 *   { user_id: "W12345678" },
 *   { withResponse: true, deadline: 60_000, signal: AbortSignal.timeout(90_000) },
 * );
 * console.log(body.ok, requestId);
 * ```
 */
export interface CallOptions {
  /** The token for this call. Default: `accessToken` of the configuration. */
  token?: string | undefined;
  /** How the request is written. Default `"application/x-www-form-urlencoded"`, which the placement `"form"` needs. */
  contentType?: ContentType | undefined;
  /** The media types for the header `Accept`. Default `["application/json"]`. */
  accept?: readonly string[] | undefined;
  /** How long one attempt may take. Default: the configuration's. */
  timeout?: Timeout | undefined;
  /** How long the call may take with all its attempts and waits, in milliseconds. Default: the configuration's. */
  deadline?: number | undefined;
  /** `false`, or what differs from the configuration's `retry`. */
  retry?: false | Retry | undefined;
  /** Headers to add to the requests of this call. They win over the configuration's. */
  headers?: Readonly<Record<string, string>> | undefined;
  /** Ends the call. The call then rejects with `signal.reason`, as `fetch` does. */
  signal?: AbortSignal | undefined;
  /** Receives the events of this call, after the configuration's `onEvent`. If it throws, nothing changes. */
  onEvent?: ((event: SlackEvent) => void) | undefined;
  /**
   * `true`: the call resolves to `{ response }`. Its status is 200, and nothing has read its body, which may say
   * `"ok":false`. Default `false`.
   */
  skipDeserialization?: boolean | undefined;
  /**
   * `true`, with `skipDeserialization`: the call resolves as soon as the headers are there. Then `timeout` doesn't
   * limit the body, and `signal` still ends it. Default `false`.
   */
  stream?: boolean | undefined;
  /** `true`: the call resolves to the body with status, headers and request id beside it. Default `false`. */
  withResponse?: boolean | undefined;
  /**
   * `false`: an answer `{ ok: false, error }` resolves, and doesn't reject with `SlackApiError`. Other failures still
   * reject. Default `true`.
   */
  throwOnError?: boolean | undefined;
}

/** A name of Slack's in another convention: `mobile_only` as `mobileOnly`, `MobileOnly`, `mobile-only`, … */
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
 * Further properties of a request. They are sent along: text as it is, finite numbers, bigints and booleans as text,
 * arrays and plain objects as JSON. `undefined` and `null` are left out.
 *
 * Two kinds of property are refused, because a slip must not end more sessions than was meant: a property of another
 * method, and a name of Slack's in another spelling, such as `mobileOnly`.
 *
 * @example
 * ```js
 * await api.reset({ user_id: "W12345678", ticket: "INC-4711" });
 * ```
 */
// The types refuse patterns, not names: editors would offer names.
export type FurtherProperties<Own extends string> = {
  [Name in Exclude<Documented, Own> as `${Name}${Uppercase<string>}`]?: Refused<
    Name extends "token" ? "give the token as options.token" : `${Name} is not a property of this method`
  >;
} & {
  [Name in Documented as `${Misspelt<Name>}${Uppercase<string>}`]?: Refused<`${Name} is Slack's name`>;
} & { [property: string]: unknown };

/** `response_metadata` of an answer: Slack's warnings and messages about the request. */
export interface ResponseMetadata {
  /** Codes, such as `missing_charset`. */
  warnings?: string[];
  /** Sentences, such as `[WARN] …`. */
  messages?: string[];
  [property: string]: unknown;
}

/** Slack's answer if it did what was asked. It is Slack's own object, with all its properties. */
export interface SlackResponse {
  /** Slack did it. */
  ok: true;
  /** Codes of warnings, joined by commas. */
  warning?: string;
  /** The warnings in detail. */
  response_metadata?: ResponseMetadata;
  [property: string]: unknown;
}

/**
 * Slack's answer if it refused. It is Slack's own object, with all its properties. `SlackApiError` has it as `data`. A
 * call with `throwOnError: false` resolves to it.
 *
 * @example
 * ```js
 * const answer = await api.reset({ user_id: "W00000000" }, { throwOnError: false });
 * if (!answer.ok) console.log(answer.error);
 * ```
 */
export interface SlackFailure {
  /** Slack didn't do it. After `internal_error` and other codes with the outcome `"unknown"` it may have. */
  ok: false;
  /** Slack's code. */
  error: SlackErrorCode;
  /** With `missing_scope`: the scope that the token lacks. */
  needed?: string;
  /** With `missing_scope`: the scopes that the token has. */
  provided?: string;
  /** Codes of warnings, joined by commas. */
  warning?: string;
  /** The warnings in detail. */
  response_metadata?: ResponseMetadata;
  [property: string]: unknown;
}

/**
 * What a call with `withResponse: true` resolves to.
 *
 * @example
 * ```js
 * const { status, requestId, attempts } = await api.reset({ user_id: "W12345678" }, { withResponse: true });
 * console.log(status, requestId, attempts);
 * ```
 */
export interface FullResponse<Body = SlackResponse> {
  /** What the call resolves to without `withResponse`: Slack's own object. */
  body: Body;
  /** The HTTP status. */
  status: number;
  /** The headers that the runtime shows, with names in lower case. A page sees few of them. */
  headers: Record<string, string>;
  /** The header `x-slack-req-id`. Slack's support asks for it. */
  requestId: string | undefined;
  /** How many requests the call sent. */
  attempts: number;
  /** The answer as `fetch` gave it. Its body has been read. */
  response: Response;
}

/**
 * What a call with `skipDeserialization: true` resolves to.
 *
 * @example
 * ```js
 * const { response } = await api.list({}, { skipDeserialization: true });
 * console.log(await response.text());
 * ```
 */
export interface RawResponse {
  /** A standard `Response` with the status 200. Its body has not been read. */
  response: Response;
}

/** `Possible`, if the type of a flag allows both `true` and `false`. */
type IfOpen<Flag extends boolean, Possible> = boolean extends Flag ? Possible : never;
type Body<Throws extends boolean, Answer> = false extends Throws ? Answer | SlackFailure : Answer;
type Read<Full extends boolean, Throws extends boolean, Answer> = false extends Full
  ? Body<Throws, Answer> | IfOpen<Full, FullResponse<Body<Throws, Answer>>>
  : FullResponse<Body<Throws, Answer>>;

/**
 * What a call resolves to. Its options decide:
 * - With none of these options it is `Answer`: Slack's own object, such as `SlackResponse` or `ListResponse`.
 * - With `throwOnError: false` it is `Answer` or `SlackFailure`.
 * - With `withResponse: true` it is a `FullResponse`, which has the same as its `body`.
 * - With `skipDeserialization: true` it is a `RawResponse`.
 *
 * @example
 * ```js
 * const { body } = await api.reset({ user_id: "W00000000" }, { withResponse: true, throwOnError: false });
 * console.log(body.ok || body.error);
 * ```
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
   * Ends one session of a user: `admin.users.session.invalidate`. The token needs the scope `admin.users:write`.
   *
   * It resolves only if Slack answered `"ok":true`. Otherwise it rejects with a `SlackError`, or after an abort with
   * `signal.reason`.
   *
   * @example
   * ```js
   * await api.invalidate({ user_id: "W12345678", session_id: 1112275520242 });
   * ```
   */
  invalidate<Raw extends boolean = false, Full extends boolean = false, Throws extends boolean = true>(
    request: InvalidateRequest,
  ): Promise<Result<Raw, Full, Throws>>;
  /**
   * Ends one session of a user: `admin.users.session.invalidate`. The token needs the scope `admin.users:write`.
   *
   * It resolves only if Slack answered `"ok":true`. Otherwise it rejects with a `SlackError`, or after an abort with
   * `signal.reason`.
   *
   * @param options The options of this call: `CallOptions`.
   *
   * @example
   * ```js
   * const options = { signal: AbortSignal.timeout(60_000) };
   * await api.invalidate({ user_id: "W12345678", session_id: 1112275520243 }, options);
   * ```
   */
  invalidate<Raw extends boolean = false, Full extends boolean = false, Throws extends boolean = true>(
    request: InvalidateRequest,
    options: Options<Raw, Full, Throws> | undefined,
  ): Promise<Result<Raw, Full, Throws>>;
  /**
   * Ends all sessions of a user: `admin.users.session.reset`. The token needs the scope `admin.users:write`.
   *
   * It resolves only if Slack answered `"ok":true`. Otherwise it rejects with a `SlackError`, or after an abort with
   * `signal.reason`.
   *
   * Some organisations alert on a second reset of the same user within 24 hours.
   *
   * @example
   * ```js
   * await api.reset({ user_id: "W12345678", mobile_only: true });
   * ```
   */
  reset<Raw extends boolean = false, Full extends boolean = false, Throws extends boolean = true>(
    request: ResetRequest,
  ): Promise<Result<Raw, Full, Throws>>;
  /**
   * Ends all sessions of a user: `admin.users.session.reset`. The token needs the scope `admin.users:write`.
   *
   * It resolves only if Slack answered `"ok":true`. Otherwise it rejects with a `SlackError`, or after an abort with
   * `signal.reason`.
   *
   * Some organisations alert on a second reset of the same user within 24 hours.
   *
   * @param options The options of this call: `CallOptions`.
   *
   * @example
   * ```js
   * await api.reset({ user_id: "W12345678" }, { deadline: 60_000, retry: { unknown: false } });
   * ```
   */
  reset<Raw extends boolean = false, Full extends boolean = false, Throws extends boolean = true>(
    request: ResetRequest,
    options: Options<Raw, Full, Throws> | undefined,
  ): Promise<Result<Raw, Full, Throws>>;
  /**
   * Lists active sessions, one page of them: `admin.users.session.list`. The token needs the scope `admin.users:read`.
   *
   * It changes nothing. Its errors have the outcome `"no_effect"`.
   *
   * @example
   * ```js
   * const { active_sessions } = await api.list({ user_id: "W12345678", team_id: "T12345678" });
   * for (const { session_id, created } of active_sessions) console.log(session_id, created.os, created.ip);
   * ```
   */
  list<Raw extends boolean = false, Full extends boolean = false, Throws extends boolean = true>(
    request: ListRequest,
  ): Promise<Result<Raw, Full, Throws, ListResponse>>;
  /**
   * Lists active sessions, one page of them: `admin.users.session.list`. The token needs the scope `admin.users:read`.
   *
   * It changes nothing. Its errors have the outcome `"no_effect"`.
   *
   * @param options The options of this call: `CallOptions`.
   *
   * @example
   * ```js
   * const page = await api.list({ limit: 200 }, { timeout: 10_000 });
   * console.log(page.active_sessions.length, page.response_metadata?.next_cursor);
   * ```
   */
  list<Raw extends boolean = false, Full extends boolean = false, Throws extends boolean = true>(
    request: ListRequest,
    options: Options<Raw, Full, Throws> | undefined,
  ): Promise<Result<Raw, Full, Throws, ListResponse>>;
  /**
   * Lists active sessions, page after page: `admin.users.session.list`. It requests a page only when the loop needs it.
   *
   * If a request fails, the loop ends with the error that `list` rejects with.
   *
   * @param options The options of each call.
   *
   * @example
   * ```js
   * for await (const { active_sessions } of api.sessions({ user_id: "W12345678", team_id: "T12345678" })) {
   *   for (const { user_id, session_id, created } of active_sessions) {
   *     if (created.ip === "192.0.2.7") await api.invalidate({ user_id, session_id });
   *   }
   * }
   * ```
   */
  sessions(request: ListRequest, options?: PageOptions): AsyncGenerator<ListResponse, void, undefined>;
  /**
   * Finds a user by e-mail address: `users.lookupByEmail`. The token needs the scope `users:read.email`. Slack
   * doesn't find deactivated users.
   *
   * It changes nothing. Its errors have the outcome `"no_effect"`.
   *
   * @example
   * ```js
   * const { user } = await api.lookupByEmail({ email: "w12345678@example.com" });
   * await api.reset({ user_id: user.id });
   * ```
   */
  lookupByEmail<Raw extends boolean = false, Full extends boolean = false, Throws extends boolean = true>(
    request: LookupByEmailRequest,
  ): Promise<Result<Raw, Full, Throws, LookupByEmailResponse>>;
  /**
   * Finds a user by e-mail address: `users.lookupByEmail`. The token needs the scope `users:read.email`. Slack
   * doesn't find deactivated users.
   *
   * It changes nothing. Its errors have the outcome `"no_effect"`.
   *
   * @param options The options of this call: `CallOptions`.
   *
   * @example
   * ```js
   * const email = "nobody@example.com";
   * const found = await api.lookupByEmail({ email }, { throwOnError: false });
   * console.log(found.ok ? found.user.id : found.error);
   * ```
   */
  lookupByEmail<Raw extends boolean = false, Full extends boolean = false, Throws extends boolean = true>(
    request: LookupByEmailRequest,
    options: Options<Raw, Full, Throws> | undefined,
  ): Promise<Result<Raw, Full, Throws, LookupByEmailResponse>>;
}

/**
 * The options of `sessions`: those of a call, without the ones that change what it resolves to.
 *
 * @example
 * ```js
 * for await (const page of api.sessions({}, { timeout: 10_000 })) console.log(page.active_sessions.length);
 * ```
 */
export type PageOptions = Omit<CallOptions, "skipDeserialization" | "stream" | "withResponse" | "throwOnError">;

/** The methods of Slack that a client calls. */
export type MethodName =
  | "admin.users.session.invalidate"
  | "admin.users.session.reset"
  | "admin.users.session.list"
  | "users.lookupByEmail";

/**
 * What is known of an operation that didn't succeed:
 * - `"not_sent"`: not done. No request was sent.
 * - `"rejected"`: not done. Slack, or a server in between, answered that it wasn't done.
 * - `"unknown"`: it may have happened. Look before you repeat it.
 * - `"no_effect"`: nothing can have happened, since the method only reads. Only `list` and `lookupByEmail` have it.
 *
 * @example
 * ```js
 * try {
 *   await api.reset({ user_id: "W12345678" });
 * } catch (error) {
 *   if (!(error instanceof SlackError)) throw error;
 *   console.log(error.outcome === "unknown" ? "It may have happened." : "Not done.", error.message);
 * }
 * ```
 */
export type Outcome = "not_sent" | "rejected" | "unknown" | "no_effect";

/**
 * What a Slack error code means for you:
 * - `"target"`: Slack refuses this user or session. Go on with the next.
 * - `"run"`: Slack refuses every call with this token. Stop.
 * - `"request"`: the request is malformed.
 * - `"retry"`: a later call may succeed.
 *
 * @example
 * ```js
 * for (const user_id of ["W00000000", "W12345678"]) {
 *   try {
 *     await api.reset({ user_id });
 *   } catch (error) {
 *     if (!(error instanceof SlackApiError) || error.kind !== "target") throw error;
 *     console.log(user_id, error.error);
 *   }
 * }
 * ```
 */
export type ErrorKind = "target" | "run" | "request" | "retry";

/**
 * The codes that Slack documents for these methods, in
 * [its reference](https://docs.slack.dev/reference/methods/admin.users.session.reset). Slack may answer with others.
 * The error's `kind` says what a code means.
 */
export type SlackErrorCode =
  // Kind `target`
  | "admin_unauthorized" | "cannot_invalidate_primary_owner" | "session_not_found" | "cannot_reset_bot"
  | "cannot_reset_primary_owner" | "user_not_found" | "team_not_found" | "users_not_found" | "user_not_visible"
  // Kind `run`
  | "feature_not_enabled" | "not_an_admin" | "invalid_auth" | "not_authed" | "token_expired" | "token_revoked"
  | "account_inactive" | "missing_scope" | "not_allowed_token_type" | "no_permission" | "is_bot" | "access_denied"
  | "accesslimited" | "org_login_required" | "two_factor_setup_required" | "enterprise_is_restricted"
  | "ekm_access_denied" | "team_access_not_granted" | "unknown_method" | "method_deprecated" | "deprecated_endpoint"
  // Kind `request`
  | "invalid_arguments" | "invalid_arg_name" | "invalid_array_arg" | "invalid_charset" | "invalid_form_data"
  | "invalid_post_type" | "missing_post_type" | "missing_argument" | "invalid_cursor"
  // Kind `retry`
  | "ratelimited" | "rate_limited" | "request_timeout" | "service_unavailable" | "team_added_to_org" | "internal_error"
  | "fatal_error" | "session_invalidation_failed" | "user_session_reset_failed"
  | (string & {});

/** Properties of an error that a test makes. */
type Details<Class extends SlackError> = Partial<Omit<Class, "name" | "message" | "stack" | "cause" | "toJSON">>;

/**
 * The base class of the errors of a client. An aborted call is the exception: it rejects with `signal.reason`.
 *
 * `message` says all that a person needs. `cause` is the error that led to this one, if there was one.
 *
 * @example
 * ```js
 * try {
 *   await api.reset({ user_id: "W12345678" });
 * } catch (error) {
 *   if (!(error instanceof SlackError)) throw error;
 *   console.error(error.message, error.outcome, error.requestId);
 * }
 * ```
 */
export class SlackError extends Error {
  /**
   * Makes an error for your own tests. Each class takes a message, details and `cause`. The details are the properties
   * of the class. If you leave them out, `attempts` is 0, `outcome` is `"not_sent"`, `code` is the class's own, and the
   * others are missing.
   *
   * @example
   * ```js
   * const stub = {
   *   reset: async () => {
   *     throw new SlackApiError("no such user", { error: "user_not_found", kind: "target", outcome: "rejected" });
   *   },
   * };
   * await stub.reset().catch((error) => console.log(error.kind));
   * ```
   */
  constructor(message?: string, details?: Details<SlackError>, options?: ErrorOptions);
  /** The code of the class. It is the code of `@slack/web-api`, if that has one for the same failure. */
  readonly code: string;
  /** The method that was called. It is missing if no call failed: a wrong configuration, an error of your own. */
  readonly method: MethodName | undefined;
  /** How many requests the call sent. */
  readonly attempts: number;
  /** The header `x-slack-req-id` of the last answer. Slack's support asks for it. */
  readonly requestId: string | undefined;
  /** What is known of the operation. */
  readonly outcome: Outcome;
  /** Name, message and the documented properties, for logs. `stack` and `cause` are left out. */
  toJSON(): Record<string, unknown>;
}

/**
 * An argument, a property or an option is wrong. The client sent nothing.
 *
 * @example
 * ```js
 * try {
 *   await api.reset({ user_id: "" });
 * } catch (error) {
 *   if (error instanceof SlackArgumentError) console.log(error.argument, error.message);
 * }
 * ```
 */
export class SlackArgumentError extends SlackError {
  /** Makes an error for your own tests. */
  constructor(message?: string, details?: Details<SlackArgumentError>, options?: ErrorOptions);
  /** The code of this class. */
  readonly code: "slack_admin_session_argument_error";
  /** The name of what is wrong. */
  readonly argument: string;
}

/**
 * Slack answered `"ok":false`.
 *
 * @example
 * ```js
 * try {
 *   await api.reset({ user_id: "W00000000" });
 * } catch (error) {
 *   if (!(error instanceof SlackApiError)) throw error;
 *   if (error.error === "missing_scope") console.log("The token lacks the scope", error.needed);
 *   else if (error.kind === "target") console.log("Go on with the next user:", error.error);
 *   else throw error;
 * }
 * ```
 */
export class SlackApiError extends SlackError {
  /** Makes an error for your own tests. */
  constructor(message?: string, details?: Details<SlackApiError>, options?: ErrorOptions);
  /** The code of `@slack/web-api` for the same failure. */
  readonly code: "slack_webapi_platform_error";
  /** Slack's code. */
  readonly error: SlackErrorCode;
  /** What the code means for you. */
  readonly kind: ErrorKind;
  /** Slack's own object. */
  readonly data: SlackFailure;
  /** With `missing_scope`: the scope that the token lacks. */
  readonly needed: string | undefined;
  /** With `missing_scope`: the scopes that the token has. */
  readonly provided: string | undefined;
  /** The HTTP status. */
  readonly status: number;
}

/**
 * Slack limits this method, and the call may not wait that long: see `retry` and `deadline`. Try again after
 * `retryAfter` seconds.
 *
 * @example
 * ```js
 * try {
 *   await api.reset({ user_id: "W12345678" }, { retry: false });
 * } catch (error) {
 *   if (!(error instanceof SlackRateLimitedError)) throw error;
 *   console.log(`Try again in ${error.retryAfter} seconds.`);
 * }
 * ```
 */
export class SlackRateLimitedError extends SlackError {
  /** Makes an error for your own tests. */
  constructor(message?: string, details?: Details<SlackRateLimitedError>, options?: ErrorOptions);
  /** The code of `@slack/web-api` for the same failure. */
  readonly code: "slack_webapi_rate_limited_error";
  /** How long to wait, in seconds. It is 30 if Slack doesn't say, or if the page can't see what it says. */
  readonly retryAfter: number;
}

/**
 * A server answered with a status other than 200, and not with an answer of Slack's; or it sent a redirect.
 *
 * @example
 * ```js
 * try {
 *   await api.reset({ user_id: "W12345678" });
 * } catch (error) {
 *   if (!(error instanceof SlackHttpError)) throw error;
 *   console.log(error.status, error.statusText, error.body);
 * }
 * ```
 */
export class SlackHttpError extends SlackError {
  /** Makes an error for your own tests. */
  constructor(message?: string, details?: Details<SlackHttpError>, options?: ErrorOptions);
  /** The code of `@slack/web-api` for the same failure. */
  readonly code: "slack_webapi_http_error";
  /** The HTTP status. It is 0 for a redirect in a page, which hides the status. */
  readonly status: number;
  /** What the server wrote beside the status. */
  readonly statusText: string;
  /** The headers that the runtime shows, with names in lower case. */
  readonly headers: Record<string, string>;
  /** The body as text, at most its first 8 192 characters. */
  readonly body: string;
}

/**
 * There is no complete answer: no connection was made, or it was lost. `cause` is the runtime's error.
 *
 * @example
 * ```js
 * try {
 *   await api.reset({ user_id: "W12345678" });
 * } catch (error) {
 *   if (!(error instanceof SlackNetworkError)) throw error;
 *   console.log(error.outcome === "not_sent" ? "No connection to Slack." : "The answer was lost.", error.cause);
 * }
 * ```
 */
export class SlackNetworkError extends SlackError {
  /** Makes an error for your own tests. */
  constructor(message?: string, details?: Details<SlackNetworkError>, options?: ErrorOptions);
  /** The code of `@slack/web-api` for the same failure. */
  readonly code: "slack_webapi_request_error";
}

/**
 * Time ran out.
 *
 * @example
 * ```js
 * try {
 *   await api.reset({ user_id: "W12345678" }, { timeout: [3_000, 10_000], deadline: 60_000 });
 * } catch (error) {
 *   if (!(error instanceof SlackTimeoutError)) throw error;
 *   console.log(error.phase, error.outcome);
 * }
 * ```
 */
export class SlackTimeoutError extends SlackError {
  /** Makes an error for your own tests. */
  constructor(message?: string, details?: Details<SlackTimeoutError>, options?: ErrorOptions);
  /** The code of this class. */
  readonly code: "slack_admin_session_timeout_error";
  /** What ran out: `"connect"`, the wait for the headers; `"read"`, the time for the body; or the call's deadline. */
  readonly phase: "connect" | "read" | "deadline";
}

/**
 * The status is 200, but the answer isn't Slack's, or it is longer than 1 MiB. Often a proxy or a login page answered
 * instead of Slack.
 *
 * @example
 * ```js
 * try {
 *   await api.reset({ user_id: "W12345678" });
 * } catch (error) {
 *   if (!(error instanceof SlackProtocolError)) throw error;
 *   console.log("Is there a proxy or a login page before Slack?", error.body);
 * }
 * ```
 */
export class SlackProtocolError extends SlackError {
  /** Makes an error for your own tests. */
  constructor(message?: string, details?: Details<SlackProtocolError>, options?: ErrorOptions);
  /** The code of this class. */
  readonly code: "slack_admin_session_protocol_error";
  /** The HTTP status. */
  readonly status: number;
  /** The headers that the runtime shows, with names in lower case. */
  readonly headers: Record<string, string>;
  /** The body as text, at most its first 8 192 characters. It is empty if the answer was too long to read. */
  readonly body: string;
}
