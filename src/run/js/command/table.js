// @ts-check
// Sessions as they are printed: JSON Lines, which are a list for `invalidate`, or a table for people.
import { address, clientText, versions } from "./wanted.js";

/** @typedef {import("slack-admin-session").ActiveSession} ActiveSession */
/** @typedef {import("slack-admin-session").SessionClient} SessionClient */

/** Characters of a server's text that control a terminal or change the direction of a line. */
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

const HEADINGS = ["user", "session", "team", "address", "client"];

/** @param {ActiveSession[]} sessions */
export function* jsonLines(sessions) {
  const escape = (/** @type {string} */ sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
  for (const session of sessions) yield `${JSON.stringify(session).replace(CONTROL, escape)}\n`;
}

/** @param {ActiveSession[]} sessions */
export function* table(sessions) {
  const rows = [HEADINGS, ...sessions.map(row)].map((cells) => cells.map((cell) => cell.replace(CONTROL, "?")));
  const widths = HEADINGS.map((_, column) => rows.reduce((width, row) => Math.max(width, row[column]?.length ?? 0), 0));
  for (const row of rows)
    yield `${row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd()}\n`;
}

/** @param {ActiveSession} session */
function row(session) {
  const { user_id, session_id, team_id } = session;
  return [`${user_id}`, `${session_id}`, `${team_id}`, both(session, address), both(session, clientText)];
}

/** What it is now, and what it was at the beginning if that differs. @param {ActiveSession} session @param {(version: SessionClient) => string} read */
function both(session, read) {
  const [first = "", last = first] = versions(session).map(read);
  return first === last ? first : `${last || "?"} (began: ${first || "?"})`;
}
