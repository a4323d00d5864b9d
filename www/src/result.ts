// Shows the report of the last call.

import { announce, byId, code, icon, make } from "./dom.ts";
import { LONG } from "./badge.ts";
import type { Report } from "./explain.ts";
import { requestId } from "./request-id.ts";

/** Shows a report instead of the one before. */
export function show(report: Report, asked: string): void {
  const pane = byId("report");
  pane.dataset.standing = report.standing;
  byId("report-title").replaceChildren(icon(report.standing), LONG[report.standing]);
  byId("report-what").textContent = report.what;
  byId("report-next").hidden = report.next === "";
  byId("report-advice").textContent = report.next;
  byId("again").hidden = report.standing === "done" || report.standing === "nothing";
  byId("report-remarks").hidden = report.remarks.length === 0;
  byId("remarks").replaceChildren(...report.remarks.map((remark) => make("li", remark)));
  const facts: [string, string | Node][] = [["Asked for", asked], ...report.facts];
  if (report.code) facts.push(["Code", code(report.code)]);
  facts.push(["Attempts", String(report.attempts)], ["Request id", requestId(report.requestId)]);
  byId("facts").replaceChildren(
    ...facts.flatMap(([term, value]) => {
      const detail = make("dd");
      detail.append(value);
      return [make("dt", term), detail];
    }),
  );
  pane.hidden = false;
}

/** Tells a screen reader: moves the focus to the report if the person waited for it, else only announces it. */
export function tell(report: Report, waited: boolean): void {
  if (waited) byId("report-title").focus();
  else announce(`${LONG[report.standing]}. ${report.what}`, report.standing === "unknown");
}

/** Hides the report. */
export function hide(): void {
  byId("report").hidden = true;
}
