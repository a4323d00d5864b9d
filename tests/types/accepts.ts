// Correct calls: each compiles, and has exactly the type that is named.
import {
  AdminUsersSessionApi,
  SlackApiError,
  SlackArgumentError,
  SlackError,
  SlackHttpError,
  SlackNetworkError,
  SlackProtocolError,
  SlackRateLimitedError,
  SlackTimeoutError,
} from "slack-admin-session";
import type {
  ActiveSession,
  CallOptions,
  Configuration,
  ErrorKind,
  FullResponse,
  InvalidateRequest,
  ListRequest,
  ListResponse,
  LookupByEmailRequest,
  LookupByEmailResponse,
  MethodName,
  Outcome,
  PageOptions,
  RawResponse,
  ResetRequest,
  Retry,
  SlackErrorCode,
  SlackEvent,
  SlackFailure,
  SlackResponse,
  SlackUser,
  Timeout,
  TokenPlacement,
} from "slack-admin-session";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** Compiles only if the value has exactly the type `Expected`. */
const exactly =
  <Expected>() =>
  <Actual>(_value: Actual, ..._check: Same<Actual, Expected> extends true ? [] : ["another type"]) => {};

const user_id = "W12345678";
const session_id = 1112275520242;

// The configuration.
export const configurations: Configuration[] = [
  {},
  { accessToken: "xoxp-…" },
  { accessToken: () => "xoxp-…" },
  { accessToken: async () => "xoxp-…" },
  { host: "https://slack-gov.com/api", accessToken: "xoxp-…", tokenPlacement: "none" },
  { timeout: 1000 },
  { timeout: [1000, Infinity] },
  { timeout: [1000, 5000] as const },
  { fetch: globalThis.fetch },
  { fetch: async (url: string, init: RequestInit) => new Response(url, init as ResponseInit) },
  { headers: { "x-a": "1" }, userAgent: "help-desk/7" },
  { headers: { "x-a": "1" } as Readonly<Record<string, string>> },
  { host: undefined, accessToken: undefined, tokenPlacement: undefined, timeout: undefined },
  { fetch: undefined, headers: undefined, userAgent: undefined },
  { retry: false },
  { retry: {} },
  { retry: { attempts: 4, minDelay: 500, maxDelay: 30_000, maxRetryAfter: 120_000, unknown: true } },
  { retry: { attempts: undefined, unknown: false } as const },
  { deadline: 300_000, maxConcurrency: 10 },
  { deadline: Infinity, maxConcurrency: Infinity },
  { onEvent: () => {} },
  { onEvent: (event) => void [event.type, event.method, event.attempt] },
  { onEvent: async (event: SlackEvent) => event.type },
  { retry: undefined, deadline: undefined, maxConcurrency: undefined, onEvent: undefined },
];
export const retries: Retry[] = [{}, { attempts: 1 }, { minDelay: 0, maxDelay: 0 }];

// Events, told apart by their type.
export function told(event: SlackEvent) {
  exactly<"attempt" | "rate_limited" | "retry" | "settled">()(event.type);
  const method: MethodName = event.method;
  exactly<number>()(event.attempt);
  exactly<number>()(event.call);
  if (event.type === "attempt") {
    exactly<number | undefined>()(event.status);
    exactly<number>()(event.duration);
  } else if (event.type === "rate_limited") {
    exactly<number>()(event.retryAfter);
  } else if (event.type === "retry") {
    exactly<number>()(event.delay);
  } else {
    exactly<boolean>()(event.ok);
    exactly<number>()(event.duration);
    exactly<Outcome | undefined>()(event.outcome);
  }
  return method;
}
export const placements: TokenPlacement[] = ["authorization", "form", "token-header", "none"];
export const timeouts: Timeout[] = [0, 1, Infinity, [1, 2]];

const api = new AdminUsersSessionApi({ accessToken: "xoxp-…" });

