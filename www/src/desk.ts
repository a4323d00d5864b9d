// The desk of a signed-in admin: the two forms, and single calls. Lists are reviewed, and become runs.

import { SlackArgumentError } from "slack-admin-session";
import { type Action, type Devices, check, command, consequence, object } from "./action.ts";
import { SHORT } from "./badge.ts";
import { run } from "./call.ts";
import * as chooser from "./chooser.ts";
import { wordsFor } from "./codes.ts";
import * as confirm from "./confirm.ts";
import { announce, byId, chosen } from "./dom.ts";
import { gone } from "./explain.ts";
import { mark, refuseTokens, unmark } from "./fields.ts";
import type { History } from "./history.ts";
import { linkedPace, shortName } from "./hosts.ts";
import { ListField } from "./list-field.ts";
import { type LookedUp, lookUp } from "./lookup.ts";
import { type Prepared, actionOn } from "./prepared.ts";
import { begin } from "./progress.ts";
import * as result from "./result.ts";
import { type Before, dismiss, repeatWarning, review } from "./review.ts";
import { endedBefore } from "./run-row.ts";
import type { Runs } from "./runs.ts";
import type { Session } from "./session.ts";
import type { Method } from "./target.ts";
import { duration, moment } from "./times.ts";
import { TOKEN_CODES } from "./token.ts";
import type { WaitingList } from "./waiting-list.ts";

const EMPTY: Record<Method, string> = {
  reset: "Enter the id of a user, or many.",
  invalidate: "Enter the id of a session and a user id or a team id, in one line.",
};

/** Single calls go out one after the other. The forms can be used during a call. */
export class Desk {
  readonly #history: History;
  readonly #runs: Runs;
  readonly #refused: (why: string) => void;
  readonly #changed: () => void;
  readonly #fields = { reset: new ListField("reset-list", "reset"), invalidate: new ListField("revoke-list", "invalidate") };
  #session: Session | undefined;
  #running: AbortController | undefined;
  #asking = false;
  /** Stops the look-up of e-mail addresses. */
  #looking: AbortController | undefined;
  /** The call whose report is shown. */
  #last: Action | undefined;
  /** The number of confirmed calls that wait for the one under way. */
  #waiting = 0;
  #turn: Promise<void> = Promise.resolve();

