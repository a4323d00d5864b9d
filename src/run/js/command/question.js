// @ts-check
// The one question: the number of targets, typed.
import { createInterface } from "node:readline";
import { Refusal } from "./refusal.js";

/** @typedef {import("./screen.js").Screen} Screen */

/** Refuses to begin where nobody could answer. @param {boolean} isConfirmed Whether `--yes` is given. */
export function needAnswer(isConfirmed) {
  if (isConfirmed || (process.stdin.isTTY && process.stderr.isTTY)) return;
  throw new Refusal(
    "Nothing was sent: nobody can be asked here, since there is no terminal. --yes begins without a question.",
  );
}

/**
 * Whether exactly this number is typed.
 * @param {number} count
 * @param {Screen} screen
 * @param {AbortSignal} signal
 */
export async function confirm(count, screen, signal) {
  screen.ask(`Type ${count} to begin: `);
  const lines = createInterface({ input: process.stdin, terminal: false, signal });
  try {
    for await (const line of lines) return line.trim() === String(count);
    // The end of the input, or a signal: the line is still open.
    screen.say("");
    return false;
  } finally {
    lines.close();
    process.stdin.unref();
  }
}
