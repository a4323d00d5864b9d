// Shows a run: its progress, its targets, and its buttons.

import type { ReportRow } from "slack-admin-session/run";
import { badge } from "./badge.ts";
import { byId, code, make, replaceRows } from "./dom.ts";
import type { Standing } from "./explain.ts";
import { settledWords } from "./history.ts";
import type { Run } from "./run-model.ts";
import { countOf, named, shortId } from "./target.ts";
import { duration, timeOfDay } from "./times.ts";

/** The most rows that are drawn. The record has all of them. */
const SHOWN = 200;

/** The order of the rows: those that need attention come first. */
const ORDER: readonly Kind[] = ["unknown", "not_done", "settled", "done", "left", "protected"];
const CHIPS = [
  ["all", "All"],
  ["done", "Done"],
  ["unknown", "To check"],
  ["settled", "Settled"],
  ["not_done", "Not done"],
  ["left", "Waiting"],
] as const;

/** A target's state. `settled` was unknown, and has become known since. */
type Kind = ReportRow["state"] | "settled";
type Filter = (typeof CHIPS)[number][0];

/** The handlers of the buttons. */
export interface Handlers {
  check(row: ReportRow): void;
  /** The targets that aren't known to be done. */
  open(run: Run): readonly ReportRow[];
  /** What is known of a target beyond its record: it was settled later, or had ended before. */
  standing(row: ReportRow): { standing: Standing; what: string; next: string; settled: string };
}

export class RunView {
  readonly #handlers: Handlers;
  readonly #drawn = new Map<string, HTMLTableRowElement>();
  #filter: Filter = "all";
  #run: Run | undefined;
  #waiting = 0;
  #due = false;

  constructor(handlers: Handlers) {
    this.#handlers = handlers;
    for (const [name, label] of CHIPS) {
      const chip = make("button", "", "chip");
      chip.type = "button";
      chip.dataset.filter = name;
      chip.append(label, " ", make("strong"));
      chip.addEventListener("click", () => {
        this.#filter = name;
        this.#draw();
      });
      byId("run-chips").append(chip);
    }
  }

