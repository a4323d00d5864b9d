// @ts-check
// `report`: what became of each target, as CSV, which is itself a list.
import { createReadStream } from "node:fs";
import * as runs from "slack-admin-session/run";
import { fileRefusal } from "./refusal.js";

/** @typedef {import("./arguments.js").ReportOrder} ReportOrder */
/** @typedef {import("./screen.js").Screen} Screen */

/** Not locked: a run that is under way can be looked at. @param {ReportOrder} order @param {Screen} screen */
export async function report({ record, only }, screen) {
  let said;
  try {
    said = await runs.report(createReadStream(record));
  } catch (cause) {
    if (cause instanceof Error && "code" in cause) throw fileRefusal(`read the record ${record}`, cause);
    throw cause;
  }
  return screen.data(said.csv(only));
}
