// The messages between the page and its worker about a leg of a run. A leg lasts from the start, or a resumption, to the next
// stop.

import type { RunProgress, RunResult } from "slack-admin-session/run";
import type { Devices } from "./action.ts";
import type { Method } from "./target.ts";

/** The list and the options of a new run. */
export interface Beginning {
  list: string;
  name: string;
  method: Method;
  devices: Devices;
  by: string;
  note: string;
}

/** A leg of a run. */
export interface Leg {
  run: string;
  host: string;
  token: string | undefined;
  perMinute: number | undefined;
  /** Missing if the worker resumes a record. */
  begin?: Beginning;
}

/** A message to the worker. */
export type Order = { ask: "go"; leg: Leg } | { ask: "stop" };

/** How a leg ended. */
export type Ended = Omit<RunResult, "cause">;

/** A message from the worker. */
export type Told =
  | { is: "progress"; progress: RunProgress }
  | { is: "over"; result: Ended }
  /** Another tab runs it. */
  | { is: "taken" }
  | { is: "failed"; message: string };
