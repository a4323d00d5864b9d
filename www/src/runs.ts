// The runs: one at a time, the next lists queued. Pauses them, continues them and stops them.

import type { ReportRow } from "slack-admin-session/run";
import { wordsFor } from "./codes.ts";
import type { Action } from "./action.ts";
import { type Circumstances, type Entry, type History, nameOf } from "./history.ts";
import type { Beginning, Ended, Told } from "./leg.ts";
import { linkedPace } from "./hosts.ts";
import { type Prepared, actionOn } from "./prepared.ts";
import type { Agreed, Before } from "./review.ts";
import { type Run, fresh, load } from "./run-model.ts";
import * as store from "./run-store.ts";
import type { Thread } from "./run-thread.ts";
import { rowReport } from "./run-row.ts";
import type { Session } from "./session.ts";
import { moment } from "./times.ts";
import { type WaitingList, beginning } from "./waiting-list.ts";

/** The callbacks for changes. */
export interface Watcher {
  /** The run or the queue has changed. */
  changed(): void;
  /** The run has paused or ended. */
  ended(): void;
  /** Slack refuses the token. */
  refused(why: string): void;
}

/** A list in the queue. */
export interface Waiting {
  list: WaitingList;
  /** Whether it begins only after another review, because the page was closed or the admin signed out. */
  asks: boolean;
  /** Whether it is lost when the page closes, because this browser can't keep it. */
  fleeting: boolean;
}

export class Runs {
  /** The run that is shown. */
  run: Run | undefined;
  /** The runs of this page and of the last day, the newest first. */
  readonly known: Run[] = [];
  readonly queue: Waiting[] = [];
  readonly #settled = new Map<string, Record<string, string>>();
  readonly #earlier = new Map<string, Before>();
  readonly #history: History;
  readonly #watcher: Watcher;
  #session: Session | undefined;
  /** Whether the run waits for another token. */
  #wantsToken = false;
  #thread: Thread | undefined;
  /** The run whose record is known to have its list. */
  #listed = "";
  /** Why the leg under way is being stopped. */
  #stopping: "pause" | "offline" | "stop" | "leave" | undefined;

