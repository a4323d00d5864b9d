// What became of a target of a run, as the rest of the page says it.

import type { ReportRow } from "slack-admin-session/run";
import { CHECK, type Report, type Standing, gone } from "./explain.ts";
import type { Item } from "./history.ts";

const STANDINGS: Record<ReportRow["state"], Standing> = {
  done: "done",
  not_done: "rejected",
  unknown: "unknown",
  left: "not_sent",
  protected: "not_sent",
};

/** The report of a target; `before` is what was done to it before. */
export function rowReport(row: ReportRow, before: readonly Item[]): Report {
  const { state, error, request_id: requestId } = row;
  // The record's own words are for the command. Of a target that is left it says how the command goes on.
  const what = error === "interrupted" ? "The run was cut off before the answer. It may have been carried out." : state === "left" && !error ? "" : row.what;
  const next = state === "unknown" ? CHECK[row.session_id === undefined ? "reset" : "invalidate"] : row.next;
  const report: Report = { standing: STANDINGS[state], code: error, what, next, remarks: [], facts: [], requestId, attempts: 1 };
  return endedBefore(report, before) ? gone(report) : report;
}

/** Whether Slack doesn't know a session that was revoked, or may have been, before. */
export function endedBefore({ standing, code }: Report, before: readonly Item[]): boolean {
  const revoked = before.some(({ entry }) => entry.action === "invalidate" && ["done", "unknown", "nothing"].includes(entry.outcome));
  return standing === "rejected" && code === "session_not_found" && revoked;
}
