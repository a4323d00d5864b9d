// The types of `slack-admin-session/run`, with their docs.

/** A target of a run: a user whose sessions end, or one session. */
export interface Target {
  /** Its number, from 1, in the order of the list. */
  n: number;
  /** The line of the list that names it first, from 1. */
  line: number;
  /** `U…` or `W…`. */
  user_id?: string;
  /** Digits; only for `invalidate`. */
  session_id?: string;
  /** `T…` or `E…`; only for `invalidate`. */
  team_id?: string;
  /** Whether it is left alone. */
  protected: boolean;
}

/** A line of a list that was refused. The value is never quoted, since it may be a token. */
export interface Problem {
  /** From 1. */
  line: number;
  /** The column or the property that the value stands in. */
  column?: string;
  /** What the value looks like. */
  looksLike?: "email" | "lower_case" | "shortened_number" | "token" | "line_break";
  /** What is wrong, and what to do. */
  message: string;
}

/** A list was refused. Nothing was sent. */
export declare class RunInputError extends Error {
  /** The first 20 problems. */
  readonly problems: readonly Problem[];
  /** How many problems there are. */
  readonly total: number;
  /** An error for a list with that name. */
  constructor(what: string, problems: readonly Problem[], total: number);
}

/** A record can't be used: it is damaged, locked, or there already. */
export declare class RunRecordError extends Error {
  /** The line that is damaged, from 1. */
  readonly line?: number | undefined;
  /** An error as a record of your own may throw it. */
  constructor(message: string, details?: { line?: number | undefined; cause?: unknown });
}

/** Users who are left alone, whatever the list says: a list in one of the three forms, or their ids. */
export type Protect = Uint8Array | readonly string[];

export interface PlanOptions {
  /** What is done with each target: `"reset"` ends all sessions of a user, `"invalidate"` a single session. */
  method: "reset" | "invalidate";
  /** Only sessions on mobile devices; for `reset`. */
  mobile_only?: boolean;
  /** Only sessions in browsers; for `reset`. */
  web_only?: boolean;
  /** Users who are left alone. */
  protect?: Protect;
  /** The name of the list, for the record. */
  name?: string;
  /** Calls a minute: a whole number from 1 to 6000. Default 20, which Slack allows. */
  perMinute?: number;
  /** The host that the client calls, for the record. Default `https://slack.com/api`. */
  host?: string;
  /** Who runs it: a login name, for the record. */
  by?: string;
  /** Why: a ticket, say, for the record. */
  note?: string;
  /**
   * Takes a list of e-mail addresses too, for `reset`, and looks its users up: a client, or a stub of one. It needs the scope
   * `users:read.email`, and makes 50 calls a minute. Without it such a list is refused.
   */
  lookUp?: LookUpApi;
  /** Leave out the lines whose users Slack doesn't find, or whose sessions can't be ended. Else they refuse the list. */
  skipMissing?: boolean;
  /** Ends the look-up: `plan` rejects with its reason. */
  signal?: AbortSignal;
  /** Is told before each look-up how far it is. What it throws changes nothing. */
  onLookUp?(progress: LookUpProgress): void;
}

/** What looks users up: a client of this package, or a stub of one. */
export interface LookUpApi {
  lookupByEmail(
    request: { email: string },
    options: { deadline: number; retry: { attempts: number; maxRetryAfter: number }; signal?: AbortSignal },
  ): Promise<unknown>;
}

/** How far a look-up is. */
export interface LookUpProgress {
  /** Addresses that were looked up. */
  done: number;
  /** Addresses that are left. */
  left: number;
  /** How long these take, if nothing else happens. */
  secondsLeft: number;
}

/** What a run is going to do: its targets, in the order of the list, protected ones too. */
export interface Plan extends Iterable<Target> {
  /** How the list is written. */
  readonly form: "plain" | "csv" | "json-lines";
  /** The columns of a CSV that were read. */
  readonly columns: readonly string[];
  /** How many targets are called. */
  readonly count: number;
  /** How many are left alone. */
  readonly protected: number;
  /** How many lines named a target again. */
  readonly duplicates: number;
  /** How many e-mail addresses were looked up. */
  readonly lookedUp: number;
  /** With `skipMissing`: how many addresses are left out. */
  readonly skipped: number;
  /** The first 20 of these, and why. */
  readonly problems: readonly Problem[];
  /** How long it takes at this pace. */
  readonly seconds: number;
}

/**
 * Reads a list whole, or rejects with a `RunInputError`. Ends no session, and sends nothing but look-ups, if `lookUp` is given.
 *
 * The list is plain (a user id a line), CSV with headings, or JSON Lines; UTF-8, or UTF-16 with a byte order mark. With `lookUp` it
 * may be one of e-mail addresses: one a line, or a CSV with a column `email`, `primaryemail` or `userprincipalname` and none of
 * user ids. A look-up that fails for another reason than its address rejects with that call's error.
 */
export declare function plan(list: Uint8Array | AsyncIterable<Uint8Array>, options: PlanOptions): Promise<Plan>;

