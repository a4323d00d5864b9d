/**
 * The request of `users.lookupByEmail`, which finds a user. Slack takes it only as a form.
 *
 * @example
 * ```js
 * const { user } = await api.lookupByEmail({ email: "w12345678@example.com" });
 * if (!user.is_bot && !user.is_primary_owner) await api.reset({ user_id: user.id });
 * ```
 */
export type LookupByEmailRequest = FurtherProperties<"email"> & {
  /** The user's e-mail address. */
  email: string;
};

/** A user, as `users.lookupByEmail` shows them. */
export interface SlackUser {
  /** The user, for `reset`: its `user_id`. */
  id: string;
  /** The user's team, for `list`: its `team_id`. */
  team_id?: string;
  /** The user name, without spaces. */
  name?: string;
  /** Whether the account is deactivated. */
  deleted?: boolean;
  /** The full name. */
  real_name?: string;
  /** What the user shows to others. */
  profile?: {
    /** The user's e-mail address. */
    email?: string;
    [property: string]: unknown;
  };
  /** Whether the user is an admin of the workspace. */
  is_admin?: boolean;
  /** Whether the user is an owner of the workspace. */
  is_owner?: boolean;
  /** Whether the user is the primary owner, whose sessions Slack doesn't end. */
  is_primary_owner?: boolean;
  /** Whether the user is a bot, which has no sessions. */
  is_bot?: boolean;
  [property: string]: unknown;
}

/** Slack's answer to `users.lookupByEmail`. */
export interface LookupByEmailResponse extends SlackResponse {
  /** The user with that address. */
  user: SlackUser;
}