// Requests.
export const resets: ResetRequest[] = [
  { user_id },
  { user_id, mobile_only: true },
  { user_id, web_only: true },
  { user_id, mobile_only: true, web_only: false },
  { user_id, mobile_only: false, web_only: false },
  { user_id, mobile_only: null, web_only: undefined },
  { user_id, further: [1, { deep: "x" }] },
];
export const invalidates: InvalidateRequest[] = [
  { user_id, session_id },
  { user_id, session_id: 9007199254740993n },
  { user_id, session_id: "9007199254740993" },
  { team_id: "T12345678", session_id },
  { user_id, team_id: "T12345678", session_id },
  { user_id, team_id: null, session_id },
  { user_id: undefined, team_id: "T12345678", session_id },
  { user_id, session_id, further: 1n },
];

export const lists: ListRequest[] = [
  {},
  { user_id, team_id: "T12345678" },
  { limit: 1000, cursor: "dXNlcjpVMEc5V0ZYTlo=" },
  { user_id: null, team_id: undefined, limit: null, cursor: null },
  { user_id, team_id: "T12345678", further: 1 },
];
export const lookUps: LookupByEmailRequest[] = [{ email: "w12345678@example.com" }, { email: "a@b", further: true }];

// Requests as programs build them: variables, spreads, `satisfies`. Further properties pass.
export const built = async (either: boolean, parsed: any, more: Record<string, unknown>) => {
  const request = { user_id, reason: "left", ticket: 7n };
  await api.reset(request);
  await api.reset({ ...request, mobile_only: true });
  await api.reset({ user_id, ...(either ? { mobile_only: true } : { web_only: true }) });
  await api.reset({ user_id, ...(either && { web_only: true }) });
  await api.reset({ user_id, ...parsed });
  await api.reset({ user_id, ...more });
  await api.reset({ user_id, mobile: true, user: "x", user_ids: [], web: null, tokens: 1, only_mobile: 1 });
  const satisfying = { user_id, mobile_only: true, further: { deep: 1 } } satisfies ResetRequest;
  await api.reset(satisfying);
  const declared: ResetRequest = { user_id, further: 1 };
  await api.reset(declared);
  await api.reset({ ...declared, reason: "left" });
  const invalidate = { session_id, team_id: "T12345678", further: true } satisfies InvalidateRequest;
  await api.invalidate(invalidate);
};

// Options, all of them.
export const every: CallOptions = {
  token: "xoxp-…",
  contentType: "application/json",
  accept: ["application/json", "*/*"],
  timeout: [1000, 5000],
  deadline: 60_000,
  retry: { attempts: 2, unknown: false },
  headers: { "x-a": "1" },
  signal: AbortSignal.timeout(1000),
  skipDeserialization: false,
  stream: false,
  withResponse: false,
  throwOnError: true,
  onEvent: (event) => void event.call,
};
export const listening = api.reset({ user_id }, { onEvent: (event) => exactly<SlackEvent>()(event) });
export const form: CallOptions = { contentType: "application/x-www-form-urlencoded" };
export const accept: CallOptions = { accept: ["a/b", "c/d"] as const };
export const once: CallOptions = { retry: false, deadline: 0 };

// Results by option, of both methods alike.
export async function results() {
  exactly<Promise<SlackResponse>>()(api.reset({ user_id }));
  exactly<Promise<SlackResponse>>()(api.invalidate({ user_id, session_id }));
  const plain = await api.reset({ user_id }, { timeout: 1000, signal: new AbortController().signal });
  exactly<SlackResponse>()(plain);
  exactly<true>()(plain.ok);
  exactly<unknown>()(plain.further);
  exactly<SlackResponse>()(await api.reset({ user_id }, {}));
  exactly<SlackResponse>()(await api.reset({ user_id }, undefined));
  exactly<SlackResponse>()(await api.reset({ user_id }, { withResponse: false, throwOnError: true }));
  exactly<SlackResponse>()(await api.reset({ user_id }, { skipDeserialization: false, stream: false }));

  const full = await api.invalidate({ user_id, session_id }, { withResponse: true });
  exactly<FullResponse<SlackResponse>>()(full);
  exactly<SlackResponse>()(full.body);
  exactly<number>()(full.status);
  exactly<Record<string, string>>()(full.headers);
  exactly<string | undefined>()(full.requestId);
  exactly<number>()(full.attempts);
  exactly<Response>()(full.response);

  const either = await api.reset({ user_id }, { throwOnError: false });
  exactly<SlackResponse | SlackFailure>()(either);
  if (either.ok) exactly<SlackResponse>()(either);
  else {
    exactly<SlackFailure>()(either);
    exactly<SlackErrorCode>()(either.error);
  }

  const both = await api.reset({ user_id }, { withResponse: true, throwOnError: false });
  exactly<SlackResponse | SlackFailure>()(both.body);
  if (!both.body.ok) exactly<SlackErrorCode>()(both.body.error);

  const raw = await api.reset({ user_id }, { skipDeserialization: true });
  exactly<RawResponse>()(raw);
  exactly<Response>()(raw.response);
  exactly<RawResponse>()(await api.invalidate({ user_id, session_id }, { skipDeserialization: true, stream: true }));
}

