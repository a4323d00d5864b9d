/** Request of `users.lookupByEmail`: finds a user. Slack takes it as a form alone. */
export type LookupByEmailRequest = FurtherProperties<"email"> & {
  /** The user's address. */
  email: string;
};

/** A user, as `users.lookupByEmail` finds them. */
export interface SlackUser {
  /** What `reset` takes as `user_id`. */
  id: string;
  /** What `list` takes as `team_id`. */
  team_id?: string;
  /** The name without spaces. */
  name?: string;
  /** Whether the account is deactivated. */
  deleted?: boolean;
  /** The name as people write it. */
  real_name?: string;
  /** What the user shows to others. */
  profile?: {
    /** The user's address. */
    email?: string;
    [property: string]: unknown;
  };
  /** Whether the user is an admin of the workspace. */
  is_admin?: boolean;
  /** Whether the user is an owner of the workspace. */
  is_owner?: boolean;
  /** The primary owner's sessions can't be ended. */
  is_primary_owner?: boolean;
  /** Bots have no sessions. */
  is_bot?: boolean;
  [property: string]: unknown;
}

/** Slack's answer to `users.lookupByEmail`. */
export interface LookupByEmailResponse extends SlackResponse {
  /** The user with that address. */
  user: SlackUser;
}
