// What the loaders of the package load: the exported class around the one that Rust exports, for what wasm-bindgen
// can't be told to do. A client outlives a trap of the module, and answers after it was disposed of.
import {
  AdminUsersSessionApi as Client,
  SlackArgumentError,
  SlackError,
  SlackNetworkError,
  abandon,
  initSync,
  renew,
} from "../target/core/slack_admin_session.js";
import { check, guard } from "./guard.js";

let started = false;

/** What the loaders call with the module or its bytes. The default export, since `export *` hands on all but that. */
export default function start(module) {
  initSync({ module });
  started = true;
}

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

/** What a method says that was called without its client, as in `const { reset } = api`. */
const unbound = (method) => {
  const code = "slack_admin_session_argument_error";
  const details = { code, method, attempts: 0, requestId: undefined, outcome: "not_sent", argument: "this" };
  return new SlackArgumentError(`${method}: this must be a client: call the method on it`, details);
};

export class AdminUsersSessionApi {
  // Bundlers rename what has the same name as something else.
  static name = "AdminUsersSessionApi";

  #configuration;
  #disposed = false;
  #client;
  #life;

  constructor(configuration) {
    // Not a SlackError: whoever handles failures of calls must not take this one for such a failure.
    if (!started) throw new Error("slack-admin-session/slim: `await init(source)` before making a client");
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
      this.#client = new Client(this.#configuration);
      if (this.#disposed) this.#client.dispose();
      this.#life = guard.life;
    }
    return this.#client;
  }

  static #call(self, name, request, options) {
    const method = `admin.users.session.${name}`;
    try {
      if (!self || typeof self !== "object" || !(#client in self)) throw unbound(method);
      return self.#current()[name](request, options);
    } catch (error) {
      return Promise.reject(broke(error, method));
    }
  }

  invalidate(request, options) {
    return AdminUsersSessionApi.#call(this, "invalidate", request, options);
  }

  reset(request, options) {
    return AdminUsersSessionApi.#call(this, "reset", request, options);
  }

  dispose() {
    this.#disposed = true;
    this.#configuration = undefined;
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
} from "../target/core/slack_admin_session.js";
