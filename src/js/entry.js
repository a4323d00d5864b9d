// @ts-check
// What the loaders of the package load: the class that users get, around the one that Rust exports. It reads the arguments
// before the module is entered, notes where a call was made, and still answers after the module has failed.
import { SlackArgumentError, SlackNetworkError } from "./errors.js";
import { Life } from "./life.js";
import { Reader } from "./reader.js";
import { located, madeAt } from "./settle.js";
import { Promise } from "./transport.js";

export {
  SlackApiError,
  SlackArgumentError,
  SlackError,
  SlackHttpError,
  SlackNetworkError,
  SlackProtocolError,
  SlackRateLimitedError,
  SlackTimeoutError,
} from "./errors.js";

/** @typedef {import("./settle.js").Origin} Origin */

/** @type {WebAssembly.Module | undefined} */
let compiled;
/** @type {Life | undefined} */
let life;

/**
 * Starts the module. The loaders need it alone: `export *` hands on everything but the default export.
 * @param {WebAssembly.Module | BufferSource} module
 */
export default function start(module) {
  compiled = module instanceof WebAssembly.Module ? module : new WebAssembly.Module(module);
  life = new Life(compiled);
}

/** The life that new clients belong to. */
const currentLife = () => {
  // Not a SlackError: handlers of failed calls must not take this for one.
  if (!compiled) throw new Error("slack-admin-session/slim: `await init(source)` before making a client");
  if (life && !life.isOver) return life;
  life?.bury();
  life = new Life(compiled);
  return life;
};

/**
 * The error of a client whose module has failed.
 * @param {Origin} origin
 * @param {string | undefined} method
 * @param {unknown} cause
 */
const failed = (origin, method, cause) => {
  const message = `${method ?? "AdminUsersSessionApi"}: the client has failed (stack or memory ran out): make a new one`;
  return located(origin, new SlackNetworkError(message, { method }, { cause }));
};

/** Where a caller's code calls `f`. @param {object} f @returns {Origin} */
const originOf = (f) => {
  const origin = {};
  // Engines without it give every line, including ours.
  if (Error.captureStackTrace) Error.captureStackTrace(origin, f);
  else return { stack: new Error().stack ?? "" };
  return origin;
};

export class AdminUsersSessionApi {
  // A bundler may rename the class itself.
  static name = "AdminUsersSessionApi";

  #client;
  #life;

  /** @param {unknown} [configuration] */
  constructor(configuration) {
    const origin = originOf(AdminUsersSessionApi);
    const life = currentLife();
    this.#life = life;
    const read = configuration === undefined ? undefined : Reader.options(configuration);
    let client;
    try {
      client = new life.glue.AdminUsersSessionApi(read);
    } catch (error) {
      if (!life.isOver) throw located(origin, /** @type {Error} */ (error));
    }
    if (!client || life.isOver) throw failed(origin, undefined, life.cause);
    this.#client = client;
  }

  /**
   * Makes a call. All that the caller passed is read before the module is entered.
   * @param {any} self
   * @param {"invalidate" | "reset"} name
   * @param {Origin} origin
   * @param {unknown} request
   * @param {unknown} options
   */
  static #call(self, name, origin, request, options) {
    const method = `admin.users.session.${name}`;
    if (!self || typeof self !== "object" || !(#client in self)) {
      const message = `${method}: this must be a client: call the method on it`;
      return Promise.reject(located(origin, new SlackArgumentError(message, { method, argument: "this" })));
    }
    const life = self.#life;
    if (life.isOver) {
      life.bury();
      return Promise.reject(failed(origin, method, life.cause));
    }
    try {
      const readRequest = Reader.request(request);
      const readOptions = options === undefined ? undefined : Reader.options(options);
      const promise = madeAt(origin, () => self.#client[name](readRequest, readOptions));
      return life.isOver ? (origin.call?.promise ?? Promise.reject(failed(origin, method, life.cause))) : promise;
    } catch (cause) {
      // Only a stack overflow gets here.
      return origin.call?.promise ?? Promise.reject(failed(origin, method, cause));
    }
  }

  /** @param {unknown} request @param {unknown} [options] */
  invalidate(request, options) {
    const origin = originOf(AdminUsersSessionApi.prototype.invalidate);
    return AdminUsersSessionApi.#call(this, "invalidate", origin, request, options);
  }

  /** @param {unknown} request @param {unknown} [options] */
  reset(request, options) {
    return AdminUsersSessionApi.#call(this, "reset", originOf(AdminUsersSessionApi.prototype.reset), request, options);
  }

  dispose() {
    if (this.#life.isOver) this.#life.bury();
    else this.#client.dispose();
  }

  free() {
    this.dispose();
  }
}

if (Symbol.dispose) {
  Object.defineProperty(AdminUsersSessionApi.prototype, Symbol.dispose, {
    value: AdminUsersSessionApi.prototype.dispose,
    configurable: true,
    writable: true,
  });
}
