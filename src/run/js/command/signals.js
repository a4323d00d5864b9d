// @ts-check
// SIGINT, SIGTERM and SIGHUP: the first one stops the run, the second one ends the process at once.
import { constants } from "node:os";

/** @typedef {"SIGINT" | "SIGTERM" | "SIGHUP"} Name */

/** @type {Name[]} */
const NAMES = ["SIGINT", "SIGTERM", "SIGHUP"];

/** The exit status that a shell gives for a signal. @param {Name} name */
export const statusOf = (name) => 128 + constants.signals[name];

export class Signals {
  #controller = new AbortController();
  /** The first one that came. @type {Name | undefined} */
  received;
  /** Called with the first, and with the second just before the process ends. */
  onFirst = () => {};
  onSecond = () => {};

  constructor() {
    for (const name of NAMES) process.on(name, this.#handle);
  }

  /** Aborted by the first signal. */
  get signal() {
    return this.#controller.signal;
  }

  /** From here on signals have their usual effect. */
  close() {
    for (const name of NAMES) process.off(name, this.#handle);
  }

  #handle = (/** @type {NodeJS.Signals} */ given) => {
    const name = /** @type {Name} */ (given);
    // Node undoes what `nohup` does. So a process without any terminal ignores a hang-up.
    if (name === "SIGHUP" && !hasTerminal()) return;
    if (this.received) {
      this.onSecond();
      process.exit(statusOf(name));
    }
    this.received = name;
    this.onFirst();
    this.#controller.abort();
  };
}

const hasTerminal = () => [process.stdin, process.stdout, process.stderr].some(({ isTTY }) => isTTY);
