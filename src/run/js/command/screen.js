// @ts-check
// Writes to stderr and stdout. If their reader is gone or the terminal is closed, the run still goes on.
import { clearLine, cursorTo } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileRefusal } from "./refusal.js";

/** Characters that control a terminal, in a name or in a server's text. */
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g;

export class Screen {
  /** Whether a line can be overwritten. */
  isTerminal = Boolean(process.stderr.isTTY) && process.env["TERM"] !== "dumb";
  #hasStatus = false;

  constructor() {
    // If it is closed, nothing is lost: the record has everything.
    process.stderr.on("error", () => {});
  }

  /** Prints a text on a line of its own. @param {string} text */
  say(text) {
    this.clear();
    process.stderr.write(`${plain(text)}\n`);
  }

  /** Prints a question, and leaves the line open. @param {string} text */
  ask(text) {
    process.stderr.write(plain(text));
  }

  /** Shows a line that the next one replaces. @param {string} text */
  status(text) {
    cursorTo(process.stderr, 0);
    // After the last column some terminals begin the next line.
    process.stderr.write(plain(text).slice(0, Math.max(1, (process.stderr.columns || 80) - 1)));
    clearLine(process.stderr, 1);
    this.#hasStatus = true;
  }

  /** Removes the status line. */
  clear() {
    if (!this.#hasStatus) return;
    this.#hasStatus = false;
    cursorTo(process.stderr, 0);
    clearLine(process.stderr, 1);
  }

  /**
   * Writes data to stdout.
   * @param {Iterable<string>} pieces
   * @returns {Promise<number>} The exit status.
   */
  async data(pieces) {
    try {
      await pipeline(Readable.from(joined(pieces)), process.stdout, { end: false });
    } catch (cause) {
      // The reader has closed it, as `head` does.
      if (!(cause instanceof Error && "code" in cause && cause.code === "EPIPE"))
        throw fileRefusal("write to stdout", cause);
    }
    return 0;
  }
}

/** @param {string} text */
const plain = (text) => text.replace(CONTROL, "?");

/** Joins many small pieces into a few large ones. @param {Iterable<string>} pieces */
function* joined(pieces) {
  let text = "";
  for (const piece of pieces) {
    text += piece;
    if (text.length < 1 << 16) continue;
    yield text;
    text = "";
  }
  if (text) yield text;
}
