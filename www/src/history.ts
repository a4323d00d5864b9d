// The calls made from this page, single ones and those of runs. The history is only in the page's memory; the browser keeps the
// runs too.

import type { Action } from "./action.ts";
import type { Report, Standing } from "./explain.ts";
import { moment } from "./times.ts";

/** One call, as it is saved in a file. It never has the token. */
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
  admin: string;
  organisation: string;
  run: string;
  note: string;
  settled_by: string;
}

/** Who made the call, where, and why. */
export type Circumstances = Pick<Entry, "host" | "admin" | "organisation" | "run" | "note">;

/** An entry, with its action and report for the page. */
export interface Item {
  entry: Entry;
  action: Action;
  report: Report;
}

/** The calls made from this page, the oldest first. */
export class History {
  readonly items: Item[] = [];
  readonly #about = new Map<string, Item[]>();
  readonly #settled: (entry: Entry, target: string) => void;
  #unsaved = 0;

  /** The history calls `settled` for each entry whose unknown outcome becomes known. */
  constructor(settled: (entry: Entry, target: string) => void) {
    this.#settled = settled;
  }

  /** How many changes have not been saved to a file. */
  get unsaved(): number {
    return this.#unsaved;
  }

  get entries(): Entry[] {
    return this.items.map((item) => item.entry);
  }

  /** The calls that may have happened, and aren't settled. */
  get toCheck(): Item[] {
    return this.items.filter(({ entry }) => entry.outcome === "unknown" && entry.settled_by === "");
  }

  /** Adds a call, unless it is here already. `settledBy` is what the browser kept about it. */
  add(action: Action, report: Report, circumstances: Circumstances, time: Date, settledBy = ""): void {
    const reset = action.method === "reset";
    const entry: Entry = {
      time: time.toISOString(),
      action: action.method,
      user_id: action.user,
      team_id: reset ? "" : action.team,
      session_id: reset ? "" : action.session,
      devices: reset ? action.devices : "",
      host: circumstances.host,
      outcome: report.standing,
      code: report.code,
      request_id: report.requestId,
      attempts: report.attempts,
      admin: circumstances.admin,
      organisation: circumstances.organisation,
      run: circumstances.run,
      note: circumstances.note,
      settled_by: settledBy,
    };
    const item = { entry, action, report };
    if (entry.run && this.about(action).some(({ entry: one }) => one.run === entry.run && one.time === entry.time)) return;
    if (entry.outcome === "done" || entry.outcome === "nothing") this.#settle(item);
    this.items.push(item);
    const name = nameOf(action);
    this.#about.set(name, [...(this.#about.get(name) ?? []), item]);
    this.#unsaved += 1;
  }

  /** The calls for the same user or session. */
  about(action: Action): readonly Item[] {
    return this.#about.get(nameOf(action)) ?? [];
  }

  /** Whether the action is known to be done since then: the latest call that covers it is done, or a person found that it is. */
  isDone(action: Action, since: number): boolean {
    const latest = this.about(action).findLast((item) => covers(item.action, action) && Date.parse(item.entry.time) >= since);
    return latest !== undefined && (["done", "nothing"].includes(latest.entry.outcome) || FOUND_DONE.test(latest.entry.settled_by));
  }

  /** Notes what a person found out about a call. */
  checked(item: Item, ended: boolean, note: string, admin: string): void {
    const found = ended ? "signed out" : "still signed in";
    const by = [`checked ${new Date().toISOString()}: ${found}`, admin && `by ${admin}`, note].filter(Boolean).join(", ");
    item.entry.settled_by = by;
    this.#settled(item.entry, nameOf(item.action));
    this.#unsaved += 1;
  }

  /** Settles earlier unknown calls that this call, which is done, covers. */
  #settle({ action, entry }: Item): void {
    for (const before of this.about(action)) {
      if (before.entry.outcome !== "unknown" || before.entry.settled_by !== "" || before.entry.time > entry.time) continue;
      if (!covers(action, before.action)) continue;
      before.entry.settled_by = `${entry.outcome} ${entry.time}${entry.request_id && `, request ${entry.request_id}`}`;
      this.#settled(before.entry, nameOf(before.action));
    }
  }

  saved(): void {
    this.#unsaved = 0;
  }

  clear(): void {
    this.items.length = 0;
    this.#about.clear();
    this.#unsaved = 0;
  }
}

/** What settled a call, in short and in local time. The files have the full text. */
export const settledWords = (by: string): string =>
  by.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/, (time) => moment(Date.parse(time))).replace(/, request \S+$/, "");

/** The note that `checked` writes if a person found the user signed out. */
const FOUND_DONE = /^checked \S+ signed out/;

/** Whether an action ends at least the same sessions as another one for the same user or session. */
function covers(action: Action, other: Action): boolean {
  if (action.method !== "reset" || other.method !== "reset") return true;
  return action.devices === "all" || action.devices === other.devices;
}

/** A name that is equal for the same user or session. */
export const nameOf = (action: Action): string => (action.method === "reset" ? `user ${action.user}` : `session ${action.session}`);
