// @ts-check
// `report`: the result of each target.
import { core } from "./core.js";
import { readTarget } from "./plan.js";
import { readRecord } from "./record.js";

/** @typedef {import("./types.js").ReportRow} ReportRow */

class Report {
  #replay;

  /** @param {import("./border.js").Replay} replay */
  constructor(replay) {
    const counts = /** @type {import("./border.js").Counts} */ (JSON.parse(replay.counts() ?? "{}"));
    this.#replay = replay;
    this.method = /** @type {"reset" | "invalidate"} */ (replay.method()?.slice("admin.users.session.".length) ?? "");
    this.mobile_only = replay.mobile_only();
    this.web_only = replay.web_only();
    this.host = replay.host() ?? "";
    this.perMinute = replay.per_minute() ?? 0;
    this.done = counts.done;
    this.notDone = counts.notDone;
    this.unknown = counts.unknown;
    this.left = counts.left;
    this.protected = counts.protected;
    this.duplicates = replay.duplicates();
    this.skipped = replay.skipped();
    this.torn = replay.torn();
  }

  [Symbol.iterator]() {
    return this.rows();
  }

  /** @param {ReportRow["state"]} [only] @returns {Generator<ReportRow>} */
  *rows(only) {
    for (const n of this.#numbers(only)) yield/** @type {ReportRow} */ (readTarget(this.#replay.row(n)));
  }

  /** @param {ReportRow["state"]} [only] */
  *csv(only) {
    yield core().report_headings();
    for (const n of this.#numbers(only)) yield this.#replay.csv(n) ?? "";
  }

  /** Compares states first, since writing a row takes far longer. @param {ReportRow["state"]} [only] */
  *#numbers(only) {
    for (let n = 1; n <= this.#replay.target_count(); n += 1) {
      if (only === undefined || this.#replay.state(n) === only) yield n;
    }
  }
}

/**
 * @param {AsyncIterable<Uint8Array>} record
 * @returns {Promise<import("./types.js").RunReport>}
 */
export async function report(record) {
  return new Report(await readRecord(record));
}
