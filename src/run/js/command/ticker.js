// @ts-check
// Shows progress: one line in a terminal, rewritten each second; a line a minute elsewhere.

/** @typedef {import("./screen.js").Screen} Screen */

const SECOND = 1000;
const MINUTE = 60 * SECOND;

export class Ticker {
  #screen;
  #line;
  #timer;

  /** @param {Screen} screen @param {() => string} line How far it is. */
  constructor(screen, line) {
    this.#screen = screen;
    this.#line = line;
    this.#timer = setInterval(() => this.#show(), screen.isTerminal ? SECOND : MINUTE);
    if (screen.isTerminal) this.#show();
  }

  end() {
    clearInterval(this.#timer);
    this.#screen.clear();
  }

  #show() {
    if (this.#screen.isTerminal) this.#screen.status(this.#line());
    else this.#screen.say(this.#line());
  }
}
