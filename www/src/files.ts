// The history as files.

import Papa from "papaparse";
import type { Entry } from "./history.ts";

/** Line breaks, tabs, and what else can't be seen: control and zero-width characters. */
const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]+/gu;

/**
 * A sign that a spreadsheet takes for the beginning of a formula. After a letter or a digit it can't be one, whatever
 * character the spreadsheet takes for the end of a cell.
 */
const FORMULA = /(?<![\p{L}\p{N}])[=+\-−@]/gu;

/** One JSON object a line. */
export function jsonLines(entries: readonly Entry[]): string {
  return entries.map((entry) => `${JSON.stringify(entry)}\n`).join("");
}

/**
 * As RFC 4180 has it, and safe to open in a spreadsheet: what can't be seen is a space, and a sign that could begin a
 * formula has ' in front. The JSON Lines have every character as it was.
 */
export function csv(entries: readonly Entry[]): string {
  const row = (entry: Entry) => Object.fromEntries(Object.entries(entry).map(([name, value]) => [name, cell(value)]));
  return `${Papa.unparse(entries.map(row), { quotes: true, newline: "\r\n" })}\r\n`;
}

function cell(value: string | number): string {
  // Some spreadsheets take wide and small signs for the usual ones: NFKC writes them all as these.
  return String(value).normalize("NFKC").replace(INVISIBLE, " ").replace(FORMULA, "'$&");
}

/** Has the browser save a file. */
export function save(content: BlobPart[], type: string, ending: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(content, { type }));
  link.download = `slack-sessions-${new Date().toISOString().slice(0, 19).replaceAll(":", "")}.${ending}`;
  link.click();
  // Later, since the browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
