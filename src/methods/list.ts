/**
 * The request of `admin.users.session.list`, which lists active sessions: those of one user, or without `user_id` and
 * `team_id` those of the whole organisation.
 *
 * @example
 * ```js
 * const first = await api.list({ limit: 200 });
 * const cursor = first.response_metadata?.next_cursor;
 * if (cursor) await api.list({ limit: 200, cursor });
 * ```
 */
export type ListRequest = FurtherProperties<"user_id" | "team_id" | "limit" | "cursor"> & {
  /** The most sessions on a page, from 1 to 1000. Slack's default is 1000. */
  limit?: number | null | undefined;
  /** Where the page begins: `response_metadata.next_cursor` of the page before. */
  cursor?: string | null | undefined;
} & (
  | {
      /** The user whose sessions are listed. Slack wants `team_id` with it. */
      user_id: string;
      /** The user's team. Slack wants `user_id` with it. */
      team_id: string;
    }
  | {
      /** The user whose sessions are listed. Slack wants `team_id` with it. */
      user_id?: null | undefined;
      /** The user's team. Slack wants `user_id` with it. */
      team_id?: null | undefined;
    }
);

/** Where a session is used: the device, its system, the client and the address. */
export interface SessionClient {
  /** The device, such as `iPhone14,3`. */
  device_hardware?: string;
  /** The system, such as `iOS`. */
  os?: string;
  /** The system's version, such as `17.5.1`. */
  os_version?: string;
  /** The version of Slack's client, such as `24.06.20`. */
  slack_client_version?: string;
  /** The IP address. */
  ip?: string;
  [property: string]: unknown;
}

/** A session, as `admin.users.session.list` shows it. */
export interface ActiveSession {
  /** The user whose session it is. */
  user_id: string;
  /** The team that the session belongs to. */
  team_id: string;
  /** The session, for `invalidate`. A number above 2^53 has lost digits, and `invalidate` refuses it. */
  session_id: number;
  /** Where the session began. */
  created: SessionClient;
  /** Where the session was used last. It is missing if nothing has changed since. */
  recent?: SessionClient;
  [property: string]: unknown;
}

/** Slack's answer to `admin.users.session.list`: one page of sessions. */
export interface ListResponse extends SlackResponse {
  /** The sessions of this page. */
  active_sessions: ActiveSession[];
  /** The warnings in detail, and `next_cursor`: the `cursor` of the next page, empty or missing on the last page. */
  response_metadata?: ResponseMetadata & {
    /** The `cursor` of the next page. It is empty or missing on the last page. */
    next_cursor?: string;
  };
}
