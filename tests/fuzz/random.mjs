// Random choices that can be repeated with a seed.

/** Mulberry32: small, fast, and the same in every runtime. */
export class Random {
  #state = 0;

  /** The seed may have several numbers: one of the run, and one of a part of it. */
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

  /** A separate generator, so that later draws, at any time, change no other choice. */
  fork() {
    return new Random(this.below(4294967296));
  }
}
