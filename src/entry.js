// What the loaders of the package load: the exported class around the one that Rust exports, for what wasm-bindgen
// can't be told to do. A client outlives a trap of the module, and answers after it was disposed of.
import {
  AdminUsersSessionApi as Client,
  SlackError,
  SlackNetworkError,
  abandon,
  renew,
} from "../target/core/slack_admin_session.js";
import { check, guard } from "./guard.js";

guard.repair = (cause) => {
  renew();
  abandon(cause);
};

/** What a call or the constructor says of a trap. */
const broke = (error, method) => {
  if (error instanceof SlackError) return error;
  const details = { code: "slack_webapi_request_error", method, attempts: 0, requestId: undefined, outcome: "not_sent" };
  return new SlackNetworkError("the client broke, and was made anew", details, { cause: error });
};

export class AdminUsersSessionApi {
  // Bundlers rename what has the same name as something else.
  static name = "AdminUsersSessionApi";

  #configuration;
  #client;
  #life;

  constructor(configuration) {
    this.#configuration = configuration;
    try {
      this.#current();
    } catch (error) {
      throw broke(error);
    }
  }

  /** The client in Rust: after a trap a new one. */
  #current() {
    check();
    if (this.#life !== guard.life) {
      this.#client = new Client(this.#configuration ?? undefined);
      // Null: it was disposed of.
      if (this.#configuration === null) this.#client.dispose();
      this.#life = guard.life;
    }
    return this.#client;
  }

  invalidate(request, options) {
    try {
      return this.#current().invalidate(request, options);
    } catch (error) {
      return Promise.reject(broke(error, "admin.users.session.invalidate"));
    }
  }

  reset(request, options) {
    try {
      return this.#current().reset(request, options);
    } catch (error) {
      return Promise.reject(broke(error, "admin.users.session.reset"));
    }
  }

  dispose() {
    this.#configuration = null;
    this.#current().dispose();
  }

  free() {
    this.dispose();
  }
}

if (Symbol.dispose) AdminUsersSessionApi.prototype[Symbol.dispose] = AdminUsersSessionApi.prototype.dispose;

export {
  SlackApiError,
  SlackArgumentError,
  SlackError,
  SlackHttpError,
  SlackNetworkError,
  SlackProtocolError,
  SlackRateLimitedError,
  SlackTimeoutError,
  initSync,
} from "../target/core/slack_admin_session.js";
