// The types of `slack-admin-session/run`, with their docs.

/** A target of a run: a user whose sessions end, or one session. */
export interface Target {
  /** Its number, from 1, in the order of the list. */
  n: number;
  /** The line of the list that names it first, from 1. */
  line: number;
  /** The user: `U…` or `W…`. */
  user_id?: string;
  /** The session, in digits. Only `invalidate` has it. */
  session_id?: string;
  /** The team or organisation: `T…` or `E…`. Only `invalidate` has it. */
  team_id?: string;
  /** Whether the run leaves it alone. */
  protected: boolean;
}

/** What is wrong with a line of a list. It never quotes the value, which may be a token. */
export interface Problem {
  /** The line, from 1. */
  line: number;
  /** The column or the property that has the value. */
  column?: string;
  /** What the value looks like. */
  looksLike?: "email" | "lower_case" | "shortened_number" | "token" | "line_break";
  /** What is wrong, and what to do. */
  message: string;
}

/**
 * A list was refused. No session was ended.
 *
 * @example
 * ```js
 * try {
 *   await plan(new TextEncoder().encode("user_id\nw12345678\n"), { method: "reset" });
 * } catch (error) {
 *   if (!(error instanceof RunInputError)) throw error;
 *   for (const { line, message } of error.problems) console.log(line, message);
 *   console.log(`${error.total} problems`);
 * }
 * ```
 */
export declare class RunInputError extends Error {
  /** The first 20 problems. */
  readonly problems: readonly Problem[];
  /** How many problems there are. */
  readonly total: number;
  /** Makes an error. `what` names the list. */
  constructor(what: string, problems: readonly Problem[], total: number);
}

/**
 * A record can't be used: it is damaged, it is in use by another process, it doesn't exist, or it exists already.
 *
 * @example
 * ```js
 * try {
 *   await openRecord("missing.jsonl");
 * } catch (error) {
 *   if (!(error instanceof RunRecordError)) throw error;
 *   console.log(error.message, error.line);
 * }
 * ```
 */
export declare class RunRecordError extends Error {
  /** The line that is damaged, from 1. */
  readonly line?: number | undefined;
  /** Makes an error, for a record of your own. */
  constructor(message: string, details?: { line?: number | undefined; cause?: unknown });
}

/** The users that a run leaves alone, whatever its list says: a list like that of `plan`, or user ids. */
export type Protect = Uint8Array | readonly string[];

/**
 * The options of `plan`.
 *
 * @example
 * ```js
 * const list = new TextEncoder().encode("W12345678\nW00000003\n");
 * const some = await plan(list, { method: "reset", mobile_only: true, protect: ["W00000003"], note: "INC-4711" });
 * console.log(some.count, some.protected);
 * ```
 */
export interface PlanOptions {
  /** What is done with each target: `"reset"` ends all sessions of a user, `"invalidate"` ends one session. */
  method: "reset" | "invalidate";
  /** With `"reset"`: whether only mobile sessions end. Default `false`. */
  mobile_only?: boolean;
  /** With `"reset"`: whether only web sessions end. Default `false`. */
  web_only?: boolean;
  /** The users that the run leaves alone. */
  protect?: Protect;
  /** The name of the list, for the record. */
  name?: string;
  /** How many calls are made in a minute: a whole number from 1 to 6000. Default 20, which Slack allows. */
  perMinute?: number;
  /** The host that your client calls, for the record. Default `https://slack.com/api`. */
  host?: string;
  /** Who runs it, for the record, such as a login name. */
  by?: string;
  /** Why it is run, for the record, such as a ticket. */
  note?: string;
  /**
   * With `"reset"`: a client, or a stub of one, that finds the users of a list of e-mail addresses. It makes 50 calls a
   * minute, and its token needs the scope `users:read.email`. Without it such a list is refused.
   */
  lookUp?: LookUpApi;
  /**
   * With `lookUp`: whether to leave out an address if Slack doesn't find its user or can't end the user's sessions.
   * Default `false`: the list is then refused.
   */
  skipMissing?: boolean;
  /** With `lookUp`: ends the look-ups. `plan` then rejects with `signal.reason`. */
  signal?: AbortSignal;
  /** With `lookUp`: is called before each look-up. If it throws, nothing changes. */
  onLookUp?(progress: LookUpProgress): void;
}

