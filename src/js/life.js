// @ts-check
// A life of the module: an instance with glue of its own, from its start until it fails. The module fails only where stack
// or memory runs out. After that it is never called again, and what it held is overwritten.
//
// No code of a caller runs inside the module: src/js/entry.js and src/js/settle.js see to that. So a failure never happens
// while another call into the module is on the stack.
import makeGlue from "../../target/core/glue.js";
import * as errors from "./errors.js";
import * as reader from "./reader.js";
import * as settle from "./settle.js";
import * as transport from "./transport.js";

if (!globalThis.WebAssembly) throw new Error("slack-admin-session: this runtime has no WebAssembly");
const { Instance, Module } = WebAssembly;
const { then } = transport.Promise.prototype;
const resolved = transport.Promise.resolve();

/** The files that the glue imports. */
const imports = {
  "errors.js": errors,
  "reader.js": reader,
  "settle.js": settle,
  "transport.js": transport,
};

/** The exports that JavaScript calls on its own, not from within an import that the module has called. */
const ENTRY = /^adminuserssessionapi_/;

export class Life {
  /** Whether the module has failed. */
  isOver = false;
  /** What it failed with. @type {unknown} */
  cause;
  /** @type {WebAssembly.Memory | undefined} */
  #memory;
  #reportFailure = () => {};
  /** The calls that end with it. @type {ReturnType<typeof settle.takePending> | undefined} */
  #lost;

  /** @param {WebAssembly.Module} module */
  constructor(module) {
    const life = this;
    this.#waitForFailure();
    this.glue = makeGlue({
      imports,
      WebAssembly: {
        Module,
        Instance: class {
          /**
           * @param {WebAssembly.Module} module
           * @param {WebAssembly.Imports} imports
           */
          constructor(module, imports) {
            this.exports = life.#guarded(new Instance(module, imports).exports);
          }
        },
      },
      Promise: transport.Promise,
      // Fake timers replace the platform's own function. Like it, this one throws if the stack has run out.
      queueMicrotask: (/** @type {() => void} */ task) => {
        then.call(resolved, () => life.#enter(task, []));
      },
      // biome-ignore lint/complexity/useArrowFunction: the glue calls it with `new`.
      FinalizationRegistry: function (/** @type {(held: unknown) => void} */ release) {
        return new FinalizationRegistry((held) => life.#enter(release, [held]));
      },
    });
    this.glue.initSync({ module });
    // Last: if the stack runs out in here, failures must still reach the life before this one.
    settle.moduleFailure.handle = (cause) => this.#end(cause);
  }

  /** @param {WebAssembly.Exports} exports */
  #guarded(exports) {
    /** @type {Record<string, any>} */
    const guarded = {};
    for (const [name, value] of Object.entries(exports)) {
      const isEntry = ENTRY.test(name) && typeof value === "function";
      guarded[name] = isEntry ? (/** @type {any[]} */ ...given) => this.#enter(value, given) : value;
      if (value instanceof WebAssembly.Memory) this.#memory = value;
    }
    return guarded;
  }

  /**
   * Calls into the module, unless it has failed.
   * @param {Function} f
   * @param {any[]} given
   */
  #enter(f, given) {
    if (this.isOver) return this.bury();
    try {
      return f(...given);
    } catch (cause) {
      this.#end(cause);
      return undefined;
    }
  }

  /**
   * The module has failed: nothing calls it any more.
   * @param {unknown} cause
   */
  #end(cause) {
    if (!this.isOver) this.cause = cause;
    this.isOver = true;
    this.bury();
  }

  /** Ends the calls. A stack that is nearly full may have no room for that: then the next call tries again. */
  bury() {
    try {
      this.#lost ??= settle.takePending();
      this.#reportFailure();
    } catch {
      // The stack has run out.
    }
  }

  /** Waits for the failure, and then, with a fresh stack, ends the calls and overwrites what the module held. */
  async #waitForFailure() {
    await new transport.Promise((/** @type {(value?: unknown) => void} */ resolve) => {
      this.#reportFailure = resolve;
    });
    for (const call of this.#lost ?? []) call.lose(this.cause);
    if (this.#memory) new Uint8Array(this.#memory.buffer).fill(0);
  }
}
