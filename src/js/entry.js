// @ts-check
// What the loaders of the package load: the class that users get, around the one that Rust exports. It reads the arguments
// before the module is entered, notes where a call was made, and still answers after the module has failed.
import { SlackArgumentError, SlackNetworkError, SlackProtocolError } from "./errors.js";
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
 * Starts the module. Only the loaders need it: `export *` exports everything but the default export.
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

/** Slack's names of the methods, and what is known of a call for which nothing was sent. */
const METHODS = {
  invalidate: { method: "admin.users.session.invalidate", outcome: "not_sent" },
  reset: { method: "admin.users.session.reset", outcome: "not_sent" },
  list: { method: "admin.users.session.list", outcome: "no_effect" },
  lookupByEmail: { method: "users.lookupByEmail", outcome: "no_effect" },
};

/** The options that `sessions` can't take, since it reads each page. */
const OTHER_RESULTS = ["skipDeserialization", "stream", "withResponse", "throwOnError"];

/**
 * The error of a client whose module has failed.
 * @param {Origin} origin
 * @param {{ method?: string, outcome?: string }} call
 * @param {unknown} cause
 */
const failed = (origin, call, cause) => {
  const { method = "AdminUsersSessionApi" } = call;
  const message = `${method}: the client has failed (stack or memory ran out): make a new one`;
  return located(origin, new SlackNetworkError(message, call, { cause }));
};

/** @param {unknown} options */
const readOptions = (options) => (options === undefined ? undefined : Reader.options(options));

/** Where a caller's code calls `f`. @param {object} f @returns {Origin} */
const originOf = (f) => {
  const origin = {};
  // Engines without it give every line, including ours.
  if (Error.captureStackTrace) Error.captureStackTrace(origin, f);
  else return { stack: new Error().stack ?? "" };
  return origin;
};

/** The functions of each client's configuration. The client keeps them, the module doesn't: see `Functions` in settle.js. */
const functionsOf = new WeakMap();

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
    let client;
    try {
      const read = readOptions(configuration);
      functionsOf.set(this, read?.functions);
      client = new life.glue.AdminUsersSessionApi(read);
    } catch (error) {
      if (!life.isOver) throw located(origin, /** @type {Error} */ (error));
    }
    if (!client || life.isOver) throw failed(origin, {}, life.cause);
    this.#client = client;
  }

  /**
   * Makes a call. Reads all that the caller passed before it enters the module.
   * @param {any} self
   * @param {keyof typeof METHODS} name
   * @param {Origin} origin
   * @param {unknown} request
   * @param {unknown} options
   */
  static #call(self, name, origin, request, options) {
    const called = METHODS[name];
    if (!self || typeof self !== "object" || !(#client in self)) {
      const message = `${called.method}: this must be a client: call the method on it`;
      return Promise.reject(located(origin, new SlackArgumentError(message, { ...called, argument: "this" })));
    }
    const life = self.#life;
    if (life.isOver) {
      life.bury();
      return Promise.reject(failed(origin, called, life.cause));
    }
    try {
      const [given, read] = [Reader.request(request), readOptions(options)];
      const promise = madeAt(origin, () => self.#client[name](given, read));
      return life.isOver ? (origin.call?.promise ?? Promise.reject(failed(origin, called, life.cause))) : promise;
    } catch (cause) {
      // Only a stack overflow gets here.
      return origin.call?.promise ?? Promise.reject(failed(origin, called, cause));
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

  /** @param {unknown} request @param {unknown} [options] */
  list(request, options) {
    return AdminUsersSessionApi.#call(this, "list", originOf(AdminUsersSessionApi.prototype.list), request, options);
  }

  /** @param {unknown} request @param {unknown} [options] */
  lookupByEmail(request, options) {
    const origin = originOf(AdminUsersSessionApi.prototype.lookupByEmail);
    return AdminUsersSessionApi.#call(this, "lookupByEmail", origin, request, options);
  }

  /** @param {unknown} request @param {unknown} [options] */
  sessions(request, options) {
    const origin = originOf(AdminUsersSessionApi.prototype.sessions);
    return AdminUsersSessionApi.#pages(this, origin, Reader.request(request), readOptions(options));
  }

  /**
   * @param {unknown} self
   * @param {Origin} origin
   * @param {Reader} request
   * @param {Reader | undefined} options
   */
  static async *#pages(self, origin, request, options) {
    const { method } = METHODS.list;
    const argument = OTHER_RESULTS.find((name) => options?.has(name));
    if (argument) {
      const message = `${method}: ${argument} can't be combined with sessions(), which reads each page: call list()`;
      throw located(origin, new SlackArgumentError(message, { ...METHODS.list, argument }));
    }
    for (let last = ""; ; ) {
      const page = await AdminUsersSessionApi.#call(self, "list", origin, request, options);
      yield page;
      const cursor = page.response_metadata?.next_cursor;
      if (typeof cursor !== "string" || cursor === "") return;
      if (cursor === last) {
        throw located(origin, new SlackProtocolError(`${method}: a page names itself as the next one`, METHODS.list));
      }
      last = cursor;
      request.set("cursor", cursor);
    }
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
