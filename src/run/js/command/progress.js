// @ts-check
// How far a run is: one status line in a terminal, a line a minute elsewhere, and a line for each target that isn't done.
import { id } from "./overview.js";
import { Ticker } from "./ticker.js";
import { timeLeft } from "./times.js";

/** @typedef {import("../types.js").ReportRow} ReportRow */
/** @typedef {import("../types.js").RunCounts} RunCounts */
/** @typedef {import("../types.js").RunProgress} RunProgress */
/** @typedef {import("./screen.js").Screen} Screen */

const SECOND = 1000;

/** What to print for a wait; nothing for the pace. @type {Record<string, string>} */
const WAITS = { limit: "Slack limits the calls", connection: "no connection", unavailable: "Slack is not available" };

/** What happened to a target that isn't done. @type {Partial<Record<ReportRow["state"], string>>} */
const STATES = { not_done: "not done", unknown: "may have happened", left: "not done yet" };

/** @param {ReportRow} row */
export const sentence = ({ state, error, what, next, line, ...target }) =>
  `${id(target)} (line ${line}): ${[STATES[state] ?? state, error].filter(Boolean).join(", ")}. ${what} ${next}`.trim();

export class Progress {
  #screen;
  /** @type {RunProgress} */
  #last;
  /** When it was told. */
  #since = performance.now();
  /** Targets whose line was already printed. @type {Set<number>} */
  #said = new Set();
  #ticker;
  /** The result of the target that was called last. @type {ReportRow | undefined} */
  settled;

  /**
   * @param {Screen} screen
   * @param {RunProgress} start
   */
  constructor(screen, start) {
    this.#screen = screen;
    this.#last = start;
    this.#ticker = new Ticker(screen, () => line(this.#last, (performance.now() - this.#since) / SECOND));
  }

  /** Names a target, once. @param {ReportRow} row */
  name(row) {
    if (this.#said.has(row.n)) return;
    this.#said.add(row.n);
    this.#screen.say(sentence(row));
  }

  /** @param {RunProgress} progress */
  told(progress) {
    this.#last = progress;
    this.#since = performance.now();
    if (!progress.settled) return;
    this.settled = progress.settled;
    // A target that is left is tried again, or stops the run.
    if (progress.settled.state === "not_done" || progress.settled.state === "unknown") this.name(progress.settled);
  }

  end() {
    this.#ticker.end();
  }
}

/** @param {RunProgress} progress @param {number} passed Seconds since it was told. */
function line({ done, notDone, unknown, left, secondsLeft, waitsFor }, passed) {
  const seconds = Math.max(0, secondsLeft - passed);
  const settled = done + notDone + unknown;
  const wait = WAITS[waitsFor ?? ""];
  return [
    `${settled} of ${settled + left}`,
    `${done} done`,
    `${notDone} not`,
    `${unknown} unknown`,
    timeLeft(seconds),
    ...(wait ? [wait] : []),
  ].join(" · ");
}