  constructor(history: History, watcher: Watcher) {
    this.#history = history;
    this.#watcher = watcher;
    addEventListener("offline", () => this.#halt("offline"));
    addEventListener("online", () => {
      if (this.run?.phase === "paused" && this.run.why === OFFLINE) this.goOn();
    });
  }

  /** Whether a leg is under way, so that calls may be sent. */
  get busy(): boolean {
    return this.#thread !== undefined;
  }

  /** Whether a run is shown that isn't over. */
  get unfinished(): boolean {
    return this.run !== undefined && this.run.phase !== "over";
  }

  /** Takes the session after signing in. A run that waits for another token goes on. */
  open(session: Session): void {
    this.#session = session;
    if (this.#wantsToken) this.goOn();
    else void this.#next();
  }

  /** Halts the run. The run and the queue stay for the next admin who signs in. */
  close(): void {
    this.#session = undefined;
    this.#halt("leave");
  }

  /** Closes when the admin signs out. Their lists then need another review, so that another admin doesn't begin them unasked. */
  signOut(): void {
    for (const waiting of this.queue) waiting.asks = true;
    this.close();
  }

  /** Begins a run, or queues it. `id` is the id of a queued list that was reviewed again. */
  add(prepared: Prepared, { targets, note }: Agreed, id: string = crypto.randomUUID()): void {
    const session = this.#session;
    if (!session) return;
    const { method, devices, name } = prepared;
    const { admin, organisation } = session.identity;
    const list = { id, at: Date.now(), method, devices, targets, name: name || "the console", note, host: hostOf(session), admin, organisation };
    const waiting: Waiting = { list, asks: false, fleeting: false };
    this.#take(id);
    store.keep(list).catch(() => {
      waiting.fleeting = true;
      this.#watcher.changed();
    });
    if (this.unfinished) this.queue.push(waiting);
    else this.#begin(list);
    this.#watcher.changed();
  }

  /** Removes a list from the queue for good. */
  discard(id: string): void {
    this.#take(id);
    void store.unkeep(id).catch(() => {});
    this.#watcher.changed();
  }

  pause(): void {
    this.#halt("pause");
  }

  /** Stops the run for good. What is left is not done. */
  stop(): void {
    if (this.#thread) this.#halt("stop");
    else void this.#end("You stopped it.");
  }

  /** Continues the run where it stopped. */
  goOn(): void {
    if (this.run && this.#session && !this.#thread) this.#go(this.run);
  }

  /** What an earlier run of this browser did to a target within a day. */
  earlier(action: Action): Before | undefined {
    return this.#earlier.get(nameOf(action));
  }

  /**
   * Reads the runs of the last day and the queue from this browser, and shows the newest unfinished run. Returns how many
   * runs made calls and can't be read.
   */
  async restore(): Promise<number> {
    let unreadable = 0;
    for (const kept of await store.runs()) {
      if (this.known.some(({ id }) => id === kept.id)) continue;
      if (kept.at < Date.now() - DAY && (kept.over || this.unfinished)) continue;
      try {
        this.#restored(await load(kept), kept);
      } catch {
        // If the run was cut off before its first call, nothing was sent, and its list still waits.
        if (await store.hasCalls(kept.id)) unreadable += 1;
      }
    }
    for (const list of await store.waiting()) {
      const { id } = list;
      if (this.queue.some((waiting) => waiting.list.id === id)) continue;
      if (this.known.some((run) => run.id === id)) void store.unkeep(id).catch(() => {});
      else this.queue.push({ list, asks: true, fleeting: false });
    }
    this.#watcher.changed();
    return unreadable;
  }

  #restored(run: Run, kept: store.StoredRun): void {
    this.known.push(run);
    this.#settled.set(run.id, kept.settled);
    for (const row of run.rows) {
      const name = nameOf(actionOn(run, row));
      if (row.at && !this.#earlier.has(name)) this.#earlier.set(name, { at: Date.parse(row.at), standing: rowReport(row, []).standing });
    }
    if (kept.over || this.unfinished || run.counts.left === 0) return;
    run.why = `It began ${moment(run.at)}, and was not finished.`;
    this.show(run);
  }

  /** Opens a record that the command or another browser has written. Rejects if it can't be used. */
  async bring(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const kept = { id: crypto.randomUUID(), at: Date.now(), over: false, organisation: "", settled: {} };
    await store.note(kept);
    await store.bring(kept.id, bytes);
    try {
      const run = await load(kept);
      this.known.unshift(run);
      run.why = "It comes from a file.";
      this.show(run);
    } catch (error) {
      await store.forget(kept.id);
      throw error;
    }
  }

  /** Shows a run, and adds its calls to the history. */
  show(run: Run): void {
    this.run = run;
    for (const row of run.rows) if (row.at) this.#note(run, row, run.admin);
    this.#watcher.changed();
  }

  /** Keeps what settled a call of a run. */
  settle({ run, settled_by: by }: Entry, target: string): void {
    if (run === "") return;
    this.#settled.set(run, { ...this.#settled.get(run), [target]: by });
    void store.settle(run, target, by).catch(() => {});
  }

  /** How many targets of a run still have an unknown outcome. */
  toCheck(run: Run): number {
    if (run.counts.unknown === 0) return 0;
    const settled = this.#settled.get(run.id) ?? {};
    return run.rows.filter((row) => row.state === "unknown" && !settled[nameOf(actionOn(run, row))]).length;
  }

  #take(id: string): Waiting | undefined {
    const at = this.queue.findIndex(({ list }) => list.id === id);
    return at < 0 ? undefined : this.queue.splice(at, 1)[0];
  }

  /** Begins the next list, unless a run is unfinished. A list waits until an admin is signed in at its host. */
  async #next(): Promise<void> {
    const session = this.#session;
    if (!session || this.unfinished) return;
    const waiting = this.queue.find(({ list, asks }) => !asks && list.host === hostOf(session));
    if (!waiting) return;
    // Another tab may have begun or discarded the list.
    const waits = waiting.fleeting || (await store.waits(waiting.list.id).catch(() => true));
    if (this.#session !== session || this.unfinished || !this.#take(waiting.list.id)) return;
    if (waits) this.#begin(waiting.list);
    else void this.#next();
    this.#watcher.changed();
  }

  #begin(list: WaitingList): void {
    const run = fresh(list);
    this.run = run;
    this.known.unshift(run);
    this.#go(run, beginning(list));
  }

  #go(run: Run, begin?: Beginning): void {
    const session = this.#session;
    if (!session) return;
    if (run.host !== hostOf(session)) {
      run.why = `It is a run at ${new URL(run.host).host}: sign in there to go on.`;
      this.#watcher.changed();
      return;
    }
    if (!navigator.onLine && !begin) return this.#rest(run, OFFLINE);
    this.#wantsToken = false;
    run.phase = "running";
    run.why = "";
    const leg = { run: run.id, perMinute: linkedPace(), ...(begin && { begin }) };
    // If this browser can't keep anything, the run itself reports it.
    const noted = store.note({ id: run.id, at: run.at, over: false, ...(begin && { organisation: run.organisation }) }).catch(() => {});
    this.#stopping = undefined;
    this.#thread = session.drive(leg, (told) => void noted.then(() => this.#hear(run, told)));
    if (!navigator.onLine) this.#halt("offline");
    this.#watcher.changed();
  }

  #halt(why: "pause" | "offline" | "stop" | "leave"): void {
    if (!this.#thread || !this.run) return;
    this.#stopping = why;
    this.run.phase = "stopping";
    this.#thread.stop();
    this.#watcher.changed();
  }

  #hear(run: Run, told: Told): void {
    // The record now has the list, so the queue need not keep it.
    if (told.is === "progress" && this.#listed !== run.id) {
      this.#listed = run.id;
      void store.unkeep(run.id).catch(() => {});
    }
    if (told.is === "progress") {
      const { settled, secondsLeft, waitsFor, done, notDone, unknown, left } = told.progress;
      Object.assign(run, { counts: { done, notDone, unknown, left }, secondsLeft, waitsFor });
      if (settled) {
        run.rows[settled.n - 1] = settled;
        if (settled.state !== "left") this.#note(run, settled, this.#session?.identity.admin ?? run.admin);
      }
      this.#watcher.changed();
      return;
    }
    this.#thread = undefined;
    if (told.is === "over") void this.#over(run, told.result);
    else if (told.is === "taken") this.#rest(run, "It is under way in another tab of this browser.");
    else this.#rest(run, `It could not go on. ${told.message}`);
  }

