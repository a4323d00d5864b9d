// @ts-check
// A pace for calls that only read: how many start in a minute, one after the other. The module has the pace of a run.

/** Options of such a call: it is repeated until Slack answers, or can't be reached for about half a minute. */
export const PATIENT = { deadline: Number.POSITIVE_INFINITY, retry: { attempts: 8, maxRetryAfter: 3_600_000 } };

export class Pace {
  #gap;
  #last = Number.NEGATIVE_INFINITY;

  /** @param {number} gap Milliseconds from one start to the next. */
  constructor(gap) {
    this.#gap = gap;
  }

  /** How long that many starts take. @param {number} count */
  seconds(count) {
    return (count * this.#gap) / 1000;
  }

  /** Waits until the next call may start. Rejects with the signal's reason. @param {AbortSignal | undefined} signal */
  async turn(signal) {
    signal?.throwIfAborted();
    for (let wait = this.#left(); wait > 0; wait = this.#left()) await sleep(wait, signal);
    this.#last = performance.now();
  }

  #left() {
    return this.#last + this.#gap - performance.now();
  }
}

/** @param {number} milliseconds @param {AbortSignal | undefined} signal @returns {Promise<void>} */
function sleep(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", onAbort);
      resolve();
    }, Math.ceil(milliseconds));
    signal?.addEventListener("abort", onAbort, { once: true });
  });
}
