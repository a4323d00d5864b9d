// What the page and its worker say to each other about a leg of a run: from its start, or a resumption, to its next stop.

import type { RunProgress, RunResult } from "slack-admin-session/run";
import type { Devices } from "./action.ts";
import type { Method } from "./target.ts";

/** What a run begins with. */
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
  /** Left out where the record is resumed. */
  begin?: Beginning;
}

/** What the worker is asked to do. */
export type Order = { ask: "go"; leg: Leg } | { ask: "stop" };

/** How it ended. */
export type Ended = Omit<RunResult, "cause">;

/** What the worker says. */
export type Told =
  | { is: "progress"; progress: RunProgress }
  | { is: "over"; result: Ended }
  /** Another tab runs it. */
  | { is: "taken" }
  | { is: "failed"; message: string };