/** What `plan` calls to find users: a client, or a stub of one. */
export interface LookUpApi {
  /** Finds a user by `email`, as the client does. `plan` reads `user` of the answer. */
  lookupByEmail(
    request: { email: string },
    options: { deadline: number; retry: { attempts: number; maxRetryAfter: number }; signal?: AbortSignal },
  ): Promise<unknown>;
}

/** How many addresses `plan` has looked up. */
export interface LookUpProgress {
  /** How many addresses are looked up. */
  done: number;
  /** How many addresses are left. */
  left: number;
  /** How long the rest takes, in seconds, if nothing goes wrong. */
  secondsLeft: number;
}

/**
 * What a run will do. It iterates over the targets in the order of the list, with the protected ones.
 *
 * @example
 * ```js
 * const users = await plan(new TextEncoder().encode("W12345678\nW12345678\n"), { method: "reset" });
 * console.log(`${users.count} users, ${users.duplicates} listed again, about ${users.seconds} seconds`);
 * for (const { line, user_id } of users) console.log(line, user_id);
 * ```
 */
export interface Plan extends Iterable<Target> {
  /** How the list is written. */
  readonly form: "plain" | "csv" | "json-lines";
  /** The columns of a CSV that `plan` has read. */
  readonly columns: readonly string[];
  /** How many targets the run calls. */
  readonly count: number;
  /** How many targets the run leaves alone. */
  readonly protected: number;
  /** How many lines name a target again. */
  readonly duplicates: number;
  /** How many e-mail addresses were looked up. */
  readonly lookedUp: number;
  /** With `skipMissing`: how many addresses are left out. */
  readonly skipped: number;
  /** With `skipMissing`: why addresses are left out, for the first 20 of them. */
  readonly problems: readonly Problem[];
  /** How long the run takes, in seconds, if nothing goes wrong. */
  readonly seconds: number;
}

/**
 * Reads a whole list, and makes a plan of it. It ends no session. With `lookUp` it looks users up; otherwise it sends
 * nothing.
 *
 * The list has a user id on each line, or it is CSV with headings, or JSON Lines. Its text is UTF-8, or UTF-16 with a
 * byte order mark. With `lookUp` the list may have e-mail addresses instead of user ids: one on each line, or CSV with
 * a column `email`, `primaryemail` or `userprincipalname`.
 *
 * If a line is wrong, it rejects with a `RunInputError`. If a look-up fails for a reason other than its address, it
 * rejects with the error of that call. If an option is wrong, it rejects with a `TypeError`.
 *
 * @example
 * ```js
 * const list = new TextEncoder().encode("email\nw12345678@example.com\n");
 * const found = await plan(list, { method: "reset", lookUp: api, skipMissing: true });
 * console.log(`${found.count} users of ${found.lookedUp} addresses`);
 * ```
 */
export declare function plan(list: Uint8Array | AsyncIterable<Uint8Array>, options: PlanOptions): Promise<Plan>;

/**
 * Where a run keeps its record. `createRecord` and `openRecord` keep it in a file. Where there are no files, such as in
 * a page, write your own.
 *
 * @example
 * ```js
 * // In memory, for a test: nothing survives the process.
 * let text = "";
 * const users = await plan(new TextEncoder().encode("W12345678\n"), { method: "reset" });
 * await run(api, users, {
 *   record: {
 *     async *read() {
 *       if (text) yield new TextEncoder().encode(text);
 *     },
 *     append: async (more) => void (text += more),
 *     close: async () => {},
 *   },
 * });
 * console.log(text);
 * ```
 */