/** Where a record is kept. */
export interface RunRecord {
  /** What it holds, from its start. */
  read(): AsyncIterable<Uint8Array>;
  /** Appends a text. Resolves when it is durable, and else rejects, then and from then on. */
  append(text: string): Promise<void>;
  /** Lets go of it. */
  close(): Promise<void>;
}

export interface RunOptions {
  /** Where the record is kept. It is closed at the end. */
  record: RunRecord;
  /** Stops the run: waits end at once; a call under way is awaited, for 30 s at most, and recorded. */
  signal?: AbortSignal;
  /** Is told how far it is. What it throws changes nothing. */
  onProgress?(progress: RunProgress): void;
}

export interface ResumeOptions extends RunOptions {
  /** Do again what may have happened. */
  repeatUnknown?: boolean;
  /** Further users who are left alone from now on. */
  protect?: Protect;
  /** Another pace than the record's. */
  perMinute?: number;
}

/** How many targets stand where. Protected ones are in none of them. */
export interface RunCounts {
  done: number;
  notDone: number;
  unknown: number;
  left: number;
}

/** How far a run is. */
export interface RunProgress extends RunCounts {
  /** How long it still takes, if nothing else happens. */
  secondsLeft: number;
  /** What it waits for. */
  waitsFor?: "pace" | "limit" | "connection" | "unavailable";
  /** What became of the target that was called last, once that is recorded. */
  settled?: ReportRow;
}

/** What became of a run. */
export interface RunResult extends RunCounts {
  /**
   * Why it ended:
   * - `"complete"`: nothing is left.
   * - `"stopped"`: by `signal`.
   * - `"refused"`: Slack refuses every call with this token, or the client does.
   * - `"wrong_list"`: the first ten answers were all refusals of targets.
   * - `"limited"`: Slack limits the calls for longer than a run waits; see `retryAt`.
   * - `"unreachable"`: there is no connection, or Slack is not available.
   * - `"uncertain"`: three calls in a row may have happened or not.
   * - `"not_slack"`: something else than Slack answers.
   * - `"record"`: the record can't be written, or somebody else wrote to it; see `cause`.
   */
  reason:
    | "complete"
    | "stopped"
    | "refused"
    | "wrong_list"
    | "limited"
    | "unreachable"
    | "uncertain"
    | "not_slack"
    | "record";
  /** When it may go on, in milliseconds since 1970. */
  retryAt?: number;
  /** With `"record"`: why the record can't be written. */
  cause?: unknown;
  /** With `"record"`: what could not be written. It is the outcome of a call where it says so. */
  unwritten?: string;
}

/** What a run calls: a client of this package, or a stub of one. It needs the method that the plan asks for. */
export interface RunApi {
  reset?(
    request: { user_id: string; mobile_only?: true } | { user_id: string; web_only?: true },
    options: { retry: false; withResponse: true },
  ): Promise<unknown>;
  invalidate?(
    request:
      | { session_id: string; user_id: string; team_id?: string }
      | { session_id: string; team_id: string; user_id?: string },
    options: { retry: false; withResponse: true },
  ): Promise<unknown>;
}

/** Does what was planned. Never rejects for what Slack says; a wrong argument rejects before anything is written. */
export declare function run(api: RunApi, plan: Plan, options: RunOptions): Promise<RunResult>;

/** Goes on where a record ends. Rejects with a `RunRecordError` where the record can't be used. */
export declare function resume(api: RunApi, options: ResumeOptions): Promise<RunResult>;

/** What became of a target. */
export interface ReportRow extends Target {
  state: "done" | "not_done" | "unknown" | "left" | "protected";
  /** Slack's code, or a word of this package; like the others empty where there is none. */
  error: string;
  /** What happened, in words. */
  what: string;
  /** What to do, in words. */
  next: string;
  /** `x-slack-req-id` */
  request_id: string;
  /** When that was recorded. */
  at: string;
}

/** What a record says: a row for each target. */
export interface RunReport extends RunCounts, Iterable<ReportRow> {
  readonly method: "reset" | "invalidate";
  readonly mobile_only: boolean;
  readonly web_only: boolean;
  /** The host that is called. */
  readonly host: string;
  /** The latest pace. */
  readonly perMinute: number;
  /** How many targets are left alone. */
  readonly protected: number;
  /** How many lines of the list named a target again. */
  readonly duplicates: number;
  /** How many addresses of the list were left out, since Slack didn't find their users or their sessions can't be ended. */
  readonly skipped: number;
  /** How many bytes at the end can't be read, since a write was cut off. */
  readonly torn: number;
  /** The rows of one state, or all. */
  rows(only?: ReportRow["state"]): Iterable<ReportRow>;
  /** The same as CSV, which is itself a list, heading first. */
  csv(only?: ReportRow["state"]): Iterable<string>;
}

/** Reads what became of each target. Rejects with a `RunRecordError` where the record can't be used. */
export declare function report(record: AsyncIterable<Uint8Array>): Promise<RunReport>;
