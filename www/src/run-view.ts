// A run as the page shows it: how far it is, what needs attention first, and what can be done.

import type { ReportRow } from "slack-admin-session/run";
import { badge } from "./badge.ts";
import { byId, code, make } from "./dom.ts";
import type { Standing } from "./explain.ts";
import type { Run } from "./run-model.ts";
import { countOf, key, shortId } from "./target.ts";
import { duration, timeOfDay } from "./times.ts";

/** How many rows are drawn: the others are in the record. */
const SHOWN = 200;

/** What needs attention comes first. */
const ORDER: readonly ReportRow["state"][] = ["unknown", "not_done", "done", "left", "protected"];
const CHIPS = [
  ["all", "All"],
  ["done", "Done"],
  ["unknown", "To check"],
  ["not_done", "Not done"],
  ["left", "Waiting"],
] as const;

type Filter = (typeof CHIPS)[number][0];

/** What the buttons do. */
export interface Deeds {
  check(row: ReportRow): void;
  /** How a target stands beyond its record: settled since, or nothing to end. */
  standing(row: ReportRow): { standing: Standing; next: string; settled: string };
}

export class RunView {
  readonly #deeds: Deeds;
  readonly #drawn = new Map<string, HTMLTableRowElement>();
  #filter: Filter = "all";
  #run: Run | undefined;
  #waiting = 0;
  #due = false;

  constructor(deeds: Deeds) {
    this.#deeds = deeds;
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

  /** Shows it in a moment: a run can settle a hundred targets in a second. Another run is shown at once, to take the focus. */
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
    // A page that isn't in front has no frames.
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
    byId("run-title").textContent = `${HEADS[phase]}${settled.toLocaleString("en")} of ${all.toLocaleString("en")}${left}`;
    const verb = run.method === "reset" ? "Reset" : "Revocation";
    byId("run-what").textContent = `${verb} of ${countOf(run.method, all)} at ${new URL(run.host).host}, begun ${timeOfDay(run.at)}.`;
    byId("run-why").textContent = [run.why, phase === "running" ? waitWords(run) : "", phase === "stopping" ? "It stops after the call under way." : ""].join(" ").trim();
    byId("run-queue").textContent = this.#waiting > 0 ? `${this.#waiting === 1 ? "1 more list waits" : `${this.#waiting} more lists wait`} for its end.` : "";
    byId("run-pause").hidden = phase !== "running";
    byId("run-go").hidden = phase !== "paused" || counts.left === 0;
    byId("run-stop").hidden = phase === "over";
    const open = counts.notDone + counts.unknown + (phase === "over" ? counts.left : 0);
    byId("run-again").hidden = phase === "running" || phase === "stopping" || open === 0;
    byId("run-copy").hidden = counts.notDone + counts.unknown + counts.left === 0;
    this.#bar(run, all);
    const numbers: Record<Filter, number> = { all, done: counts.done, unknown: counts.unknown, not_done: counts.notDone, left: counts.left };
    for (const chip of byId("run-chips").querySelectorAll<HTMLButtonElement>("button")) {
      const name = chip.dataset.filter as Filter;
      chip.setAttribute("aria-pressed", String(name === this.#filter));
      chip.hidden = name !== "all" && numbers[name] === 0 && name !== this.#filter;
      const number = chip.querySelector("strong");
      if (number) number.textContent = numbers[name].toLocaleString("en");
    }
    this.#table(rows);
  }

  #bar({ counts }: Run, all: number): void {
    let from = 0;
    for (const [name, count] of [["done", counts.done], ["unknown", counts.unknown], ["not_done", counts.notDone]] as const) {
      const width = all > 0 ? (count / all) * 100 : 0;
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
    for (const state of ORDER) {
      if (this.#filter !== "all" && state !== this.#filter) continue;
      for (const row of rows) {
        if (row.state !== state) continue;
        fitting += 1;
        if (shown.length < SHOWN) shown.push(row);
      }
    }
    const at = document.activeElement;
    byId("run-rows").replaceChildren(...shown.map((row) => this.#row(row)));
    // What had the focus has only changed its place.
    if (at instanceof HTMLElement && at.isConnected && at !== document.activeElement && byId("run-rows").contains(at)) at.focus();
    byId("run-more").textContent = fitting > shown.length ? `… and ${(fitting - shown.length).toLocaleString("en")} more` : "";
  }

  #row(row: ReportRow): HTMLTableRowElement {
    const { standing, next, settled } = this.#deeds.standing(row);
    const name = `${row.n} ${row.state} ${row.at} ${standing} ${settled}`;
    const drawn = this.#drawn.get(name);
    if (drawn) return drawn;
    const made = make("tr");
    made.setAttribute("role", "row");
    made.dataset.standing = settled ? "settled" : standing;
    const sign = row.state === "left" || row.state === "protected" ? make("span", row.state === "left" ? "Waiting" : "Left alone", "badge plain-badge") : badge(standing);
    const means = make("span", standing === "nothing" ? "It was revoked before." : row.what);
    if (row.error && row.state !== "left") means.append(" ", code(row.error));
    if (settled) means.append(` Settled: ${settled}.`);
    else if (next && row.state !== "done") means.append(make("span", ` ${next}`, "quiet"));
    const deeds = make("span");
    if (row.state === "unknown" && !settled) {
      const button = make("button", "I checked…", "link");
      button.type = "button";
      button.setAttribute("aria-label", `I checked ${shortId(row)}…`);
      button.addEventListener("click", () => this.#deeds.check(row));
      deeds.append(button);
    } else if (row.request_id) {
      const id = make("code", `…${row.request_id.slice(-4)}`, "quiet");
      id.title = `Request id ${row.request_id}`;
      deeds.append(id);
    }
    const about = row.session_id === undefined ? key(row) : key(row).replaceAll(/ +/g, " ").trim();
    for (const [label, content] of [["Target", make("span", about, "id")], ["Outcome", sign], ["Meaning", means], ["", deeds]] as const) {
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

const HEADS = { running: "", stopping: "Stopping: ", paused: "Paused: ", over: "Over: " };

function waitWords({ waitsFor, rows }: Run): string {
  if (waitsFor === "limit") return "Slack asked to wait.";
  if (waitsFor === "connection") return "There is no connection; nothing was sent. It tries again by itself.";
  if (waitsFor === "unavailable") return "Slack can’t do it just now. It tries again by itself.";
  return waitsFor === "pace" && rows.length > 1 ? "Paced under Slack’s limit." : "";
}
