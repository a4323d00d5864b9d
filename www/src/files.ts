// The history as files.

import Papa from "papaparse";
import type { Entry } from "./history.ts";

/**
 * What a spreadsheet takes for a formula: it is written with ' in front. The library's own pattern misses values of more
 * than one line, and the wide characters that some spreadsheets take for the narrow ones.
 */
const FORMULA = /^\s*[=+\-@\t\r\n＝＋－＠]/;

/** One JSON object a line. */
export function jsonLines(entries: readonly Entry[]): string {
  return entries.map((entry) => `${JSON.stringify(entry)}\n`).join("");
}

/** As RFC 4180 has it. */
export function csv(entries: readonly Entry[]): string {
  return `${Papa.unparse([...entries], { escapeFormulae: FORMULA, newline: "\r\n" })}\r\n`;
}

/** Has the browser save a text as a file. */
export function save(text: string, type: string, ending: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = `slack-sessions-${new Date().toISOString().slice(0, 19).replaceAll(":", "")}.${ending}`;
  link.click();
  // Later, since the browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
