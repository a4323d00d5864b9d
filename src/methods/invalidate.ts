/**
 * Request of `admin.users.session.invalidate`: revokes one session. `user_id` (Slack's current reference), `team_id`
 * (its OpenAPI description) or both.
 */
export type InvalidateRequest = FurtherProperties<"user_id" | "team_id" | "session_id"> & {
  /** The session: a safe integer, a bigint or a string of digits; sent digit for digit. */
  session_id: number | bigint | string;
} & (
  | {
      /** The user whose session it is. */
      user_id: string;
      /** The team that the session belongs to. */
      team_id?: string | null | undefined;
    }
  | {
      /** The user whose session it is. */
      user_id?: string | null | undefined;
      /** The team that the session belongs to. */
      team_id: string;
    }
);

