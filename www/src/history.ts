// What was done from this page: each call, alone or in a run. It lies in this page's memory only; runs are kept elsewhere too.

import type { Action } from "./action.ts";
import type { Report, Standing } from "./explain.ts";
import { moment } from "./times.ts";

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
  admin: string;
  organisation: string;
  run: string;
  note: string;
  settled_by: string;
}

/** Who did it, where, and what for. */
export type Circumstances = Pick<Entry, "host" | "admin" | "organisation" | "run" | "note">;

/** An entry, and what the page shows of it. */
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

  /** `settled` is told of each entry of which somebody knows now what became of it. */
  constructor(settled: (entry: Entry, target: string) => void) {
    this.#settled = settled;
  }

  /** How many entries no file has. */
  get unsaved(): number {
    return this.#unsaved;
  }

  get entries(): Entry[] {
    return this.items.map((item) => item.entry);
  }

  /** What may have happened, and isn't settled. */
  get toCheck(): Item[] {
    return this.items.filter(({ entry }) => entry.outcome === "unknown" && entry.settled_by === "");
  }

  /** Adds a call, unless it is here already. `settledBy` is what was kept of it elsewhere. */
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

  /** What was done before to the same user or session. */
  about(action: Action): readonly Item[] {
    return this.#about.get(nameOf(action)) ?? [];
  }

  /** Whether it is known that it was done since then: the latest call that ends as much was, or a person found it so. */
  isDone(action: Action, since: number): boolean {
    const latest = this.about(action).findLast((item) => covers(item.action, action) && Date.parse(item.entry.time) >= since);
    return latest !== undefined && (["done", "nothing"].includes(latest.entry.outcome) || FOUND_DONE.test(latest.entry.settled_by));
  }

  /** A person looked, and says what is so. */
  checked(item: Item, ended: boolean, note: string, admin: string): void {
    const found = ended ? "signed out" : "still signed in";
    const by = [`checked ${new Date().toISOString()}: ${found}`, admin && `by ${admin}`, note].filter(Boolean).join(", ");
    item.entry.settled_by = by;
    this.#settled(item.entry, nameOf(item.action));
    this.#unsaved += 1;
  }

  /** What is done now settles what was in doubt before, if it ended at least as much. */
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

/** What settled a call, in short, with the time as the reader's clock shows it. The files have it whole. */
export const settledWords = (by: string): string =>
  by.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/, (time) => moment(Date.parse(time))).replace(/, request \S+$/, "");

/** What a person found, as `checked` writes it. */
const FOUND_DONE = /^checked \S+ signed out/;

/** Whether an action ends at least as much as another one on the same user or session. */
function covers(action: Action, other: Action): boolean {
  if (action.method !== "reset" || other.method !== "reset") return true;
  return action.devices === "all" || action.devices === other.devices;
}

/** What makes it the same user or session again. */
export const nameOf = (action: Action): string => (action.method === "reset" ? `user ${action.user}` : `session ${action.session}`);