  /** Shows the run after a short pause, because a run can settle a hundred targets in a second. Another run is shown at once,
   * because it takes the focus. */
  show(run: Run | undefined, waiting: number): void {
    const another = run !== this.#run;
    if (another) {
      this.#drawn.clear();
      this.#filter = "all";
    }
    this.#run = run;
    this.#waiting = waiting;
    if (another) this.#draw();
    if (this.#due) return;
    this.#due = true;
    // Not requestAnimationFrame, which doesn't run in a hidden page.
    setTimeout(() => {
      this.#due = false;
      this.#draw();
    }, 50);
  }

  #draw(): void {
    const run = this.#run;
    byId("run").hidden = run === undefined;
    if (!run) return;
    const { rows, counts, phase } = run;
    const settled = counts.done + counts.notDone + counts.unknown;
    const all = settled + counts.left;
    const left = phase === "running" && run.secondsLeft > 0 ? ` · about ${duration(run.secondsLeft)} left` : "";
    byId("run-title").textContent = `${head(run)}${settled.toLocaleString("en")} of ${all.toLocaleString("en")}${left}`;
    const verb = run.method === "reset" ? "Reset" : "Revocation";
    byId("run-what").textContent = `${verb} of ${countOf(run.method, all)} at ${new URL(run.host).host}, begun ${timeOfDay(run.at)}.`;
    byId("run-why").textContent = [run.why, phase === "running" ? waitWords(run) : "", phase === "stopping" ? "It stops after the call under way." : ""].join(" ").trim();
    byId("run-queue").textContent = this.#waiting > 0 ? `${this.#waiting === 1 ? "1 more list waits" : `${this.#waiting} more lists wait`} for this run to end.` : "";
    byId("run-pause").hidden = phase !== "running";
    byId("run-go").hidden = phase !== "paused" || counts.left === 0;
    byId("run-stop").hidden = phase === "over";
    // In a run that goes on, the open targets change all the time, and finding them takes too long.
    const open = phase === "running" || phase === "stopping" ? [] : this.#handlers.open(run);
    byId("run-again").hidden = !open.some(({ state }) => state !== "left" || phase === "over");
    byId("run-copy").hidden = open.length === 0;
    const toCheck = counts.unknown > 0 ? rows.filter((row) => this.#kind(row) === "unknown").length : 0;
    const numbers = { all, done: counts.done, unknown: toCheck, settled: counts.unknown - toCheck, not_done: counts.notDone, left: counts.left };
    this.#bar(numbers);
    for (const chip of byId("run-chips").querySelectorAll<HTMLButtonElement>("button")) {
      const name = chip.dataset.filter as Filter;
      chip.setAttribute("aria-pressed", String(name === this.#filter));
      if (name === "left") chip.firstChild?.replaceWith(waitingWords(run));
      chip.hidden = name !== "all" && numbers[name] === 0 && name !== this.#filter;
      const number = chip.querySelector("strong");
      if (number) number.textContent = numbers[name].toLocaleString("en");
    }
    this.#table(rows);
  }

  #kind(row: ReportRow): Kind {
    return row.state === "unknown" && this.#handlers.standing(row).settled ? "settled" : row.state;
  }

  #bar(numbers: Record<Filter, number>): void {
    let from = 0;
    for (const name of ["done", "settled", "unknown", "not_done"] as const) {
      const width = numbers.all > 0 ? (numbers[name] / numbers.all) * 100 : 0;
      const piece = byId(`run-bar-${name}`, SVGRectElement);
      piece.setAttribute("x", String(from));
      piece.setAttribute("width", String(width));
      from += width;
    }
    byId("run-bar", SVGSVGElement).setAttribute("aria-valuenow", String(Math.round(from)));
  }

  #table(rows: readonly ReportRow[]): void {
    const shown: ReportRow[] = [];
    let fitting = 0;
    for (const kind of ORDER) {
      if (this.#filter !== "all" && kind !== this.#filter) continue;
      const state = kind === "settled" ? "unknown" : kind;
      for (const row of rows) {
        if (row.state !== state || this.#kind(row) !== kind) continue;
        fitting += 1;
        if (shown.length < SHOWN) shown.push(row);
      }
    }
    replaceRows(byId("run-rows"), shown.map((row) => this.#row(row)));
    byId("run-more").textContent = fitting > shown.length ? `… and ${(fitting - shown.length).toLocaleString("en")} more` : "";
  }

  #row(row: ReportRow): HTMLTableRowElement {
    const { standing, what, next, settled } = this.#handlers.standing(row);
    const waits = waitingWords(this.#run);
    const name = `${row.n} ${row.state} ${row.at} ${standing} ${settled} ${waits}`;
    const drawn = this.#drawn.get(name);
    if (drawn) return drawn;
    const made = make("tr");
    made.setAttribute("role", "row");
    made.dataset.standing = settled ? "settled" : standing;
    const plain = { left: waits, protected: "Left alone", unknown: settled && "Settled", done: "", not_done: "" }[row.state];
    const sign = plain ? make("span", plain, "badge plain-badge") : badge(standing);
    const means = make("span", standing === "nothing" ? "It was revoked before." : what);
    if (row.error && row.state !== "left") means.append(" ", code(row.error));
    if (settled) means.append(` Settled: ${settledWords(settled)}.`);
    else if (next && row.state !== "done" && row.state !== "left") means.append(make("span", ` ${next}`, "quiet"));
    const buttons = make("span");
    if (row.state === "unknown" && !settled) {
      const button = make("button", "I checked…", "link");
      button.type = "button";
      button.setAttribute("aria-label", `I checked ${shortId(row)}…`);
      button.addEventListener("click", () => this.#handlers.check(row));
      buttons.append(button);
    } else if (row.request_id) {
      const id = make("code", `…${row.request_id.slice(-4)}`, "quiet");
      id.title = `Request id ${row.request_id}`;
      buttons.append(id);
    }
    for (const [label, content] of [["Target", make("span", named(row), "id")], ["Outcome", sign], ["Meaning", means], ["", buttons]] as const) {
      const cell = make("td");
      cell.setAttribute("role", "cell");
      cell.dataset.label = label;
      cell.append(content);
      made.append(cell);
    }
    this.#drawn.set(name, made);
    return made;
  }
}

/** The words for a target that was not called. */
const waitingWords = (run: Run | undefined): string => (run?.phase === "over" ? "Not called" : "Waiting");

/** The words before the numbers. */
function head({ phase, counts }: Run): string {
  if (phase === "over") return counts.left > 0 ? "Stopped: " : "Finished: ";
  return { running: "", stopping: "Stopping: ", paused: "Paused: " }[phase];
}

function waitWords({ waitsFor, rows }: Run): string {
  if (waitsFor === "limit") return "Slack asked to wait.";
  if (waitsFor === "connection") return "There is no connection, and nothing was sent. The run will try again.";
  if (waitsFor === "unavailable") return "Slack can’t do it now. The run will try again.";
  return waitsFor === "pace" && rows.length > 1 ? "Paced under Slack’s limit." : "";
}
