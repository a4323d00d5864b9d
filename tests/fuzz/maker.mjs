// What every maker of values shares: chance, the secret, side effects, and promises that are let go of at the end.
import { any } from "./values.mjs";

/** Part of every token. Whatever shows it has leaked one. */
export const SECRET = "zqSECRETqz";

const TOKENS = [`xoxp-${SECRET}`, `xoxp-${SECRET}`, `xoxe.xoxp-1-${SECRET}`, SECRET, `x"\\/${SECRET}`, `${SECRET}&=+%#`];

export class Maker {
  /** Values that were put in a place of their own: an argument, a key, a result. What lies within isn't counted. */
  values = 0;
  #held = [];

  /** `act` does something to the client that the values are for: calls, aborts or disposes. */
  constructor(random, { realm, act }) {
    this.random = random;
    this.realm = realm;
    this.act = act;
    this.token = random.pick(TOKENS);
  }

  /** The same, drawing from a generator of its own. */
  fork() {
    const fork = Object.create(this);
    fork.random = this.random.fork();
    // Counted and held in one place.
    fork.count = () => this.count();
    fork.hold = (release) => this.hold(release);
    return fork;
  }

  count() {
    this.values += 1;
  }

  /** Any value, in a place of its own. */
  value() {
    this.count();
    return any(this);
  }

  /** Has `release` called when the others have had their time. */
  hold(release) {
    this.#held.push(release);
  }

  /** A promise that doesn't settle before the end. */
  never() {
    return new Promise((_, reject) => this.hold(() => reject(new Error("let go of"))));
  }

  release() {
    for (const release of this.#held.splice(0)) {
      try {
        release();
      } catch {
        // A stream that is closed already.
      }
    }
  }
}

/** A promise that nobody has to handle. */
export function quiet(promise) {
  // Not `catch`: what it makes would take over what this one was fulfilled with, and that may have a `then` by now.
  promise.then(
    () => {},
    () => {},
  );
  return promise;
}
