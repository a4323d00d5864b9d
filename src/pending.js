// The promises of calls under way. They are made here, not in Rust, so that they can be settled should the module trap.
import { make } from "./errors.js";
import { disarm } from "./platform.js";

const pending = new Set();

export class Pending {
  constructor(method) {
    this.method = method;
    this.attempts = 0;
    this.promise = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    pending.add(this);
  }

  /** A request is about to be sent; what ends it. */
  send() {
    this.attempts++;
    return (this.controller = new AbortController());
  }

  settle(ok, value) {
    pending.delete(this);
    if (ok) this.resolve(value);
    else this.reject(value);
  }
}

// Engines compile a function when it is first called. Were that at the end of a stack, there would be no room for it, and
// a rejected promise that nobody ever sees.
new Pending("").settle(true);

/** Ends and rejects all that is under way, after a trap. */
export const abandon = (cause) => {
  disarm();
  for (const call of pending) {
    // The call in which it happened never got this promise, and gets the error from src/entry.js.
    call.promise.catch(() => {});
    call.controller?.abort();
    const { method, attempts } = call;
    const outcome = attempts ? "unknown" : "not_sent";
    const details = { code: "slack_webapi_request_error", method, attempts, requestId: undefined, outcome };
    const warning = attempts ? "; the operation may have happened" : "";
    call.settle(false, make("SlackNetworkError", `${method}: the client broke, and was made anew${warning}`, details, cause));
  }
};
