// The table: a line a fault, and for each client what it did, the requests that the server saw, and the milliseconds.
import { clients } from "./clients.mjs";

const FAULT = 46;
const WHAT = { ours: 56, webApi: 58, webApiClient: 58 };

/** Head of the table. */
export function head(shown) {
  const cells = shown.map(
    (which) => `${fit(clients[which].title, WHAT[which])} ${"req".padStart(4)} ${"ms".padStart(6)}`,
  );
  const line = ["  " + fit("fault", FAULT), ...cells].join(" | ");
  return `${line}\n${line.replace(/[^|]/g, "-").replaceAll("|", "+")}`;
}

/** A line of the table; `reports` by client. */
export function line(row, reports, shown) {
  const mark = reports.ours.problems.length > 0 ? "✗" : "✓";
  return [`${mark} ${fit(row.name, FAULT)}`, ...shown.map((which) => cell(row, which, reports[which]))].join(" | ");
}

function cell(row, which, report) {
  const width = WHAT[which];
  if (!report) return `${fit(row.peers, width)} ${"–".padStart(4)} ${"–".padStart(6)}`;
  const numbers = [String(report.requests ?? "–").padStart(4), String(Math.round(report.ms ?? 0)).padStart(6)];
  return [fit(which === "ours" ? own(report) : their(report), width), ...numbers].join(" ");
}

/** Class and detail, outcome, attempts. */
function own(report) {
  if (!report.error) return join(end(report), report.note);
  const { name, detail, outcome, attempts } = report.error;
  return join(
    [name, detail].join(" ").trim(),
    outcome,
    attempts === undefined ? "" : `${attempts} attempt${attempts === 1 ? "" : "s"}`,
    report.note,
  );
}

/** A peer's error is raw if it is the platform's and not of a class of the peer's own. */
function their(report) {
  const { error, value, done, elsewhere = [], leaks, note } = report;
  const typed = /^(WebAPI|SlackAPI)/.test(error?.name ?? "");
  const what = error ? `${typed ? "" : "raw "}${error.name}: ${error.message}` : end(report);
  const lie = report.kind === "resolved" && value !== undefined && !done ? "NOTHING WAS DONE" : "";
  const followed =
    elsewhere.length > 0 ? `redirect followed${elsewhere.some(({ token }) => token) ? " WITH THE TOKEN" : ""}` : "";
  const leaked = ["error", "log"].filter((where) => leaks?.[where]?.length > 0);
  return join(lie, followed, leaked.length > 0 ? `TOKEN in its ${leaked.join(" and ")}` : "", note, what);
}

function end({ kind, value, crash, ms }) {
  if (kind === "busy") return `still busy after ${Math.round(ms / 1000)} s (gave up watching)`;
  if (kind === "crashed") return crash;
  return `resolved ${value}`;
}

const join = (...parts) => parts.filter(Boolean).join(", ");

/** Exactly that wide. */
function fit(text, width) {
  const flat = text.replace(/[\s\p{C}]+/gu, " ").replace(/http:\/\/127\.0\.0\.1:\d+\S*/g, "URL");
  return flat.length > width ? `${flat.slice(0, width - 1)}…` : flat.padEnd(width);
}
