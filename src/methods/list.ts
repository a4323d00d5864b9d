/**
 * Request of `admin.users.session.list`: lists the active sessions of one user, or, without `user_id` and `team_id`, of the
 * whole organisation.
 */
export type ListRequest = FurtherProperties<"user_id" | "team_id" | "limit" | "cursor"> & {
  /** Sessions on a page at most: 1 to 1000. Slack's default is 1000. */
  limit?: number | null | undefined;
  /** Where the page begins: `response_metadata.next_cursor` of the page before. */
  cursor?: string | null | undefined;
} & (
  | {
      /** The user whose sessions are listed. Slack wants `team_id` with it. */
      user_id: string;
      /** The user's team. */
      team_id: string;
    }
  | {
      /** The user whose sessions are listed. Slack wants `team_id` with it. */
      user_id?: null | undefined;
      /** The user's team. */
      team_id?: null | undefined;
    }
);

/** The device, the client and the address of a session. */
export interface SessionClient {
  /** For example `iPhone14,3`. */
  device_hardware?: string;
  /** For example `iOS`. */
  os?: string;
  /** For example `17.5.1`. */
  os_version?: string;
  /** For example `24.06.20`. */
  slack_client_version?: string;
  /** The address that the session came from. */
  ip?: string;
  [property: string]: unknown;
}

/** A session, as `admin.users.session.list` lists it. */
export interface ActiveSession {
  /** The user whose session it is. */
  user_id: string;
  /** The team that the session belongs to. */
  team_id: string;
  /** What `invalidate` takes. It refuses a number above 2^53, which has lost digits. */
  session_id: number;
  /** What the session began with. */
  created: SessionClient;
  /** What it was used with last, if something has changed since. */
  recent?: SessionClient;
  [property: string]: unknown;
}

/** Slack's answer to `admin.users.session.list`: one page of sessions. */
export interface ListResponse extends SlackResponse {
  /** The sessions of this page. */
  active_sessions: ActiveSession[];
  response_metadata?: ResponseMetadata & {
    /** The `cursor` of the next page; empty or missing on the last one. */
    next_cursor?: string;
  };
}