export interface RunRecord {
  /** Returns the whole content of the record, from its start. */
  read(): AsyncIterable<Uint8Array>;
  /**
   * Adds a text at the end, and resolves once it is durable. If that fails, it rejects; every later call then rejects
   * too.
   */
  append(text: string): Promise<void>;
  /** Closes the record. */
  close(): Promise<void>;
}

/** The options of `run`. */
export interface RunOptions {
  /** Where the run keeps its record. The run closes it at its end. */
  record: RunRecord;
  /** Stops the run. A call under way is still awaited, for 30 seconds at most, and recorded. */
  signal?: AbortSignal;
  /** Is called after each target, and before each wait. If it throws, nothing changes. */
  onProgress?(progress: RunProgress): void;
}

/** The options of `resume`. */
export interface ResumeOptions extends RunOptions {
  /** Whether to repeat the calls that may have happened. Default `false`. */
  repeatUnknown?: boolean;
  /** More users that the run leaves alone from now on. */
  protect?: Protect;
  /** How many calls are made in a minute: a whole number from 1 to 6000. Default: as before. */
  perMinute?: number;
}

/** How many targets are in which state. Protected targets aren't counted. */
export interface RunCounts {
  /** Slack did it. */
  done: number;
  /** It was not done. */
  notDone: number;
  /** It may have happened. */
  unknown: number;
  /** It is left to do. */
  left: number;
}

/** How far a run is. */
export interface RunProgress extends RunCounts {
  /** How long the rest takes, in seconds, if nothing goes wrong. */
  secondsLeft: number;
  /** What the run waits for: its pace, Slack's limit, a connection, or Slack itself. */
  waitsFor?: "pace" | "limit" | "connection" | "unavailable";
  /** The target that was called last, once its outcome is recorded. */
  settled?: ReportRow;
}

/**
 * Why a run ended:
 * - `"complete"`: nothing is left.
 * - `"stopped"`: `signal` stopped it.
 * - `"refused"`: Slack refuses every call with this token, or the client does.
 * - `"wrong_list"`: the first ten answers were all refusals of targets.
 * - `"limited"`: Slack limits the calls for longer than a run waits. See `retryAt`.
 * - `"unreachable"`: there is no connection, or Slack isn't available.
 * - `"uncertain"`: three calls in a row may have happened or not.
 * - `"not_slack"`: something other than Slack answers.
 * - `"record"`: the record can't be written, or another program wrote to it. See `cause`.
 *
 * After all of them except `"complete"`, `resume` can go on.
 */
export type RunReason =
  | "complete"
  | "stopped"
  | "refused"
  | "wrong_list"
  | "limited"
  | "unreachable"
  | "uncertain"
  | "not_slack"
  | "record";

/** What a run did. */
export interface RunResult extends RunCounts {
  /** Why the run ended. */
  reason: RunReason;
  /** With `"limited"`: when the run may go on, in milliseconds since 1970. */
  retryAt?: number;
  /** With `"record"`: why the record can't be written. */
  cause?: unknown;
  /** With `"record"`: the text that could not be written. It may be the outcome of a call. */
  unwritten?: string;
}

/** What a run calls: a client, or a stub of one. It needs only the method of the plan. */
export interface RunApi {
  /** Ends all sessions of a user, as the client does. The run sets `retry: false` and `withResponse: true`. */
  reset?(
    request: { user_id: string; mobile_only?: true } | { user_id: string; web_only?: true },
    options: { retry: false; withResponse: true },
  ): Promise<unknown>;
  /** Ends one session, as the client does. The run sets `retry: false` and `withResponse: true`. */
  invalidate?(
    request:
      | { session_id: string; user_id: string; team_id?: string }
      | { session_id: string; team_id: string; user_id?: string },
    options: { retry: false; withResponse: true },
  ): Promise<unknown>;
}

