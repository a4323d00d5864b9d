// The page: signed out, or at the desk; the runs and the history beside both.

import * as checked from "./checked.ts";
import * as confirm from "./confirm.ts";
import { Desk } from "./desk.ts";
import { announce, byId } from "./dom.ts";
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
import * as signIn from "./sign-in.ts";
import * as table from "./table.ts";
import { countOf, shortId } from "./target.ts";

/** After so long without use the token is wiped, in milliseconds. */
const IDLE = 15 * 60_000;

const history = new History();
let session: Session | undefined;
/** Whether the runs that this browser keeps were read; not before somebody is signed in, since they name users. */
let restored = false;

/** A proxy's token isn't entered here. */
const refused = (why: string) => session?.hasToken && renew.show(session.host, why);
const runs = new Runs(history, { changed: show, ended, refused });
const desk = new Desk(history, runs, refused, show);
const view = new RunView({ check: (row) => void check(row), standing });

function drawHistory(): void {
  table.draw(history, (item) => void checkItem(item, item.entry.session_id || item.entry.user_id));
}

function show(): void {
  view.show(runs.run, runs.queue.length);
  drawHistory();
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
  // Another token may have been entered beside a list that is being written.
  if (!byId("actions").contains(document.activeElement)) byId("reset-list").focus();
  watch();
  if (restored) return;
  restored = true;
  runs.restore().catch(() => announce("This browser keeps no records: runs can’t be resumed in it.", true));
}

function leave(): void {
  session = undefined;
  clearTimeout(idle);
  runs.close();
  desk.close();
  renew.hide();
  arrange(false);
}

function lock(): void {
  if (!session) return;
  if (desk.busy || runs.busy) return watch();
  session = undefined;
  desk.lock();
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

/** The history's entry of a row of the run. */
function itemOf(run: Run, row: ReportRow): Item | undefined {
  return history.about(actionOn(run, row)).findLast(({ entry }) => entry.run === run.id && entry.outcome === "unknown");
}

function standing(row: ReportRow) {
  const { run } = runs;
  if (!run) return { standing: "unknown" as const, next: "", settled: "" };
  const before = history.about(actionOn(run, row)).filter(({ entry }) => entry.run !== run.id || entry.time !== row.at);
  const settled = row.state === "unknown" ? (itemOf(run, row)?.entry.settled_by ?? "") : "";
  const { standing, next } = rowReport(row, before);
  return { standing, next, settled };
}

async function check(row: ReportRow): Promise<void> {
  const { run } = runs;
  const item = run && itemOf(run, row);
  if (item) await checkItem(item, shortId(row));
}

async function checkItem(item: Item, about: string): Promise<void> {
  const found = await checked.ask(about);
  if (!found) return;
  history.checked(item, found.ended, found.note, session?.identity.admin ?? "");
  show();
}

function again(): void {
  const { run } = runs;
  if (!run) return;
  const targets = run.rows.filter(({ state }) => ["unknown", "not_done", ...(run.phase === "over" ? ["left"] : [])].includes(state));
  void desk.again({ method: run.method, devices: run.devices, targets: targets.map(bare), left: [], more: 0, twice: 0, name: "an earlier run" });
}

function bare({ user_id, session_id, team_id }: ReportRow) {
  return { ...(user_id && { user_id }), ...(session_id && { session_id }), ...(team_id && { team_id }) };
}

async function copyOpen(): Promise<void> {
  const { run } = runs;
  if (!run) return;
  const open = run.rows.filter(({ state }) => state !== "done" && state !== "protected");
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

async function openRecord(): Promise<void> {
  const input = byId("record-file", HTMLInputElement);
  const [file] = input.files ?? [];
  input.value = "";
  if (!file) return;
  const problem = byId("record-problem");
  problem.hidden = true;
  if (runs.unfinished) {
    problem.textContent = "Finish the run that is open, or stop it, before you open another one.";
    problem.hidden = false;
    return;
  }
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
  const lost = history.unsaved > 0 ? `${history.unsaved} of them are in no file.` : "All of them are in a file.";
  const question = { title: "Clear the history?", lines: [`It has ${count} ${count === 1 ? "entry" : "entries"}. ${lost}`], yes: "Clear the history" };
  if (!(await confirm.ask(question))) return;
  history.clear();
  drawHistory();
  // The button that had the focus is gone.
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
onClick("print", () => print());
for (const kind of ["keydown", "pointerdown"]) addEventListener(kind, watch);
addEventListener("beforeunload", (event) => {
  if (desk.busy || runs.busy || history.unsaved > 0) event.preventDefault();
});
// The browser may keep the page as it is and bring it back: without the token.
addEventListener("pagehide", leave);
drawHistory();
arrange(false);
byId("loading").hidden = true;
byId("main").hidden = false;
