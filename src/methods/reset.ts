/**
 * Request of `admin.users.session.reset`: wipes all valid sessions of a user, on all devices, or with `mobile_only` or
 * `web_only`, which can't both be true, on those.
 */
export type ResetRequest = FurtherProperties<"user_id" | "mobile_only" | "web_only"> & {
  /** The user whose sessions are wiped. */
  user_id: string;
} & (
  | {
      /** Only mobile sessions. Not together with `web_only`. */
      mobile_only?: boolean | null | undefined;
      /** Only web sessions. Not together with `mobile_only`. */
      web_only?: false | null | undefined;
    }
  | {
      /** Only mobile sessions. Not together with `web_only`. */
      mobile_only?: false | null | undefined;
      /** Only web sessions. Not together with `mobile_only`. */
      web_only?: boolean | null | undefined;
    }
);

