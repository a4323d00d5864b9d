// Writes the history to files.

import Papa from "papaparse";
import type { Entry } from "./history.ts";

/** Invisible characters: line breaks, tabs, and other control and zero-width characters. */
const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]+/gu;

/**
 * A sign with which a spreadsheet could begin a formula. No cell can begin after a letter or a digit, whichever character the
 * spreadsheet takes as the separator.
 */
const FORMULA = /(?<![\p{L}\p{N}])[=+\-−@]/gu;

/** One JSON object per line. */
export function jsonLines(entries: readonly Entry[]): string {
  return entries.map((entry) => `${JSON.stringify(entry)}\n`).join("");
}

/**
 * CSV as in RFC 4180, and safe to open in a spreadsheet: invisible characters become spaces, and a sign that could begin a
 * formula gets ' in front. The JSON Lines keep every character.
 */
export function csv(entries: readonly Entry[]): string {
  const row = (entry: Entry) => Object.fromEntries(Object.entries(entry).map(([name, value]) => [name, cell(value)]));
  return `${Papa.unparse(entries.map(row), { quotes: true, newline: "\r\n" })}\r\n`;
}

function cell(value: string | number): string {
  // Some spreadsheets treat wide and small signs like the usual ones. NFKC turns them into these.
  return String(value).normalize("NFKC").replace(INVISIBLE, " ").replace(FORMULA, "'$&");
}

/** Lets the browser save a file. */
export function save(content: BlobPart[], type: string, ending: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(content, { type }));
  link.download = `slack-sessions-${new Date().toISOString().slice(0, 19).replaceAll(":", "")}.${ending}`;
  link.click();
  // Wait, because the browser reads the file after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
