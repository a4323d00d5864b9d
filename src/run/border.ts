/** Why a run ended. */
export type RunReason =
  | "complete" | "stopped" | "refused" | "wrong_list" | "limited" | "unreachable" | "uncertain" | "not_slack" | "record";

/** The properties of a line of JSON Lines that count, wherever they are in it. */
export interface ListLine {
  user_id: unknown;
  session_id: unknown;
  team_id: unknown;
  /** `actor.user.id` */
  actor_id: unknown;
  /** `entity.type` */
  entity_type: unknown;
  /** `entity.user.id` */
  entity_id: unknown;
  /** `context.session_id` */
  context_session_id: unknown;
}

/**
 * A line of the record, as `JSON.parse` makes it. Each property must have the type that it has in the record; otherwise the line
 * is unreadable.
 */
export type RecordLine = object;

/** A call that failed: the properties of the client's error, empty if there is none. */
export interface CallFailure {
  /** The name of the error's class; empty if it isn't one of the client's errors. */
  class: string;
  outcome: string;
  /** Slack's code. */
  error: string;
  kind: string;
  /** 0 if there is none. */
  status: number;
  /** Seconds; 0 if there is none. */
  retry_after: number;
  argument: string;
  /** `code` of the innermost `cause` that has one. */
  cause: string;
  request_id: string;
}

/** What to do with each target of a list. */
export interface PlanOrder {
  method: "admin.users.session.reset" | "admin.users.session.invalidate";
  mobile_only: boolean;
  web_only: boolean;
  per_minute: number;
  /** Whether the list may have e-mail addresses; for `reset`. */
  look_up: boolean;
  host: string;
  list_name: string | undefined;
  list_sha256: string | undefined;
  by: string | undefined;
  note: string | undefined;
}

/** How a run goes on. */
export interface ResumeOrder {
  repeat_unknown: boolean;
  /** Another pace than the record's. */
  per_minute: number | undefined;
}

/** A target. */
export interface Target {
  /** From 1, in the order of the list. */
  n: number;
  line: number;
  user_id?: string;
  session_id?: string;
  team_id?: string;
  /** `true` if it is left alone, else missing. */
  protected?: true;
}

/** The result of a target. */
export interface Row extends Target {
  state: "done" | "not_done" | "unknown" | "left" | "protected";
  /** Slack's code, or this program's word. Like the other texts it is empty if there is none. */
  error: string;
  /** What happened. */
  what: string;
  /** What to do. */
  next: string;
  request_id: string;
  /** When its outcome was recorded. */
  at: string;
}

/** How many targets are in each state; together they are all, protected ones too. */
export interface Counts {
  done: number;
  notDone: number;
  unknown: number;
  left: number;
  protected: number;
}

/** What is wrong with a list. */
export interface ListProblems {
  /** How many problems there are. */
  total: number;
  /** The first 20. */
  problems: {
    line: number;
    column?: string;
    looksLike?: "email" | "lower_case" | "shortened_number" | "token" | "line_break";
    message: string;
  }[];
}