// Results of the methods that only read.
export async function found() {
  const page = await api.list({ user_id, team_id: "T12345678" });
  exactly<ListResponse>()(page);
  exactly<ActiveSession[]>()(page.active_sessions);
  const [session] = page.active_sessions;
  if (session) {
    exactly<number>()(session.session_id);
    exactly<string | undefined>()(session.recent?.ip);
    await api.invalidate({ user_id: session.user_id, session_id: session.session_id });
  }
  exactly<string | undefined>()(page.response_metadata?.next_cursor);
  exactly<FullResponse<ListResponse>>()(await api.list({}, { withResponse: true }));
  exactly<ListResponse | SlackFailure>()(await api.list({}, { throwOnError: false }));
  exactly<RawResponse>()(await api.list({}, { skipDeserialization: true }));

  const { user } = await api.lookupByEmail({ email: "w12345678@example.com" }, { timeout: 1 });
  exactly<SlackUser>()(user);
  exactly<string>()(user.id);
  exactly<boolean | undefined>()(user.is_primary_owner);
  await api.reset({ user_id: user.id });

  const options: PageOptions = { timeout: 1, signal: new AbortController().signal };
  for await (const one of api.sessions({ limit: 200 }, options)) exactly<ListResponse>()(one);
}
export const stubOfFinding: Pick<AdminUsersSessionApi, "list" | "lookupByEmail" | "sessions"> = {
  list: async () => ({ ok: true, active_sessions: [] }),
  lookupByEmail: async () => ({ ok: true, user: { id: user_id } }),
  sessions: async function* () {
    yield { ok: true, active_sessions: [] };
  },
};

// Options that are only known to be options: every result is possible.
export async function unknownOptions(options: CallOptions) {
  const answer = await api.reset({ user_id }, options);
  const narrowed: SlackResponse | SlackFailure | FullResponse<SlackResponse | SlackFailure> | RawResponse = answer;
  return narrowed;
}

// Flags whose values aren't known, and options that are built elsewhere.
export async function open(flag: boolean, given: Readonly<CallOptions>, rest: Omit<CallOptions, "withResponse">) {
  const perhaps = await api.reset({ user_id }, { withResponse: flag });
  exactly<SlackResponse | FullResponse<SlackResponse>>()(perhaps);
  const raw = await api.reset({ user_id }, { skipDeserialization: flag });
  exactly<SlackResponse | RawResponse>()(raw);
  exactly<SlackResponse | SlackFailure>()(await api.reset({ user_id }, { throwOnError: flag }));
  exactly<SlackResponse>()(await api.reset({ user_id }, { stream: undefined }));
  const options = { timeout: 1, withResponse: true } as const;
  exactly<FullResponse<SlackResponse>>()(await api.reset({ user_id }, options));
  const full: FullResponse<SlackResponse | SlackFailure> | RawResponse = await api.reset(
    { user_id },
    { ...rest, withResponse: true },
  );
  const any: SlackResponse | SlackFailure | FullResponse<SlackResponse | SlackFailure> | RawResponse = await api.reset(
    { user_id },
    given,
  );
  return [full, any];
}

