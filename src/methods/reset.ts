/**
 * The request of `admin.users.session.reset`, which ends all sessions of a user. `mobile_only` and `web_only` limit it.
 * They can't both be `true`.
 *
 * @example
 * ```js
 * await api.reset({ user_id: "W12345678", web_only: true });
 * ```
 */
export type ResetRequest = FurtherProperties<"user_id" | "mobile_only" | "web_only"> & {
  /** The user whose sessions end. */
  user_id: string;
} & (
  | {
      /** Whether only mobile sessions end. Default `false`. */
      mobile_only?: boolean | null | undefined;
      /** Whether only web sessions end. Default `false`. */
      web_only?: false | null | undefined;
    }
  | {
      /** Whether only mobile sessions end. Default `false`. */
      mobile_only?: false | null | undefined;
      /** Whether only web sessions end. Default `false`. */
      web_only?: boolean | null | undefined;
    }
);

