// @ts-check
// What is said on stderr, and written to stdout. Neither a reader that is gone nor a closed terminal ends a run.
import { clearLine, cursorTo } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileRefusal } from "./refusal.js";

/** What a terminal would obey, in a name or in what a server said. */
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g;

export class Screen {
  /** Whether a line can be written anew. */
  isTerminal = Boolean(process.stderr.isTTY) && process.env["TERM"] !== "dumb";
  #hasStatus = false;

  constructor() {
    // Nobody reads it any more: the record has it all.
    process.stderr.on("error", () => {});
  }

  /** Says something, on a line of its own. @param {string} text */
  say(text) {
    this.clear();
    process.stderr.write(`${plain(text)}\n`);
  }

  /** Asks for something, and leaves the line open. @param {string} text */
  ask(text) {
    process.stderr.write(plain(text));
  }

  /** Shows a line that the next one takes the place of. @param {string} text */
  status(text) {
    cursorTo(process.stderr, 0);
    // At the last column some terminals go on to the next line.
    process.stderr.write(plain(text).slice(0, Math.max(1, (process.stderr.columns || 80) - 1)));
    clearLine(process.stderr, 1);
    this.#hasStatus = true;
  }

  /** Takes the status line away. */
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
      // Who read it has had enough.
      if (!(cause instanceof Error && "code" in cause && cause.code === "EPIPE"))
        throw fileRefusal("write to stdout", cause);
    }
    return 0;
  }
}

/** @param {string} text */
const plain = (text) => text.replace(CONTROL, "?");

/** Few large pieces of many small ones. @param {Iterable<string>} pieces */
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
