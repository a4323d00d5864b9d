// @ts-check
// A list of e-mail addresses: looks up its users before anything else, fifty a minute.
import { SlackApiError, SlackError } from "slack-admin-session";
import { RunInputError } from "slack-admin-session/run";
import { Refusal } from "./refusal.js";
import { Ticker } from "./ticker.js";
import { counted, timeLeft } from "./times.js";

/** @typedef {import("../types.js").LookUpApi} LookUpApi */
/** @typedef {import("../types.js").LookUpProgress} LookUpProgress */
/** @typedef {import("./screen.js").Screen} Screen */
/** @typedef {import("./signals.js").Signals} Signals */

const SCOPE = "users:read.email";

export class LookUp {
  #api;
  #prepare;
  #screen;
  #signals;
  #skipMissing;
  /** @type {LookUpProgress} */
  #last = { done: 0, left: 0, secondsLeft: 0 };
  /** When it was told. */
  #since = 0;
  /** Set when the first address is looked up. @type {Ticker | undefined} */
  #ticker;

  /**
   * @param {LookUpApi} api
   * @param {() => Promise<void>} prepare Refuses what would end the run after the look-up anyway.
   * @param {Screen} screen
   * @param {Signals} signals
   * @param {boolean} skipMissing
   */
  constructor(api, prepare, screen, signals, skipMissing) {
    this.#api = api;
    this.#prepare = prepare;
    this.#screen = screen;
    this.#signals = signals;
    this.#skipMissing = skipMissing;
  }

  /** What `plan` needs for it. */
  get options() {
    return {
      lookUp: this,
      skipMissing: this.#skipMissing,
      signal: this.#signals.signal,
      onLookUp: (/** @type {LookUpProgress} */ progress) => {
        this.#last = progress;
        this.#since = performance.now();
      },
    };
  }

  /** @type {LookUpApi["lookupByEmail"]} */
  async lookupByEmail(request, options) {
    if (!this.#ticker) {
      await this.#prepare();
      this.#screen.say(`Looking up ${counted(this.#last.left, "user")} by e-mail address.`);
      this.#ticker = new Ticker(this.#screen, () => this.#line());
    }
    return this.#api.lookupByEmail(request, options);
  }

  /** It is over. */
  end() {
    this.#ticker?.end();
  }

  /** What to print for an error of `plan`. @param {unknown} error */
  explain(error) {
    if (this.#signals.received) {
      return new Refusal(`Stopped by ${this.#signals.received} while users were looked up. No session was ended.`);
    }
    if (error instanceof SlackApiError && error.error === "missing_scope" && error.needed?.includes(SCOPE)) {
      return new Refusal(
        `Nothing was sent: the token lacks the scope ${SCOPE}, which is needed to look users up by e-mail address. ` +
          "Add it to the app and install the app again, or give a list of user ids, which needs no look-up.",
      );
    }
    if (error instanceof SlackError) {
      return new Refusal(`The users could not be looked up, and no session was ended. ${error.message}`);
    }
    if (error instanceof RunInputError && this.#ticker && !this.#skipMissing) {
      return new Refusal(`${error.message}\n--skip-missing leaves these out.`);
    }
    return error;
  }

  #line() {
    const { done, left, secondsLeft } = this.#last;
    const seconds = Math.max(0, secondsLeft - (performance.now() - this.#since) / 1000);
    return `Looking up: ${done} of ${done + left} · ${timeLeft(seconds)}`;
  }
}
