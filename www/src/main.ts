// The page as a whole: connects signing in, the desk, the runs and the history.

import * as checked from "./checked.ts";
import * as confirm from "./confirm.ts";
import { Desk } from "./desk.ts";
import { announce, byId } from "./dom.ts";
import * as earlier from "./earlier-view.ts";
import * as files from "./files.ts";
import { History, type Item } from "./history.ts";
import { shortName } from "./hosts.ts";
import { actionOn } from "./prepared.ts";
import * as renew from "./renew.ts";
import type { Run } from "./run-model.ts";
import { rowReport } from "./run-row.ts";
import * as store from "./run-store.ts";
import { RunView } from "./run-view.ts";
import { Runs } from "./runs.ts";
import type { ReportRow } from "slack-admin-session/run";
import type { Session } from "./session.ts";
import * as sheet from "./sheet.ts";
import * as signIn from "./sign-in.ts";
import * as table from "./table.ts";
import { countOf, shortId } from "./target.ts";
import * as waiting from "./waiting-view.ts";

/** The time without use after which the token is wiped, in milliseconds. */
const IDLE = 15 * 60_000;

const history = new History((entry, target) => runs.settle(entry, target));
let session: Session | undefined;
/** Whether the runs in this browser were read. They name users, so they are read only after signing in. */
let restored = false;

/** What is printed, if it isn't the run on the page. */
let paper: "history" | undefined;
/** The empty parts of a list that was reviewed before. */
const NOTHING_ELSE = { addresses: new Map<string, string>(), left: [], more: 0, twice: 0 };

/** Asks for another token, unless a proxy adds it. */
const refused = (why: string) => session?.hasToken && renew.show(session.host, why);
const runs = new Runs(history, { changed: show, ended, refused });
const desk = new Desk(history, runs, refused, show);
const view = new RunView({ check: (row) => void check(row), open: openRows, standing });

function drawHistory(): void {
  table.draw(history, {
    check: (item) => void checkItem(item, item.entry.session_id || item.entry.user_id),
    repeat: ({ action }) => void desk.repeat(action),
  });
}

function show(): void {
  view.show(runs.run, runs.queue.filter(({ asks }) => !asks).length);
  waiting.draw(runs.queue, session ? new URL(session.host, location.href).href : "", {
    review: ({ list }) => void desk.again({ ...list, ...NOTHING_ELSE }, list),
    discard: ({ list }) => {
      runs.discard(list.id);
      // The button with the focus is gone.
      byId(runs.queue.length > 0 ? "waiting-title" : "reset-list").focus();
    },
  });
  earlier.draw(runs.known, runs.run, (run) => runs.toCheck(run), look);
  drawHistory();
}

/** Shows an earlier run, unless the run on the page is unfinished. */
function look(run: Run): void {
  if (refusedWhileUnfinished()) return;
  runs.show(run);
  byId("run-title").focus();
}

function ended(): void {
  const { run } = runs;
  if (run) announce(`${byId("run-title").textContent} ${run.why}`, run.counts.unknown > 0);
}

function enter(entered: Session): void {
  session = entered;
  desk.open(entered);
  runs.open(entered);
  const { admin, organisation } = entered.identity;
  byId("connection-who").textContent = [admin || "an unknown admin", organisation].filter(Boolean).join(" · ");
  byId("connection-host").textContent = shortName(entered.host);
  byId("connection-way").textContent = entered.hasToken ? "with a token" : "without a token in this page";
  byId("locked").hidden = true;
  arrange(true);
  // If a person enters another token while they write a list, they keep the focus.
  if (!byId("actions").contains(document.activeElement)) byId("reset-list").focus();
  watch();
  if (restored) return;
  restored = true;
  void restore();
}

async function restore(): Promise<void> {
  try {
    const unreadable = await runs.restore();
    if (unreadable === 0) return;
    const problem = byId("record-problem");
    const records = unreadable === 1 ? "A record in this browser is damaged" : `${unreadable} records in this browser are damaged`;
    problem.textContent = `${records}, so the page can’t show its calls. They may have happened: check before you repeat them.`;
    problem.hidden = false;
  } catch {
    announce("This browser keeps no records: runs can’t be resumed in it.", true);
  }
}

function leave(): void {
  session = undefined;
  clearTimeout(idle);
  runs.signOut();
  checked.dismiss();
  desk.close();
  renew.hide();
  arrange(false);
}

function lock(): void {
  if (!session) return;
  if (desk.busy || runs.busy) return watch();
  session = undefined;
  desk.lock();
  checked.dismiss();
  runs.close();
  renew.hide();
  arrange(false);
  byId("locked").hidden = false;
  byId("token").focus();
}

let idle: ReturnType<typeof setTimeout> | undefined;

function watch(): void {
  clearTimeout(idle);
  if (session) idle = setTimeout(lock, IDLE);
}

function arrange(signedIn: boolean): void {
  byId("sign-in").hidden = signedIn;
  for (const id of ["connection", "actions", "result"]) byId(id).hidden = !signedIn;
  byId("history").hidden = !signedIn && history.items.length === 0;
  byId("main").dataset.signed = signedIn ? "in" : "out";
}

/** The unknown entry in the history for a row of the run. */
function itemOf(run: Run, row: ReportRow): Item | undefined {
  return history.about(actionOn(run, row)).findLast(({ entry }) => entry.run === run.id && entry.outcome === "unknown");
}

