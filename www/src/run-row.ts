// The report of a target of a run, in the same words as for a single call.

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

/** The report of a target. `before` has the earlier calls for it. */
export function rowReport(row: ReportRow, before: readonly Item[]): Report {
  const { state, error, request_id: requestId } = row;
  // The record's words are for the command: for a target that is left, they say how to resume the command.
  const what = error === "interrupted" ? "The run was cut off before the answer. It may have been carried out." : state === "left" && !error ? "" : row.what;
  const next = state === "unknown" ? CHECK[row.session_id === undefined ? "reset" : "invalidate"] : row.next;
  const report: Report = { standing: STANDINGS[state], code: error, what, next, remarks: [], facts: [], requestId, attempts: 1 };
  return endedBefore(report, before) ? gone(report) : report;
}

/** Whether Slack doesn't know the session, and it was revoked before or may have been. */
export function endedBefore({ standing, code }: Report, before: readonly Item[]): boolean {
  const revoked = before.some(({ entry }) => entry.action === "invalidate" && ["done", "unknown", "nothing"].includes(entry.outcome));
  return standing === "rejected" && code === "session_not_found" && revoked;
}
