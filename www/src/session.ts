// The session of a signed-in admin. Its client holds the token until it is closed.

import { AdminUsersSessionApi, type SlackEvent } from "slack-admin-session";
import type { Action } from "./action.ts";
import type { Leg, Told } from "./leg.ts";
import { type Thread, start } from "./run-thread.ts";
import { type Identity, NOBODY } from "./identity.ts";

/** A session with a host. Only its client and the worker of a run get the token. */
export interface Session {
  readonly api: AdminUsersSessionApi;
  readonly host: string;
  readonly hasToken: boolean;
  /** The admin that the token belongs to. */
  identity: Identity;
  /** Removes the token from a text: a server may echo it, or a person may paste it into a wrong field. */
  readonly conceal: (text: string) => string;
  /** The time until which Slack wants no calls of a method, and the library holds them back. */
  limitedUntil(method: Action["method"]): number;
  /** Receives the events of a call. */
  listener: ((event: SlackEvent) => void) | undefined;
  /** Starts a worker for a leg of a run, with this token at this host. */
  drive(leg: Omit<Leg, "host" | "token">, listen: (told: Told) => void): Thread;
  /** Wipes the token. */
  close(): void;
}

/** Opens a session. A wrong host or token throws the library's SlackArgumentError. */
export function open(host: string, token: string | undefined): Session {
  const limits = new Map<string, number>();
  const onEvent = (event: SlackEvent) => {
    if (event.type === "rate_limited") limits.set(event.method, Date.now() + event.retryAfter * 1000);
    session.listener?.(event);
  };
  const api = new AdminUsersSessionApi(
    token === undefined ? { host, tokenPlacement: "none", onEvent } : { host, accessToken: token, onEvent },
  );
  let held = token;
  const session: Session = {
    api,
    host,
    hasToken: token !== undefined,
    identity: NOBODY,
    conceal: (text) => (held ? text.replaceAll(held, "[token]") : text),
    limitedUntil: (method) => limits.get(`admin.users.session.${method}`) ?? 0,
    listener: undefined,
    drive: (leg, listen) => start({ ...leg, host, token: held }, listen),
    close() {
      api.dispose();
      held = undefined;
    },
  };
  return session;
}
