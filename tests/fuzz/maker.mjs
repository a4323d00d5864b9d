// Shared by all makers of values: chance, the secret, side effects, and promises that are settled at the end.
import { any } from "./values.mjs";

/** Part of every token. Any output that has it has leaked a token. */
export const SECRET = "zqSECRETqz";

const TOKENS = [`xoxp-${SECRET}`, `xoxp-${SECRET}`, `xoxe.xoxp-1-${SECRET}`, SECRET, `x"\\/${SECRET}`, `${SECRET}&=+%#`];

export class Maker {
  /** Values that were put in a place of their own: an argument, a key, a result. Values inside them don't count. */
  values = 0;
  #held = [];

  /** `act` does something to the client that the values are for: calls, aborts or disposes. */
  constructor(random, { realm, act }) {
    this.random = random;
    this.realm = realm;
    this.act = act;
    this.token = random.pick(TOKENS);
  }

  /** A copy that draws from a generator of its own. */
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

  /** Calls `release` at the end of the group. */
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

/** A promise that needs no handler. */
export function quiet(promise) {
  // Not `catch`: its promise would adopt the value of this one, which may have a `then` by now.
  promise.then(
    () => {},
    () => {},
  );
  return promise;
}
