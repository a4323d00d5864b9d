/**
 * The request of `admin.users.session.invalidate`, which ends one session. It needs `session_id`, and `user_id` or
 * `team_id` or both. Slack's reference asks for the user, Slack's OpenAPI description for the team.
 *
 * @example
 * ```js
 * await api.invalidate({ user_id: "W12345678", session_id: 1112275520242 });
 * ```
 */
export type InvalidateRequest = FurtherProperties<"user_id" | "team_id" | "session_id"> & {
  /** The session: a safe integer, a bigint or a string of digits. It is sent digit for digit. */
  session_id: number | bigint | string;
} & (
  | {
      /** The user whose session ends. */
      user_id: string;
      /** The team that the session belongs to. */
      team_id?: string | null | undefined;
    }
  | {
      /** The user whose session ends. */
      user_id?: string | null | undefined;
      /** The team that the session belongs to. */
      team_id: string;
    }
);

