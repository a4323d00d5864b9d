// The history as the page shows it: a table, the newest first; on a narrow screen the rows are cards.

import { target, verb } from "./action.ts";
import { badge } from "./badge.ts";
import { byId, code, make } from "./dom.ts";
import type { History, Item } from "./history.ts";
import { requestId } from "./request-id.ts";
import { timeOfDay } from "./times.ts";

/** Shows it as it is now. */
export function draw(history: History): void {
  const { items } = history;
  byId("entries").replaceChildren(...items.map(row).reverse());
  const table = byId("history").querySelector("table");
  if (table) table.hidden = items.length === 0;
  // Signed out there is no history to show, until a call that was under way is over.
  if (items.length > 0) byId("history").hidden = false;
  byId("history-empty").hidden = items.length > 0;
  byId("history-tools").hidden = items.length === 0;
  const unknown = items.filter(({ report }) => report.standing === "unknown").length;
  byId("to-check").hidden = unknown === 0;
  byId("to-check").textContent = `${unknown === 1 ? "1 call" : `${unknown} calls`} may have happened: check before you repeat.`;
}

function row({ entry, action, report }: Item): HTMLTableRowElement {
  const made = make("tr");
  made.setAttribute("role", "row");
  made.dataset.standing = report.standing;
  const time = make("time", timeOfDay(new Date(entry.time)));
  time.dateTime = entry.time;
  const [id, detail] = target(action);
  const whom = make("span", "", "stack");
  whom.append(make("span", id, "id"), make("span", detail, "quiet"));
  const outcome = make("span", "", "stack");
  outcome.append(badge(report.standing));
  if (report.code) outcome.append(code(report.code));
  made.append(
    cell("Time", time),
    cell("Action", verb(action)),
    cell("Target", whom),
    cell("Outcome", outcome),
    cell("Request id", requestId(report.requestId)),
    cell("Attempts", String(report.attempts)),
  );
  return made;
}

function cell(label: string, content: string | Node): HTMLTableCellElement {
  const made = make("td");
  made.setAttribute("role", "cell");
  made.dataset.label = label;
  made.append(content);
  return made;
}
