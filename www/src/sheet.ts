// The printed sheet: one run or the history, with all rows, even those that the page doesn't show.

import type { ReportRow } from "slack-admin-session/run";
import { WHERE, target, verb } from "./action.ts";
import { SHORT } from "./badge.ts";
import { byId, make } from "./dom.ts";
import type { Standing } from "./explain.ts";
import type { History } from "./history.ts";
import { shortName } from "./hosts.ts";
import type { Run } from "./run-model.ts";
import { countOf, named } from "./target.ts";
import { dated, zoned } from "./times.ts";

interface Sheet {
  kind: "of-run" | "of-history";
  title: string;
  facts: readonly (readonly [term: string, value: string])[];
  columns: readonly string[];
  rows: readonly (readonly string[])[];
}

/** The current outcome of a row of a run, and what settled it. */
export type StandingOf = (row: ReportRow) => { standing: Standing; settled: string };

/** Lays a run out. */
export function ofRun(run: Run, standingOf: StandingOf): void {
  const { method, devices, counts, rows } = run;
  const what = method === "reset" ? `Reset of ${countOf(method, rows.length)} ${WHERE[devices]}` : `Revocation of ${countOf(method, rows.length)}`;
  const summary = [`${counts.done} done`, `${counts.notDone} not done`, `${counts.unknown} unknown`, counts.left > 0 && `${counts.left} not called`];
  lay({
    kind: "of-run",
    title: what,
    facts: [...about(run), ["Run", run.id], ["Began", zoned(run.at)], ["Note", run.note], ["Outcome", summary.filter(Boolean).join(", ")], ["Stopped", run.counts.left > 0 ? run.why : ""]],
    columns: ["Target", "Outcome", "Settled by", "Time", "Request id"],
    rows: rows.map((row) => {
      const { standing, settled } = standingOf(row);
      const outcome = row.state === "left" ? "Not called" : row.state === "protected" ? "Left alone" : settled ? "Unknown" : SHORT[standing];
      return [named(row), withCode(outcome, row.error), settled, row.at && dated(Date.parse(row.at)), row.request_id];
    }),
  });
}

/** Lays the history out. */
export function ofHistory({ items }: History): void {
  lay({
    kind: "of-history",
    title: "History",
    facts: [["Calls", String(items.length)]],
    columns: ["Target", "Outcome", "Settled by", "Time", "Host", "Admin", "Note", "Request id"],
    rows: items.map(({ entry, action, report }) => [
      `${verb(action)} ${target(action).join(", ")}`,
      withCode(entry.settled_by ? "Unknown" : SHORT[report.standing], report.code),
      entry.settled_by,
      dated(Date.parse(entry.time)),
      shortName(entry.host),
      [entry.admin, entry.organisation].filter(Boolean).join(", "),
      entry.note,
      entry.request_id,
    ]),
  });
}

const withCode = (outcome: string, code: string): string => (code ? `${outcome} (${code})` : outcome);

function about({ admin, organisation, host }: Run) {
  return [["Admin", admin || "not known"], ["Organisation", organisation || "not known"], ["Host", shortName(host)]] as const;
}

function lay({ kind, title, facts, columns, rows }: Sheet): void {
  const list = make("dl");
  for (const [term, value] of [...facts, ["Printed", zoned(Date.now())] as const]) {
    if (value) list.append(make("dt", term), make("dd", value));
  }
  const table = make("table");
  const line = (name: "th" | "td", cells: readonly string[]) => {
    const made = make("tr");
    made.append(...cells.map((text) => make(name, text)));
    return made;
  };
  const head = make("thead");
  head.append(line("th", columns));
  const body = make("tbody");
  body.append(...rows.map((cells) => line("td", cells)));
  table.append(head, body);
  byId("sheet").classList.remove("of-run", "of-history");
  byId("sheet").classList.add(kind);
  byId("sheet").replaceChildren(make("h2", title), list, table);
}

/** Empties the sheet, which may be long. */
export function clear(): void {
  byId("sheet").replaceChildren();
}
