// What a form asks for, before the person has agreed.

import type { Action, Devices } from "./action.ts";
import type { Left } from "./pasted.ts";
import type { Method, Target } from "./target.ts";

/** The targets that a form found, and what was left out. */
export interface Prepared {
  method: Method;
  devices: Devices;
  targets: Target[];
  /** The e-mail addresses of looked-up users, by user id. */
  addresses: ReadonlyMap<string, string>;
  left: Left[];
  /** How many more were left out, but aren't in `left`. */
  more: number;
  twice: number;
  /** The name of the list. */
  name: string;
}

/** The action for one of the targets. */
export function actionOn({ method, devices }: Pick<Prepared, "method" | "devices">, target: Target): Action {
  const { user_id: user = "", session_id: session = "", team_id: team = "" } = target;
  return method === "reset" ? { method, user, devices } : { method, session, user, team };
}
