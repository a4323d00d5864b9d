// Random choices that a seed repeats.

/** Mulberry32: small, fast, and the same in every runtime. */
export class Random {
  #state = 0;

  /** Several numbers may make the seed: of a run, and of one part of it. */
  constructor(...seeds) {
    for (const seed of seeds) {
      this.#state = Math.imul(this.#state ^ seed, 0x85ebca6b);
      this.#state ^= this.#state >>> 13;
      this.next();
    }
  }

  /** From 0 to below 1. */
  next() {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number from 0 to below `count`. */
  below(count) {
    return Math.floor(this.next() * count);
  }

  chance(probability) {
    return this.next() < probability;
  }

  pick(choices) {
    return choices[this.below(choices.length)];
  }

  /** Calls one of the functions. */
  oneOf(...makers) {
    return this.pick(makers)();
  }

  /** A generator of its own, so that what is drawn later, at whatever time, disturbs nobody. */
  fork() {
    return new Random(this.below(4294967296));
  }
}
