// @ts-check
// `report`: the result of each target, as CSV, which is itself a list.
import { createReadStream } from "node:fs";
import * as runs from "slack-admin-session/run";
import { fileRefusal } from "./refusal.js";
import { counted } from "./times.js";

/** @typedef {import("./arguments.js").ReportOrder} ReportOrder */
/** @typedef {import("./screen.js").Screen} Screen */

/** Without a lock, so that it works during a run. @param {ReportOrder} order @param {Screen} screen */
export async function report({ record, only }, screen) {
  let said;
  try {
    said = await runs.report(createReadStream(record));
  } catch (cause) {
    if (cause instanceof Error && "code" in cause) throw fileRefusal(`read the record ${record}`, cause);
    throw cause;
  }
  const status = await screen.data(said.csv(only));
  if (said.skipped > 0)
    screen.say(`${counted(said.skipped, "line")} of the list ${said.skipped === 1 ? "was" : "were"} skipped.`);
  return status;
}
