// The page: signed out, or at the desk; the history beside both.

import * as confirm from "./confirm.ts";
import { Desk } from "./desk.ts";
import { announce, byId } from "./dom.ts";
import * as files from "./files.ts";
import { History } from "./history.ts";
import { shortName } from "./hosts.ts";
import type { Session } from "./session.ts";
import * as signIn from "./sign-in.ts";
import * as table from "./table.ts";

const history = new History();
const desk = new Desk(history);

function enter(session: Session): void {
  desk.open(session);
  byId("connection-host").textContent = shortName(session.host);
  byId("connection-way").textContent = session.hasToken ? "with a token" : "without a token in this page";
  arrange(true);
  byId("reset-title").focus();
}

function leave(): void {
  desk.close();
  arrange(false);
}

function arrange(signedIn: boolean): void {
  byId("sign-in").hidden = signedIn;
  for (const id of ["connection", "actions", "result"]) byId(id).hidden = !signedIn;
  byId("history").hidden = !signedIn && history.items.length === 0;
  byId("main").dataset.signed = signedIn ? "in" : "out";
}

function saveAs(text: string, type: string, ending: string): void {
  files.save(text, type, ending);
  history.saved();
  announce("The history is saved.");
}

async function clear(): Promise<void> {
  const count = history.items.length;
  const lost = history.unsaved > 0 ? `${history.unsaved} of them are in no file.` : "All of them are in a file.";
  const question = { title: "Clear the history?", lines: [`It has ${count} ${count === 1 ? "entry" : "entries"}. ${lost}`], yes: "Clear the history" };
  if (!(await confirm.ask(question))) return;
  history.clear();
  table.draw(history);
  // The button that had the focus is gone.
  byId("history-title").focus();
}

confirm.prepare();
signIn.prepare(enter);
byId("sign-out").addEventListener("click", () => {
  leave();
  byId("sign-in-title").focus();
});
byId("save-jsonl").addEventListener("click", () => saveAs(files.jsonLines(history.entries), "application/jsonl", "jsonl"));
byId("save-csv").addEventListener("click", () => saveAs(files.csv(history.entries), "text/csv", "csv"));
byId("clear").addEventListener("click", () => void clear());
addEventListener("beforeunload", (event) => {
  if (desk.busy || history.unsaved > 0) event.preventDefault();
});
// The browser may keep the page as it is and bring it back: without the token.
addEventListener("pagehide", leave);
table.draw(history);
arrange(false);
byId("loading").hidden = true;
byId("main").hidden = false;
