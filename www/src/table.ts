// Shows the history as a table, the newest call first. On a narrow screen the rows are cards.

import { target, verb } from "./action.ts";
import { badge } from "./badge.ts";
import { byId, code, make, replaceRows } from "./dom.ts";
import { type History, type Item, settledWords } from "./history.ts";
import { requestId } from "./request-id.ts";
import { timeOfDay } from "./times.ts";

/** The most rows that are shown. The files have all of them. */
const SHOWN = 100;

/** The rows drawn last. `name` changes when a row has to be drawn again. */
const drawn = new WeakMap<Item, { name: string; row: HTMLTableRowElement }>();

/** The handlers of the buttons. */
export interface Handlers {
  /** Asks what a person found out. */
  check(item: Item): void;
  /** Asks whether to make the call again. */
  repeat(item: Item): void;
}

/** Draws the history. */
export function draw(history: History, handlers: Handlers): void {
  const { items } = history;
  const rows = items.slice(-SHOWN).map((item) => {
    const repeatable = history.about(item.action).at(-1) === item && !history.isDone(item.action, 0);
    const name = `${item.entry.settled_by} ${repeatable}`;
    const kept = drawn.get(item);
    const made = kept?.name === name ? kept.row : row(item, handlers, repeatable);
    drawn.set(item, { name, row: made });
    return made;
  });
  replaceRows(byId("entries"), rows.reverse());
  byId("history-more").textContent = items.length > SHOWN ? `… and ${items.length - SHOWN} more, in the files` : "";
  const table = byId("history").querySelector("table");
  if (table) table.hidden = items.length === 0;
  // After signing out, a call that was under way may add the first entry.
  if (items.length > 0) byId("history").hidden = false;
  byId("history-empty").hidden = items.length > 0;
  byId("history-tools").hidden = items.length === 0;
  byId("unsaved").textContent = history.unsaved > 0 ? `${history.unsaved} not in a file` : "All saved";
  const unknown = history.toCheck.length;
  byId("to-check").hidden = unknown === 0;
  byId("to-check").textContent = `${unknown === 1 ? "1 call" : `${unknown} calls`} may have happened: check before you repeat.`;
}

/** Draws a row. `repeatable`: the call isn't done, and is the latest one for its user or session. */
function row(item: Item, handlers: Handlers, repeatable: boolean): HTMLTableRowElement {
  const { entry, action, report } = item;
  const made = make("tr");
  made.setAttribute("role", "row");
  made.dataset.standing = entry.settled_by ? "settled" : report.standing;
  const time = make("time", timeOfDay(new Date(entry.time)));
  time.dateTime = entry.time;
  const [id, detail] = target(action);
  const about = make("span", "", "stack");
  about.append(make("span", id, "id"), make("span", detail, "quiet"));
  const outcome = make("span", "", "stack");
  outcome.append(entry.settled_by ? make("span", "Settled", "badge plain-badge") : badge(report.standing));
  if (report.code) outcome.append(code(report.code));
  const buttons = make("span", "", "row-buttons");
  if (entry.outcome === "unknown" && entry.settled_by === "") buttons.append(button("I checked…", id, () => handlers.check(item)));
  if (repeatable) buttons.append(button("Again…", id, () => handlers.repeat(item)));
  if (buttons.hasChildNodes()) outcome.append(buttons);
  if (entry.settled_by) outcome.append(make("span", `Settled: ${settledWords(entry.settled_by)}`, "quiet"));
  made.append(
    cell("Time", time),
    cell("Action", verb(action)),
    cell("Target", about),
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