// Stubs for a program's own tests.
export const stubs: Pick<AdminUsersSessionApi, "reset">[] = [
  { reset: async () => ({ ok: true }) },
  { reset: async (request) => ({ ok: true, user: request.user_id }) },
  { reset: () => Promise.reject(new SlackApiError("user_not_found", { error: "user_not_found", kind: "target" })) },
  { reset: async (_request, options?: CallOptions) => ({ ok: true, warning: String(options?.timeout) }) },
  {
    reset: async () => {
      throw new SlackNetworkError("no connection");
    },
  },
  api,
];
export const stub = { reset: async () => ({ ok: true }) } satisfies Pick<AdminUsersSessionApi, "reset">;
export const both: Pick<AdminUsersSessionApi, "reset" | "invalidate"> = {
  reset: async () => ({ ok: true }),
  invalidate: async () => ({ ok: true }),
};

// Errors that a program's own tests make.
export const made: SlackError[] = [
  new SlackError(),
  new SlackError("broken", { attempts: 2, outcome: "unknown", requestId: "r", code: "own" }, { cause: new Error() }),
  new SlackArgumentError("user_id is missing", { argument: "user_id", method: "admin.users.session.reset" }),
  new SlackApiError("ratelimited", { error: "ratelimited", kind: "retry", data: { ok: false, error: "ratelimited" } }),
  new SlackRateLimitedError("wait", { retryAfter: 30 }),
  new SlackHttpError("502", { status: 502, statusText: "Bad Gateway", headers: {}, body: "" }),
  new SlackNetworkError("no connection", {}, { cause: "any" }),
  new SlackTimeoutError("late", { phase: "read" }),
  new SlackProtocolError("strange", { status: 200 }),
];
export const json: Record<string, unknown> = new SlackApiError().toJSON();

// Errors.
export function errors(error: unknown) {
  if (!(error instanceof SlackError)) return;
  const base: Error = error;
  exactly<string>()(base.message);
  exactly<string>()(error.code);
  exactly<number>()(error.attempts);
  exactly<string | undefined>()(error.requestId);
  exactly<Outcome>()(error.outcome);
  const outcome: "not_sent" | "rejected" | "unknown" | "no_effect" = error.outcome;
  const method: string | undefined = error.method;

  if (error instanceof SlackArgumentError) {
    exactly<"slack_admin_session_argument_error">()(error.code);
    exactly<string>()(error.argument);
  } else if (error instanceof SlackApiError) {
    exactly<"slack_webapi_platform_error">()(error.code);
    exactly<SlackErrorCode>()(error.error);
    exactly<ErrorKind>()(error.kind);
    const kind: "target" | "run" | "request" | "retry" = error.kind;
    exactly<SlackFailure>()(error.data);
    exactly<string | undefined>()(error.needed);
    exactly<string | undefined>()(error.provided);
    exactly<number>()(error.status);
    return kind;
  } else if (error instanceof SlackRateLimitedError) {
    exactly<"slack_webapi_rate_limited_error">()(error.code);
    exactly<number>()(error.retryAfter);
  } else if (error instanceof SlackHttpError) {
    exactly<"slack_webapi_http_error">()(error.code);
    exactly<number>()(error.status);
    exactly<string>()(error.statusText);
    exactly<Record<string, string>>()(error.headers);
    exactly<string>()(error.body);
  } else if (error instanceof SlackNetworkError) {
    exactly<"slack_webapi_request_error">()(error.code);
  } else if (error instanceof SlackTimeoutError) {
    exactly<"slack_admin_session_timeout_error">()(error.code);
    exactly<"connect" | "read" | "deadline">()(error.phase);
  } else if (error instanceof SlackProtocolError) {
    exactly<"slack_admin_session_protocol_error">()(error.code);
    exactly<number>()(error.status);
    exactly<Record<string, string>>()(error.headers);
    exactly<string>()(error.body);
  }
  return [outcome, method];
}

// Slack's codes: any text is allowed, and an editor completes the documented ones.
type Documented<Code> = Code extends string ? (string extends Code ? never : Code) : never;
export const undocumented: SlackErrorCode = "brand_new";
export const documented: Documented<SlackErrorCode>[] = ["user_not_found", "ratelimited", "fatal_error"];
export const text: string = undocumented;

// The end of a client.
export async function ends() {
  using one = new AdminUsersSessionApi({ accessToken: "xoxp-…" });
  await one.reset({ user_id });
  const disposable: Disposable = one;
  exactly<void>()(one.dispose());
  exactly<void>()(one.free());
  return disposable;
}