function standing(row: ReportRow) {
  const { run } = runs;
  if (!run) return { standing: "unknown" as const, what: "", next: "", settled: "" };
  const before = history.about(actionOn(run, row)).filter(({ entry }) => entry.run !== run.id || entry.time !== row.at);
  const settled = row.state === "unknown" ? (itemOf(run, row)?.entry.settled_by ?? "") : "";
  const { standing, what, next } = rowReport(row, before);
  return { standing, what, next, settled };
}

async function check(row: ReportRow): Promise<void> {
  const { run } = runs;
  const item = run && itemOf(run, row);
  if (item) await checkItem(item, shortId(row));
}

async function checkItem(item: Item, about: string): Promise<void> {
  const found = await checked.ask(about);
  if (!found) return;
  history.checked(item, found.ended, session ? session.conceal(found.note) : found.note, session?.identity.admin ?? "");
  show();
}

/** The targets of a run that aren't known to be done. */
function openRows(run: Run): ReportRow[] {
  return run.rows.filter((row) => ["unknown", "not_done", "left"].includes(row.state) && !history.isDone(actionOn(run, row), run.at));
}

function again(): void {
  const { run } = runs;
  if (!run) return;
  const { method, devices, phase } = run;
  // A paused run does what is left when it goes on.
  const targets = openRows(run).filter(({ state }) => state !== "left" || phase === "over");
  void desk.again({ method, devices, targets: targets.map(bare), ...NOTHING_ELSE, name: "an earlier run" });
}

function bare({ user_id, session_id, team_id }: ReportRow) {
  return { ...(user_id && { user_id }), ...(session_id && { session_id }), ...(team_id && { team_id }) };
}

async function copyOpen(): Promise<void> {
  const { run } = runs;
  if (!run) return;
  const open = openRows(run);
  const text = open.map((row) => [row.session_id, row.user_id, row.team_id].filter(Boolean).join(" ")).join("\n");
  try {
    await navigator.clipboard.writeText(text);
    announce(`${countOf(run.method, open.length)} copied.`);
  } catch {
    announce("The browser refused to copy. Save the record instead.", true);
  }
}

async function saveRecord(): Promise<void> {
  const { run } = runs;
  if (!run) return;
  const pieces: Uint8Array[] = [];
  for await (const piece of store.read(run.id)) pieces.push(piece);
  files.save(pieces as BlobPart[], "application/jsonl", "jsonl");
  announce("The record is saved.");
}

/** Whether the run on the page is unfinished. If it is, no other run can be opened, and the page says so. */
function refusedWhileUnfinished(): boolean {
  const problem = byId("record-problem");
  problem.hidden = !runs.unfinished;
  problem.textContent = "Finish the run that is open, or stop it, before you open another one.";
  return runs.unfinished;
}

async function openRecord(): Promise<void> {
  const input = byId("record-file", HTMLInputElement);
  const [file] = input.files ?? [];
  input.value = "";
  if (!file) return;
  if (refusedWhileUnfinished()) return;
  const problem = byId("record-problem");
  try {
    await runs.bring(new Uint8Array(await file.arrayBuffer()));
    byId("run-title").focus();
  } catch (error) {
    problem.textContent = error instanceof Error ? error.message : "This file can’t be read.";
    problem.hidden = false;
    announce(problem.textContent, true);
  }
}

function saveAs(text: string, type: string, ending: string): void {
  files.save([text], type, ending);
  history.saved();
  drawHistory();
  announce("The history is saved.");
}

async function clear(): Promise<void> {
  const count = history.items.length;
  const lost = history.unsaved > 0 ? `${history.unsaved} of them are not in a file.` : "All of them are in a file.";
  const question = { title: "Clear the history?", lines: [`It has ${count} ${count === 1 ? "entry" : "entries"}. ${lost}`], yes: "Clear the history" };
  if (!(await confirm.ask(question))) return;
  history.clear();
  drawHistory();
  // The button with the focus is gone.
  byId("history-title").focus();
}

const onClick = (id: string, act: () => void) => byId(id).addEventListener("click", act);

confirm.prepare();
checked.prepare();
signIn.prepare(enter);
renew.prepare(enter);
onClick("sign-out", () => {
  leave();
  byId("sign-in-title").focus();
});
onClick("run-pause", () => runs.pause());
onClick("run-go", () => runs.goOn());
onClick("run-stop", () => runs.stop());
onClick("run-again", again);
onClick("run-copy", () => void copyOpen());
onClick("run-save", () => void saveRecord());
onClick("record-open", () => byId("record-file").click());
byId("record-file").addEventListener("change", () => void openRecord());
onClick("save-jsonl", () => saveAs(files.jsonLines(history.entries), "application/jsonl", "jsonl"));
onClick("save-csv", () => saveAs(files.csv(history.entries), "text/csv", "csv"));
onClick("clear", () => void clear());
onClick("print", () => {
  paper = "history";
  print();
});
onClick("run-print", () => print());
addEventListener("beforeprint", () => {
  if (session && runs.run && paper === undefined) sheet.ofRun(runs.run, standing);
  else sheet.ofHistory(history);
});
addEventListener("afterprint", () => {
  paper = undefined;
  sheet.clear();
});
for (const kind of ["keydown", "pointerdown"]) addEventListener(kind, watch);
addEventListener("beforeunload", (event) => {
  if (desk.busy || runs.busy || history.unsaved > 0 || runs.queue.some(({ fleeting }) => fleeting)) event.preventDefault();
});
// The browser may keep the page and show it again later, so wipe the token now.
addEventListener("pagehide", leave);
drawHistory();
arrange(false);
byId("loading").hidden = true;
byId("main").hidden = false;
