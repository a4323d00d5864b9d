// The runs: one at a time, the next one queued. Each is paused, gone on with and stopped here.

import type { ReportRow } from "slack-admin-session/run";
import { wordsFor } from "./codes.ts";
import type { Action } from "./action.ts";
import { type Circumstances, type History, nameOf } from "./history.ts";
import type { Beginning, Ended, Told } from "./leg.ts";
import { linkedPace } from "./hosts.ts";
import { type Prepared, actionOn } from "./prepared.ts";
import type { Agreed, Before } from "./review.ts";
import { type Run, fresh, load } from "./run-model.ts";
import * as store from "./run-store.ts";
import type { Thread } from "./run-thread.ts";
import { rowReport } from "./run-row.ts";
import type { Session } from "./session.ts";
import { asList } from "./target.ts";
import { moment } from "./times.ts";

/** What the page does when something has changed. */
export interface Watcher {
  /** The run, or what is known of it, is another one. */
  changed(): void;
  /** It has come to a stop, for good or not. */
  ended(): void;
  /** Slack refuses the token. */
  refused(why: string): void;
}

interface Waiting {
  run: Run;
  begin: Beginning;
}

export class Runs {
  /** The run that is shown. */
  run: Run | undefined;
  readonly queue: Waiting[] = [];
  readonly #earlier = new Map<string, Before>();
  readonly #history: History;
  readonly #watcher: Watcher;
  #session: Session | undefined;
  /** Whether the run waits for another token. */
  #wantsToken = false;
  #thread: Thread | undefined;
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

  /** Whether something is sent, or may be. */
  get busy(): boolean {
    return this.#thread !== undefined;
  }

  /** Whether a run isn't at its end. */
  get unfinished(): boolean {
    return this.run !== undefined && this.run.phase !== "over";
  }

  /** Somebody is signed in, perhaps with another token than before: then a run that waits for one goes on. */
  open(session: Session): void {
    this.#session = session;
    if (this.#wantsToken) this.goOn();
    else if (!this.unfinished) this.#next();
  }

  close(): void {
    this.#session = undefined;
    this.#halt("leave");
  }

  /** Begins what was agreed to, or queues it. */
  add(prepared: Prepared, { targets, note }: Agreed): void {
    const session = this.#session;
    if (!session) return;
    const { method, devices, name } = prepared;
    const host = hostOf(session);
    const run = fresh(crypto.randomUUID(), method, devices, host, note, targets);
    const begin: Beginning = { list: asList(targets), name: name || "the console", method, devices, by: session.identity.admin, note };
    this.queue.push({ run, begin });
    if (!this.unfinished) this.#next();
    this.#watcher.changed();
  }

  pause(): void {
    this.#halt("pause");
  }

  /** Stops it for good: what is left stays undone. */
  stop(): void {
    if (this.#thread) this.#halt("stop");
    else void this.#end("You stopped it.");
  }

  /** Goes on where it stopped. */
  goOn(): void {
    if (this.run && this.#session && !this.#thread) this.#go(this.run);
  }

  /** What an earlier run of this browser did to a target within a day. */
  earlier(action: Action): Before | undefined {
    return this.#earlier.get(nameOf(action));
  }

  /** Reads the runs of the last day, and shows the newest one that isn't at its end. */
  async restore(): Promise<void> {
    for (const kept of await store.runs()) {
      if (kept.at < Date.now() - DAY && (kept.over || this.unfinished)) continue;
      try {
        const run = await load(kept);
        for (const row of run.rows) {
          const name = nameOf(actionOn(run, row));
          if (row.at && !this.#earlier.has(name)) this.#earlier.set(name, { at: Date.parse(row.at), standing: rowReport(row, []).standing });
        }
        if (kept.over || this.unfinished) continue;
        if (run.counts.left === 0) {
          await store.note({ ...kept, over: true });
          continue;
        }
        this.show(run, `It began ${moment(run.at)}, and was not finished.`);
      } catch {
        // Cut off before its first call: nothing of it was sent.
        await store.forget(kept.id);
      }
    }
  }

  /** Takes a record in that the command, or another browser, has written. Rejects where it can't be used. */
  async bring(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const kept = { id: crypto.randomUUID(), at: Date.now(), over: false };
    await store.note(kept);
    await store.bring(kept.id, bytes);
    try {
      this.show(await load(kept), "It comes from a file.");
    } catch (error) {
      await store.forget(kept.id);
      throw error;
    }
  }

  show(run: Run, why: string): void {
    this.run = run;
    run.why = why;
    if (run.counts.left === 0) run.phase = "over";
    for (const row of run.rows) if (row.at) this.#note(run, row, undefined);
    this.#watcher.changed();
  }

  #next(): void {
    const [waiting] = this.queue;
    const session = this.#session;
    // A list that was agreed to at one host waits until somebody is signed in there.
    if (!waiting || !session || waiting.run.host !== hostOf(session)) return;
    this.queue.shift();
    this.run = waiting.run;
    this.#go(waiting.run, waiting.begin);
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
    // Where this browser keeps nothing, the run itself says so.
    const noted = store.note({ id: run.id, at: run.at, over: false }).catch(() => {});
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
    if (told.is === "progress") {
      const { settled, secondsLeft, waitsFor, done, notDone, unknown, left } = told.progress;
      Object.assign(run, { counts: { done, notDone, unknown, left }, secondsLeft, waitsFor });
      if (settled) {
        run.rows[settled.n - 1] = settled;
        if (settled.state !== "left") this.#note(run, settled, this.#session);
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
    // Another tab may have done a part of it meanwhile.
    if (run.rows.filter(({ state }) => state === "done").length !== done) {
      run.rows = await load({ id: run.id, at: run.at, over: false }).then(({ rows }) => rows, () => run.rows);
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
    this.#rest(run, this.#stopping === "offline" ? OFFLINE : this.#why(result));
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
        return "Slack can’t be reached, or can’t do it just now.";
      case "uncertain":
        return "Three calls in a row may have happened or not. Check the connection, then go on.";
      case "not_slack":
        return "What answers is not Slack. Check the host, and what stands in between.";
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
    this.#next();
    this.#watcher.changed();
  }

  /** `session` is whose call it was, where that is known. */
  #note(run: Run, row: ReportRow, session: Session | undefined): void {
    const action = actionOn(run, row);
    const circumstances: Circumstances = {
      host: run.host,
      admin: session?.identity.admin ?? "",
      organisation: session?.identity.organisation ?? "",
      run: run.id,
      note: run.note,
    };
    this.#history.add(action, rowReport(row, this.#history.about(action)), circumstances, new Date(row.at));
  }
}

const hostOf = (session: Session): string => new URL(session.host, location.href).href;

/** In milliseconds. */
const DAY = 86_400_000;

const OFFLINE = "This browser has no network. It goes on by itself when the network is back.";
