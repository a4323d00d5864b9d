// What was done in this sitting. It lies in this page's memory only.

import type { Action } from "./action.ts";
import type { Report, Standing } from "./explain.ts";

/** One call, as it is saved: flat, and without the token. */
export interface Entry {
  time: string;
  action: Action["method"];
  user_id: string;
  team_id: string;
  session_id: string;
  devices: string;
  host: string;
  outcome: Standing;
  code: string;
  request_id: string;
  attempts: number;
}

/** An entry, and what the page shows of it. */
export interface Item {
  entry: Entry;
  action: Action;
  report: Report;
}

/** The calls of this sitting, the oldest first. */
export class History {
  readonly items: Item[] = [];
  #unsaved = 0;

  /** How many entries no file has. */
  get unsaved(): number {
    return this.#unsaved;
  }

  get entries(): Entry[] {
    return this.items.map((item) => item.entry);
  }

  add(action: Action, report: Report, host: string, time: Date): void {
    const reset = action.method === "reset";
    const entry: Entry = {
      time: time.toISOString(),
      action: action.method,
      user_id: action.user,
      team_id: reset ? "" : action.team,
      session_id: reset ? "" : action.session,
      devices: reset ? action.devices : "",
      host,
      outcome: report.standing,
      code: report.code,
      request_id: report.requestId,
      attempts: report.attempts,
    };
    this.items.push({ entry, action, report });
    this.#unsaved += 1;
  }

  /** What was done before to the same user or session. */
  about(action: Action): Item[] {
    return this.items.filter(({ action: before }) =>
      action.method === "reset"
        ? before.method === "reset" && before.user === action.user
        : before.method === "invalidate" && before.session === action.session,
    );
  }

  saved(): void {
    this.#unsaved = 0;
  }

  clear(): void {
    this.items.length = 0;
    this.#unsaved = 0;
  }
}