/**
 * Carries a plan out, one call after the other. It writes to the record before and after each call.
 *
 * It never rejects because of Slack's answers: see `reason` of the result. If an argument is wrong, it rejects before it
 * writes anything.
 *
 * @example
 * ```js
 * const users = await plan(new TextEncoder().encode("W12345678\n"), { method: "reset" });
 * const { reason, done, notDone, unknown, left } = await run(api, users, {
 *   record: await createRecord("run.jsonl"),
 *   signal: AbortSignal.timeout(3_600_000),
 *   onProgress: ({ left, secondsLeft }) => console.log(`${left} left, about ${secondsLeft} seconds`),
 * });
 * console.log(reason, done, notDone, unknown, left);
 * ```
 */
export declare function run(api: RunApi, plan: Plan, options: RunOptions): Promise<RunResult>;

/**
 * Goes on where a record ends. It needs no list. It repeats no call that is done, and without `repeatUnknown` no call
 * that may have happened.
 *
 * If the record can't be used, it rejects with a `RunRecordError`.
 *
 * @example
 * ```js
 * const users = await plan(new TextEncoder().encode("W12345678\n"), { method: "reset" });
 * await run(api, users, { record: await createRecord("stopped.jsonl"), signal: AbortSignal.abort() });
 *
 * const result = await resume(api, { record: await openRecord("stopped.jsonl") });
 * console.log(result.reason, result.done);
 * ```
 */
export declare function resume(api: RunApi, options: ResumeOptions): Promise<RunResult>;

/** The outcome of a target. A text is empty if there is none. */
export interface ReportRow extends Target {
  /** `"protected"`, or whether it was done: see `RunCounts`. */
  state: "done" | "not_done" | "unknown" | "left" | "protected";
  /** Slack's code, or a word of this package. */
  error: string;
  /** What happened, in words. */
  what: string;
  /** What to do, in words. */
  next: string;
  /** The header `x-slack-req-id` of the answer. */
  request_id: string;
  /** When the outcome was recorded, as an ISO 8601 time. */
  at: string;
}

/**
 * The report of a record. It iterates over the rows of all targets.
 *
 * @example
 * ```js
 * const users = await plan(new TextEncoder().encode("W12345678\n"), { method: "reset" });
 * await run(api, users, { record: await createRecord("reported.jsonl") });
 *
 * const record = await openRecord("reported.jsonl");
 * const said = await report(record.read());
 * await record.close();
 * for (const { user_id, what, next } of said.rows("not_done")) console.log(user_id, what, next);
 * for (const line of said.csv()) console.log(line);
 * ```
 */
export interface RunReport extends RunCounts, Iterable<ReportRow> {
  /** What was done with each target. */
  readonly method: "reset" | "invalidate";
  /** Whether only mobile sessions ended. */
  readonly mobile_only: boolean;
  /** Whether only web sessions ended. */
  readonly web_only: boolean;
  /** The host that is called. */
  readonly host: string;
  /** How many calls are made in a minute. */
  readonly perMinute: number;
  /** How many targets are left alone. */
  readonly protected: number;
  /** How many lines of the list name a target again. */
  readonly duplicates: number;
  /** How many addresses of the list were left out. See `skipMissing`. */
  readonly skipped: number;
  /** How many bytes at the end can't be read, because a write was cut off. */
  readonly torn: number;
  /** Returns the rows in one state, or all rows. */
  rows(only?: ReportRow["state"]): Iterable<ReportRow>;
  /** Returns the same rows as lines of CSV, with headings first. `plan` takes it as a list. */
  csv(only?: ReportRow["state"]): Iterable<string>;
}

/**
 * Reads a record, and reports the outcome of each target. If the record can't be used, it rejects with a
 * `RunRecordError`.
 *
 * @example
 * ```js
 * const users = await plan(new TextEncoder().encode("W12345678\n"), { method: "reset" });
 * await run(api, users, { record: await createRecord("told.jsonl") });
 *
 * const record = await openRecord("told.jsonl");
 * const { done, notDone, unknown, left } = await report(record.read());
 * await record.close();
 * console.log(done, notDone, unknown, left);
 * ```
 */
export declare function report(record: AsyncIterable<Uint8Array>): Promise<RunReport>;
