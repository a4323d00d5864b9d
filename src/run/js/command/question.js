// @ts-check
// The one question: the number of targets, typed.
import { openSync } from "node:fs";
import { createInterface } from "node:readline";
import { ReadStream } from "node:tty";
import { Refusal } from "./refusal.js";

/** @typedef {import("./screen.js").Screen} Screen */

/** Where the answer is typed: at stdin, or at the terminal itself if stdin is the list. */
export class Keyboard {
  #stream;

  /** Refuses if there is no terminal to answer at. @param {boolean} isStdinTaken */
  constructor(isStdinTaken) {
    const stream = process.stderr.isTTY ? open(isStdinTaken) : undefined;
    if (!stream) {
      throw new Refusal("Nothing was sent: there is no terminal to ask at. To begin without a question, use --yes.");
    }
    this.#stream = stream;
  }

  /**
   * Whether exactly this number is typed.
   * @param {number} count
   * @param {Screen} screen
   * @param {AbortSignal} signal
   */
  async confirm(count, screen, signal) {
    screen.ask(`Type ${count} to begin: `);
    const lines = createInterface({ input: this.#stream, terminal: false, signal });
    try {
      for await (const line of lines) return line.trim() === String(count);
      // The end of the input, or a signal: the line is still open.
      screen.say("");
      return false;
    } finally {
      lines.close();
    }
  }

  close() {
    if (this.#stream === process.stdin) this.#stream.unref();
    else this.#stream.destroy();
  }
}

/** @param {boolean} isStdinTaken */
function open(isStdinTaken) {
  if (!isStdinTaken) return process.stdin.isTTY ? process.stdin : undefined;
  try {
    return new ReadStream(openSync("/dev/tty", "r"));
  } catch {
    // There is no terminal, or the system has another name for it.
    return undefined;
  }
}
