// The history as the page shows it: a table, the newest first; on a narrow screen the rows are cards.

import { target, verb } from "./action.ts";
import { badge } from "./badge.ts";
import { byId, code, make, replaceRows } from "./dom.ts";
import { type History, type Item, settledWords } from "./history.ts";
import { requestId } from "./request-id.ts";
import { timeOfDay } from "./times.ts";

/** How many rows are shown: the files have all. */
const SHOWN = 100;

/** The rows as they were drawn last, and what of them can change. */
const drawn = new WeakMap<Item, { name: string; row: HTMLTableRowElement }>();

/** What the buttons do. */
export interface Deeds {
  /** Asks what a person found out. */
  check(item: Item): void;
  /** Asks whether to make the call again. */
  repeat(item: Item): void;
}

/** Shows it as it is now. */
export function draw(history: History, deeds: Deeds): void {
  const { items } = history;
  const rows = items.slice(-SHOWN).map((item) => {
    const repeatable = history.about(item.action).at(-1) === item && !history.isDone(item.action, 0);
    const name = `${item.entry.settled_by} ${repeatable}`;
    const kept = drawn.get(item);
    const made = kept?.name === name ? kept.row : row(item, deeds, repeatable);
    drawn.set(item, { name, row: made });
    return made;
  });
  replaceRows(byId("entries"), rows.reverse());
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

/** `repeatable`: it isn't done, and it is the latest call for its user or session. */
function row(item: Item, deeds: Deeds, repeatable: boolean): HTMLTableRowElement {
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
  outcome.append(entry.settled_by ? make("span", "Settled", "badge plain-badge") : badge(report.standing));
  if (report.code) outcome.append(code(report.code));
  const buttons = make("span", "", "deeds");
  if (entry.outcome === "unknown" && entry.settled_by === "") buttons.append(button("I checked…", id, () => deeds.check(item)));
  if (repeatable) buttons.append(button("Again…", id, () => deeds.repeat(item)));
  if (buttons.hasChildNodes()) outcome.append(buttons);
  if (entry.settled_by) outcome.append(make("span", `Settled: ${settledWords(entry.settled_by)}`, "quiet"));
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

function button(words: string, id: string, act: () => void): HTMLButtonElement {
  const made = make("button", words, "link");
  made.type = "button";
  made.setAttribute("aria-label", words.replace("…", ` ${id}…`));
  made.addEventListener("click", act);
  return made;
}

function cell(label: string, content: string | Node): HTMLTableCellElement {
  const made = make("td");
  made.setAttribute("role", "cell");
  made.dataset.label = label;
  made.append(content);
  return made;
}
