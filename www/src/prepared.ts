// What a form asks for, before anybody has agreed to it.

import type { Action, Devices } from "./action.ts";
import type { Left } from "./pasted.ts";
import type { Method, Target } from "./target.ts";

/** Targets of one kind, and what was left out of them. */
export interface Prepared {
  method: Method;
  devices: Devices;
  targets: Target[];
  /** The e-mail addresses of the users who were looked up by them. */
  addresses: ReadonlyMap<string, string>;
  left: Left[];
  /** What `left` doesn't list. */
  more: number;
  twice: number;
  /** Where they come from. */
  name: string;
}

/** What is done with one of the targets. */
export function actionOn({ method, devices }: Pick<Prepared, "method" | "devices">, target: Target): Action {
  const { user_id: user = "", session_id: session = "", team_id: team = "" } = target;
  return method === "reset" ? { method, user, devices } : { method, session, user, team };
}
