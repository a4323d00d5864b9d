// The history as the page shows it: a table, the newest first; on a narrow screen the rows are cards.

import { target, verb } from "./action.ts";
import { badge } from "./badge.ts";
import { byId, code, make } from "./dom.ts";
import type { History, Item } from "./history.ts";
import { requestId } from "./request-id.ts";
import { timeOfDay } from "./times.ts";

/** How many rows are shown: the files have all. */
const SHOWN = 100;

/** Shows it as it is now; `check` asks what a person found out. */
export function draw(history: History, check: (item: Item) => void): void {
  const { items } = history;
  byId("entries").replaceChildren(...items.slice(-SHOWN).map((item) => row(item, check)).reverse());
  byId("history-more").textContent = items.length > SHOWN ? `… and ${items.length - SHOWN} more, in the files` : "";
  const table = byId("history").querySelector("table");
  if (table) table.hidden = items.length === 0;
  // Signed out there is no history to show, until a call that was under way is over.
  if (items.length > 0) byId("history").hidden = false;
  byId("history-empty").hidden = items.length > 0;
  byId("history-tools").hidden = items.length === 0;
  byId("unsaved").textContent = history.unsaved > 0 ? `${history.unsaved} not in a file` : "All saved";
  const unknown = history.toCheck.length;
  byId("to-check").hidden = unknown === 0;
  byId("to-check").textContent = `${unknown === 1 ? "1 call" : `${unknown} calls`} may have happened: check before you repeat.`;
}

function row(item: Item, check: (item: Item) => void): HTMLTableRowElement {
  const { entry, action, report } = item;
  const made = make("tr");
  made.setAttribute("role", "row");
  made.dataset.standing = entry.settled_by ? "settled" : report.standing;
  const time = make("time", timeOfDay(new Date(entry.time)));
  time.dateTime = entry.time;
  const [id, detail] = target(action);
  const whom = make("span", "", "stack");
  whom.append(make("span", id, "id"), make("span", detail, "quiet"));
  const outcome = make("span", "", "stack");
  outcome.append(badge(report.standing));
  if (report.code) outcome.append(code(report.code));
  if (entry.outcome === "unknown" && entry.settled_by === "") {
    const button = make("button", "I checked…", "link");
    button.type = "button";
    button.setAttribute("aria-label", `I checked ${id}…`);
    button.addEventListener("click", () => check(item));
    outcome.append(button);
  }
  if (entry.settled_by) outcome.append(make("span", `Settled: ${entry.settled_by}`, "quiet"));
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
