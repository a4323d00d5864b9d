// @ts-check
// A caller's own functions, without keeping them. The module's side of a client holds this object, and no garbage collector
// looks into a module: a function that leads back to its client, as in a class that has a client and gives it its methods, would
// keep both for ever. So whoever has the client keeps its functions, and so does each call until it is over.
const { WeakRef } = globalThis;

/** @typedef {(...given: any[]) => any} Function */
/** @typedef {{ deref(): Function | undefined }} Reference */

/**
 * Engines without `WeakRef` keep the function.
 * @param {Function | undefined} f
 * @returns {Reference | undefined}
 */
const weakly = (f) => f && (WeakRef ? new WeakRef(f) : { deref: () => f });

export class Functions {
  #fetch;
  #listener;
  #token;

  /**
   * @param {Function | undefined} fetch
   * @param {Function | undefined} listener
   * @param {Function | undefined} token
   */
  constructor(fetch, listener, token) {
    this.#fetch = weakly(fetch);
    this.#listener = weakly(listener);
    this.#token = weakly(token);
  }

  /** The functions themselves, for a call. */
  get() {
    const fetch = /** @type {typeof globalThis.fetch | undefined} */ (this.#fetch?.deref());
    return { fetch, listener: this.#listener?.deref(), token: this.#token?.deref() };
  }
}