  constructor(history: History, runs: Runs, refused: (why: string) => void, changed: () => void) {
    this.#history = history;
    this.#runs = runs;
    this.#refused = refused;
    this.#changed = changed;
    for (const [form, method] of [["reset", "reset"], ["revoke", "invalidate"]] as const) {
      byId(form).addEventListener("submit", (event) => {
        event.preventDefault();
        void this.#submit(form, method);
      });
    }
    chooser.prepare(
      () => this.#session,
      (line, is) => this.#fields.invalidate.toggle(line, is),
    );
    byId("abort").addEventListener("click", () => this.#running?.abort());
    byId("look-up-stop").addEventListener("click", () => this.#looking?.abort());
    byId("again").addEventListener("click", () => this.#last && void this.repeat(this.#last));
  }

  get busy(): boolean {
    return this.#running !== undefined;
  }

  open(session: Session): void {
    if (this.#session !== session) this.#session?.close();
    this.#session = session;
  }

  /** Wipes the token, and keeps the forms. */
  lock(): void {
    this.#running?.abort();
    this.#looking?.abort();
    this.#session?.close();
    this.#session = undefined;
    confirm.dismiss();
    dismiss();
  }

  /** Wipes the token, and empties the forms. */
  close(): void {
    this.lock();
    for (const form of ["reset", "revoke"] as const) byId(form, HTMLFormElement).reset();
    unmark();
    result.hide();
    byId("nothing-yet").hidden = false;
  }

  /** Shows the review for targets of an earlier run, or for the list `queued` of the queue. */
  async again(prepared: Prepared, queued?: WaitingList): Promise<void> {
    const session = this.#session;
    if (session) await this.#review(session, prepared, queued);
  }

  /** Asks whether to make a call again, and makes it. */
  async repeat(action: Action): Promise<void> {
    const session = this.#session;
    if (session && (await confirm.ask(this.#question(action, session))) && this.#session === session) this.#queue(action);
  }

  async #submit(form: "reset" | "revoke", method: Method): Promise<void> {
    const session = this.#session;
    if (!session || this.#asking) return;
    unmark();
    const id = `${form}-list`;
    if (refuseTokens([id], (text) => session.conceal(text) !== text)) return;
    this.#asking = true;
    try {
      const prepared = await this.#prepare(session, form, method);
      if (!prepared || this.#session !== session) return;
      if (prepared.targets.length === 0) {
        const [first] = prepared.left;
        mark(id, first ? `${first.line > 0 ? `Line ${first.line}: ` : `${first.text}: `}${first.why}` : EMPTY[method]);
        return;
      }
      if (!(await this.#decide(session, prepared))) return;
      byId(form, HTMLFormElement).reset();
    } finally {
      this.#asking = false;
    }
  }

  /** What the form asks for, or `undefined` if the person stopped the look-up. */
  async #prepare(session: Session, form: "reset" | "revoke", method: Method): Promise<Prepared | undefined> {
    const field = this.#fields[method];
    const { targets, emails, left, more, twice } = await field.read();
    const devices = method === "reset" ? (chosen(byId(form), "devices") as Devices) : "all";
    const found = await this.#lookUp(session, emails);
    if (!found) return undefined;
    const known = new Set(targets.map(({ user_id }) => user_id));
    const added = [...found.users.keys()].filter((user) => !known.has(user));
    return {
      method,
      devices,
      targets: [...targets, ...added.map((user_id) => ({ user_id }))],
      addresses: found.users,
      left: [...found.left, ...left],
      more,
      twice: twice + found.twice + found.users.size - added.length,
      name: field.name,
    };
  }

  async #lookUp(session: Session, emails: readonly string[]): Promise<LookedUp | undefined> {
    const looking = new AbortController();
    const words = byId("look-up-words");
    this.#looking = looking;
    try {
      return await lookUp(session, emails, looking.signal, ({ done, left, secondsLeft }) => {
        if (done === 0) announce(`${left} e-mail ${left === 1 ? "address is" : "addresses are"} being looked up.`);
        words.textContent = `Looking up e-mail address ${done + 1} of ${done + left}${left > 1 ? `, about ${duration(secondsLeft)} left` : ""}`;
        byId("look-up").hidden = false;
      });
    } catch (error) {
      if (!looking.signal.aborted) throw error;
      return undefined;
    } finally {
      byId("look-up").hidden = true;
      this.#looking = undefined;
    }
  }

  /** Asks, and resolves to whether the person agreed. One target becomes a call, several become a run. */
  async #decide(session: Session, prepared: Prepared): Promise<boolean> {
    const [only] = prepared.targets;
    if (!only || prepared.targets.length > 1 || prepared.left.length + prepared.more > 0) return this.#review(session, prepared);
    const action = actionOn(prepared, only);
    const address = prepared.addresses.get(only.user_id ?? "");
    if (!(await fits(prepared.method, action)) || !(await confirm.ask(this.#question(action, session, address)))) return false;
    this.#queue(action);
    return true;
  }

  async #review(session: Session, prepared: Prepared, queued?: WaitingList): Promise<boolean> {
    const agreed = await review(prepared, {
      host: shortName(session.host),
      organisation: session.identity.organisation,
      perMinute: linkedPace() ?? 20,
      queued: this.#runs.unfinished,
      note: queued?.note ?? "",
      before: (target) => this.#before(actionOn(prepared, target)),
    });
    // In the meantime another token may have been entered, for the same host.
    if (!agreed || this.#session?.host !== session.host) return false;
    this.#runs.add(prepared, { ...agreed, note: session.conceal(agreed.note) }, queued?.id);
    byId("run-title").focus();
    return true;
  }

  #before(action: Action): Before | undefined {
    const before = this.#history.about(action).at(-1);
    return before ? { at: Date.parse(before.entry.time), standing: before.report.standing } : this.#runs.earlier(action);
  }

  #question(action: Action, session: Session, address?: string): confirm.Question {
    const lines = [`This will end ${object(action)} at ${shortName(session.host)}. ${consequence(action)}`];
    if (address) lines.push(`This user has the e-mail address ${address}.`);
    const before = this.#before(action);
    if (before) lines.push(`You did this before: ${moment(before.at)}. Outcome: ${SHORT[before.standing]}.${repeatWarning(action.method, before)}`);
    return { title: action.method === "reset" ? "Reset this user?" : "Revoke this session?", lines, yes: command(action) };
  }

  #queue(action: Action): void {
    this.#waiting += 1;
    this.#sayWaiting();
    this.#turn = this.#turn.then(async () => {
      this.#waiting -= 1;
      this.#sayWaiting();
      if (this.#session) await this.#run(this.#session, action);
      else announce(`${object(action)} was not ended, because you signed out.`, true);
    });
  }

  #sayWaiting(): void {
    const waiting = this.#running ? this.#waiting : 0;
    byId("call-queue").textContent = waiting > 0 ? `${waiting === 1 ? "1 more call waits" : `${waiting} more calls wait`} for this one to end.` : "";
  }

  async #run(session: Session, action: Action): Promise<void> {
    const running = new AbortController();
    this.#running = running;
    const time = new Date();
    result.hide();
    byId("nothing-yet").hidden = true;
    const progress = begin(action, session.limitedUntil(action.method));
    byId("running-title").focus();
    byId("result").scrollIntoView({ block: "nearest" });
    let report = await run(session, action, running.signal, progress.tell);
    if (endedBefore(report, this.#history.about(action))) report = gone(report);
    const waited = byId("running").contains(document.activeElement);
    progress.end();
    this.#running = undefined;
    const { admin, organisation } = session.identity;
    this.#history.add(action, report, { host: new URL(session.host, location.href).href, admin, organisation, run: "", note: "" }, time);
    this.#changed();
    // After signing out, only the history shows the call.
    if (this.#session !== session) return;
    this.#last = action;
    result.show(report, object(action));
    result.tell(report, waited);
    if (report.standing === "rejected" && TOKEN_CODES.includes(report.code)) this.#refused(wordsFor(report.code, "run")[0]);
  }
}

/** Whether the library accepts the arguments. If not, it marks the field. */
async function fits(method: Method, action: Action): Promise<boolean> {
  try {
    await check(action);
    return true;
  } catch (error) {
    // The call itself will report any other error.
    if (!(error instanceof SlackArgumentError)) return true;
    mark(method === "reset" ? "reset-list" : "revoke-list", EMPTY[method]);
    return false;
  }
}