  async #over(run: Run, result: Ended): Promise<void> {
    const { done, notDone, unknown, left } = result;
    run.counts = { done, notDone, unknown, left };
    // Another tab may have done a part of the run.
    if (run.rows.filter(({ state }) => state === "done").length !== done) {
      const { id, at, organisation } = run;
      run.rows = await load({ id, at, over: false, organisation, settled: {} }).then(({ rows }) => rows, () => run.rows);
    }
    if (result.reason === "complete") return void this.#end("");
    if (this.#stopping === "stop") return void this.#end("You stopped it.");
    const refused = run.rows.find((row) => row.state === "left" && row.error !== "");
    if (result.reason === "refused" && refused) {
      this.#wantsToken = true;
      this.#rest(run, `Slack refuses the token. ${wordsFor(refused.error, "run").join(" ")}`);
      this.#watcher.refused(wordsFor(refused.error, "run")[0]);
      return;
    }
    if (this.#stopping === "offline") return this.#rest(run, OFFLINE);
    this.#rest(run, this.#stopping === "leave" ? "It was paused when you signed out." : this.#why(result));
  }

  #why({ reason, retryAt, unwritten }: Ended): string {
    switch (reason) {
      case "stopped":
        return "You paused it.";
      case "refused":
        return "Slack refuses it, and would refuse every further call.";
      case "wrong_list":
        return "The first ten answers were all refusals. Is it the right list, and the right organisation?";
      case "limited":
        return `Slack limits the calls${retryAt === undefined ? "" : ` until ${moment(retryAt)}`}. Go on then.`;
      case "unreachable":
        return "Slack can’t be reached, or can’t do it now.";
      case "uncertain":
        return "Three calls in a row may have happened or not. Check the connection, then go on.";
      case "not_slack":
        return "The answer did not come from Slack. Check the host, and whether a proxy or a sign-in page stands in between.";
      default:
        return `This browser can’t keep the record.${unwritten?.includes('"outcome"') ? ` Not in it: ${unwritten.trim()}` : ""}`;
    }
  }

  #rest(run: Run, why: string): void {
    run.phase = "paused";
    run.why = why;
    this.#watcher.changed();
    this.#watcher.ended();
  }

  async #end(why: string): Promise<void> {
    const { run } = this;
    if (!run) return;
    run.phase = "over";
    run.why = why;
    await store.note({ id: run.id, at: run.at, over: true }).catch(() => {});
    this.#watcher.ended();
    this.#watcher.changed();
    await this.#next();
  }

  #note(run: Run, row: ReportRow, admin: string): void {
    const action = actionOn(run, row);
    const { host, organisation, note } = run;
    const circumstances: Circumstances = { host, admin, organisation, run: run.id, note };
    const report = rowReport(row, this.#history.about(action));
    this.#history.add(action, report, circumstances, new Date(row.at), this.#settled.get(run.id)?.[nameOf(action)]);
  }
}

const hostOf = (session: Session): string => new URL(session.host, location.href).href;

/** A day in milliseconds. */
const DAY = 86_400_000;

const OFFLINE = "This browser has no network. The run goes on when the network is back.";
