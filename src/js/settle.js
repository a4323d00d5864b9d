// @ts-check
// A call as its caller sees it: a promise, events, a result or an error. It lives in JavaScript, so that it ends even where
// the module fails, and it runs in the async context in which it was made: `fetch`, the token function and listeners are the
// caller's code, and may ask whose request they belong to.
import { clean, make, redact, scrub } from "./errors.js";
import {
  ABORTED,
  ABORTED_UNSENT,
  Answer,
  Attempt,
  FAILED,
  NO_FETCH,
  OVER,
  Promise,
  Target,
  Wait,
  now,
  quietly,
} from "./transport.js";

// Engines of Workers may lack it.
const { WeakRef } = globalThis;

/** How much of a body an error keeps, in characters. */
const MAX_BODY_KEPT = /^[\s\S]{0,8192}/u;

/** The calls under way in the present life of the module. */
let pending = /** @type {Set<Call>} */ (new Set());

/** Calls are numbered, so that the events of one can be told from those of another. */
let lastNumber = 0;

/**
 * What happens when the module throws, which means that it failed. src/js/life.js puts its own handler here.
 * @type {{ handle(cause: unknown): void }}
 */
export const moduleFailure = {
  handle(cause) {
    throw cause;
  },
};

/**
 * Where a call is made: the line of the caller's code, and the call itself once the module has made it.
 * @typedef {{ stack?: string, call?: Call }} Origin
 */

/** @type {Origin | undefined} */
let currentOrigin;

/**
 * Runs what makes a call, and notes where that was.
 * @template T
 * @param {Origin} origin
 * @param {() => T} makeCall
 */
export const madeAt = (origin, makeCall) => {
  currentOrigin = origin;
  try {
    return makeCall();
  } finally {
    currentOrigin = undefined;
  }
};

/**
 * Gives an error the lines of the caller's code that made the call. Engines format them only when they are read.
 * @template {Error} E
 * @param {Origin | undefined} origin
 * @param {E} error
 */
export const located = (origin, error) => {
  if (!origin) return error;
  const set = (/** @type {unknown} */ value) =>
    Object.defineProperty(error, "stack", { value, configurable: true, writable: true });
  const get = () => {
    const lines = (origin.stack ?? "").split("\n");
    const first = lines.findIndex((line) => /^\s*at |@/.test(line));
    const stack = [`${error.name}: ${error.message}`, ...(first < 0 ? [] : lines.slice(first))].join("\n");
    set(stack);
    return stack;
  };
  return Object.defineProperty(error, "stack", { get, set, configurable: true });
};

/**
 * Told when a signal is aborted: a call, or the body of an answer that the caller reads.
 * @typedef {{ abort(): void }} Listener
 */

/** The listeners of each signal. The signal itself gets only one listener of ours, because Node warns of many. */
const listening = /** @type {WeakMap<AbortSignal, { listeners: Set<Listener>, hear: () => void }>} */ (new WeakMap());

/**
 * @param {AbortSignal} signal
 * @param {Listener} listener
 */
const listen = (signal, listener) => {
  let entry = listening.get(signal);
  if (!entry) {
    const listeners = /** @type {Set<Listener>} */ (new Set());
    const hear = () => {
      for (const one of listeners) one.abort();
    };
    entry = { listeners, hear };
    signal.addEventListener("abort", entry.hear);
    listening.set(signal, entry);
  }
  entry.listeners.add(listener);
};

/**
 * @param {AbortSignal} signal
 * @param {Listener} listener
 */
const unlisten = (signal, listener) => {
  const entry = listening.get(signal);
  if (!entry) return;
  entry.listeners.delete(listener);
  if (entry.listeners.size > 0) return;
  listening.delete(signal);
  signal.removeEventListener("abort", entry.hear);
};

/** Removes the listener of a streamed answer that was collected as garbage. The held value must not lead back to the answer. */
const streams = new FinalizationRegistry(
  (/** @type {{ signal: AbortSignal, listener: Listener }} */ { signal, listener }) => unlisten(signal, listener),
);

/**
 * Something that the module asks for. The number that it returns, if any, is the reply.
 * @typedef {() => void | number | Promise<number>} Job
 */

/** The answer of a call that has none. */
const NO_ANSWER = new Answer();

/** @typedef {(...given: any[]) => any} Function */
/** @typedef {{ deref(): Function | undefined }} Reference */

/**
 * Engines without `WeakRef` keep the function.
 * @param {Function | undefined} f
 * @returns {Reference | undefined}
 */
const weakly = (f) => f && (WeakRef ? new WeakRef(f) : { deref: () => f });

/**
 * A caller's own functions, held weakly. The module's side of a client holds this object, and no garbage collector looks into a
 * module. A function that leads back to its client (say, a method of a class that has the client) would keep both for ever. So
 * the client itself keeps its functions (entry.js), and so does each call until it is over.
 */
class Functions {
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

/** What the calls of a client share. */
export class Platform {
  /** @type {Map<number, Call>} */
  waiting = new Map();

  /**
   * @param {string} address
   * @param {boolean} inPage
   * @param {any} fetch
   * @param {any} listener
   * @param {any} token
   * @param {(ticket: number, end: number) => void} reply Tells the module what a call waited for.
   */
  constructor(address, inPage, fetch, listener, token, reply) {
    this.target = new Target(address, inPage);
    this.functions = new Functions(fetch, listener, token);
    this.reply = reply;
  }

  /**
   * Ends the wait of a call for its turn.
   * @param {number} ticket
   */
  wake(ticket) {
    this.waiting.get(ticket)?.endWait(OVER);
  }

  /** Ends the waits of all calls. */
  close() {
    for (const call of this.waiting.values()) call.endWait(OVER);
  }
}

/** One call. */
export class Call {
  attempts = 0;
  number = ++lastNumber;
  /** What is known of the operation if the module fails now. */
  #known = "not_sent";
  #aborted = false;
  #settled = false;
  /** Whether the module has failed. It must not be called any more then. */
  #lost = false;
  #began = now();
  /** The latest attempt. @type {Attempt | undefined} */
  #attempt;
  /** @type {unknown} */
  #tokenValue;
  /** @type {AbortSignal | undefined} */
  #signal;
  /** @type {((event: object) => void) | undefined} */
  #listener;
  /** The error of the token function. @type {unknown} */
  #tokenFailure;
  /** @type {Wait | undefined} */
  #wait;
  /** What the module asked for, and is done next. @type {Job | undefined} */
  #job;
  /** @type {(() => void) | undefined} */
  #ask;
  /** Events that the listeners haven't received yet. @type {object[]} */
  #events = [];
  #origin = currentOrigin;
  /** @type {(value: unknown) => void} */
  #resolve = () => {};
  /** @type {(reason: unknown) => void} */
  #reject = () => {};
  promise = new Promise((resolve, reject) => {
    this.#resolve = resolve;
    this.#reject = reject;
  });

  /**
   * @param {Platform} platform
   * @param {string} method
   * @param {boolean} onlyReads Whether the method changes nothing.
   * @param {number} ticket
   */
  constructor(platform, method, onlyReads, ticket) {
    this.platform = platform;
    this.functions = platform.functions.get();
    this.method = method;
    this.onlyReads = onlyReads;
    this.ticket = ticket;
    if (this.#origin) this.#origin.call = this;
    pending.add(this);
    this.#serve();
    // An `async` function doesn't throw if the stack runs out in it.
    if (!this.#ask) throw new RangeError("the stack has run out");
  }

  /**
   * The options that JavaScript itself needs.
   * @param {any} signal
   * @param {any} listener
   */
  configure(signal, listener) {
    this.#signal = signal;
    this.#listener = listener;
  }

  /** Does what the module asks for, one thing after the other. Every `await` in here keeps the caller's async context. */
  async #serve() {
    let listens = false;
    while (!this.#settled) {
      if (!this.#job) {
        await new Promise((/** @type {(value?: unknown) => void} */ resolve) => {
          this.#ask = resolve;
        });
      }
      if (!listens) this.#listen();
      listens = true;
      this.#emit();
      const job = /** @type {Job} */ (this.#job);
      this.#job = undefined;
      const end = await job.call(this);
      if (end !== undefined && !this.#lost) this.#reply(end);
    }
  }

  /** @param {number} end */
  #reply(end) {
    try {
      this.platform.reply(this.ticket, end);
    } catch (cause) {
      moduleFailure.handle(cause);
    }
  }

  get #answer() {
    return this.#attempt?.answer ?? NO_ANSWER;
  }

  /** @param {Job} job */
  #do(job) {
    this.#job = job;
    this.#ask?.();
  }

  #listen() {
    const signal = this.#signal;
    if (!signal) return;
    quietly(() => listen(signal, this));
    // Checked last, so that no abort is missed.
    quietly(() => {
      if (signal.aborted) this.abort();
    });
  }

  abort() {
    this.#aborted = true;
    this.endWait(ABORTED);
  }

  /** @param {number} end */
  endWait(end) {
    this.#wait?.end(end);
  }

  /**
   * A wait that can be ended from outside.
   * @param {number} milliseconds
   * @param {number} left
   */
  #begin(milliseconds, left) {
    const wait = new Wait();
    this.#wait = wait;
    if (this.#aborted) wait.end(ABORTED);
    else wait.limit(milliseconds, OVER, left);
    return wait;
  }

  /**
   * Waits until `milliseconds` are over, the platform wakes it, or it is ended from outside.
   * @param {number} milliseconds
   * @param {number} left Milliseconds until the deadline.
   */
  wait(milliseconds, left) {
    const { waiting } = this.platform;
    waiting.set(this.ticket, this);
    const wait = this.#begin(milliseconds, left);
    this.#do(async () => {
      const end = await wait.promise;
      waiting.delete(this.ticket);
      return end;
    });
  }

  /**
   * Asks the token function. What it returned is then in `token`.
   * @param {number} left
   */
  ask_token(left) {
    const { waiting } = this.platform;
    waiting.set(this.ticket, this);
    const wait = this.#begin(Infinity, left);
    this.#do(async () => {
      if (!wait.over) this.#askToken().then((end) => wait.end(end));
      const end = await wait.promise;
      waiting.delete(this.ticket);
      return end;
    });
  }

  async #askToken() {
    const { token } = this.functions;
    try {
      this.#tokenValue = await token?.();
      return OVER;
    } catch (cause) {
      this.#tokenFailure = cause;
      return FAILED;
    }
  }

  get token() {
    const token = this.#tokenValue;
    return typeof token === "string" ? token : "";
  }

  /**
   * Sends the request once. The parameters are those of `WireRequest`.
   * @param {string} headers
   * @param {string} body
   * @param {boolean} withCookies
   * @param {number} connect
   * @param {number | undefined} read
   * @param {number} left
   * @param {boolean} raw
   * @param {boolean} stream
   */
  attempt(headers, body, withCookies, connect, read, left, raw, stream) {
    const { method } = this;
    this.#do(() => {
      if (this.#aborted) return ABORTED_UNSENT;
      const { target } = this.platform;
      // Looked up at each attempt, since programs replace the platform's.
      const fetch = this.functions.fetch ?? globalThis.fetch;
      if (typeof fetch !== "function") return NO_FETCH;
      const attempt = new Attempt();
      this.#attempt = attempt;
      this.#wait = attempt;
      this.attempts += 1;
      this.#known = "unknown";
      attempt.send(fetch, target, { method, headers, body, withCookies, connect, read, left, raw, stream });
      return attempt.promise;
    });
  }

  get ok() {
    const ok = this.#answer.property("ok");
    return typeof ok === "boolean" ? ok : undefined;
  }

  get error_code() {
    const error = this.#answer.property("error");
    return typeof error === "string" ? error : undefined;
  }

  /** The scope that Slack says is missing. */
  get needed() {
    const needed = this.#answer.property("needed");
    return typeof needed === "string" ? needed : undefined;
  }

  get text() {
    return this.#answer.text;
  }

  get headers() {
    return this.#answer.headers;
  }

  get cause() {
    return this.#tokenFailure ?? this.#answer.cause;
  }

  get failure_code() {
    return this.#answer.failureCode;
  }

  get failure_syscall() {
    return this.#answer.failureSyscall;
  }

  /**
   * Keeps an event for the listeners, which are called in the caller's context.
   * @param {string} type
   * @param {object} details
   */
  #note(type, details) {
    if (!this.#listener && !this.functions.listener) return;
    this.#events.push({ type, call: this.number, method: this.method, attempt: this.attempts, ...details });
  }

  #emit() {
    const events = this.#events;
    if (events.length === 0) return;
    this.#events = [];
    for (const event of events) {
      for (const listener of [this.functions.listener, this.#listener]) {
        if (listener) quietly(() => listener(event));
      }
    }
  }

  /** A request is over. */
  note_attempt() {
    const { status } = this.#answer;
    const duration = this.#attempt?.spent ?? 0;
    this.#note("attempt", status === undefined ? { duration } : { status, duration });
  }

  /**
   * Slack limits the method.
   * @param {number} retryAfter Seconds.
   */
  note_limit(retryAfter) {
    this.#note("rate_limited", { retryAfter });
  }

  /**
   * Another request follows.
   * @param {number} delay
   * @param {string} outcome What is known of the operation so far.
   */
  note_retry(delay, outcome) {
    this.#known = outcome;
    this.#note("retry", { delay });
  }

  /**
   * Ends the call: tells the listeners, and then settles the promise.
   * @param {(value: any) => void} settle
   * @param {() => unknown} value What to settle with. Reads what `fetch` and the caller gave.
   * @param {string | undefined} outcome That of a failure.
   */
  #settle(settle, value, outcome) {
    const duration = now() - this.#began;
    this.#do(() => {
      const signal = this.#signal;
      pending.delete(this);
      this.#settled = true;
      if (signal) quietly(() => unlisten(signal, this));
      const settled = value();
      this.#note("settled", outcome ? { ok: false, outcome, duration } : { ok: true, duration });
      this.#emit();
      settle(settled);
    });
  }

  /**
   * Resolves to Slack's object.
   * @param {string | undefined} outcome Of an answer `ok: false`.
   */
  resolve_body(outcome) {
    this.#settle(this.#resolve, () => this.#answer.body, outcome);
  }

  /**
   * Resolves to Slack's object and all that it came with.
   * @param {string | undefined} outcome Of an answer `ok: false`.
   */
  resolve_with_response(outcome) {
    const value = () => {
      const answer = this.#answer;
      answer.readHeaders();
      const { body, status, headers, response } = answer;
      const requestId = headers?.get("x-slack-req-id") ?? undefined;
      return { body, status, headers: Object.fromEntries(headers ?? []), requestId, attempts: this.attempts, response };
    };
    this.#settle(this.#resolve, value, outcome);
  }

  /**
   * Resolves to the answer as a `Response`.
   * @param {boolean} stream Whether its body is still to come: then the caller's signal ends that too.
   */
  resolve_response(stream) {
    const value = () => {
      const { response } = this.#answer;
      const [signal, controller] = [this.#signal, this.#attempt?.controller];
      if (stream && response && signal && controller) {
        quietly(() => listen(signal, controller));
        streams.register(response, { signal, listener: controller });
        if (this.#aborted) controller.abort();
      }
      return { response };
    };
    this.#settle(this.#resolve, value, undefined);
  }

  /**
   * Rejects with the reason of the caller's signal, as `fetch` does.
   * @param {string} outcome
   */
  reject_aborted(outcome) {
    const reason = () => {
      try {
        return this.#signal?.reason;
      } catch {
        // The signal doesn't say why.
        return undefined;
      }
    };
    this.#settle(this.#reject, reason, outcome);
  }

  /**
   * Rejects with the error that `report` describes: see `ErrorReport` in src/report.rs.
   * @param {any} report
   * @param {string} token Empty if there is none.
   * @param {unknown} cause
   */
  reject(report, token, cause) {
    const error = () => {
      const { class: name, message, ...own } = report;
      const { method, attempts } = this;
      const details = { method, attempts, ...this.#evidence(name, own, token) };
      const scrubbed = token && cause !== undefined ? scrub(cause, token) : cause;
      return located(this.#origin, make(name, message, details, scrubbed));
    };
    this.#settle(this.#reject, error, report.outcome);
  }

  /**
   * The parts of the answer that an error shows, without the token.
   * @param {string} name
   * @param {Record<string, any>} own
   * @param {string} token
   */
  #evidence(name, own, token) {
    const answer = this.#answer;
    const { status } = answer;
    /** @type {Record<string, string>} */
    const headers = {};
    // Platforms write names in lower case.
    for (const [key, value] of answer.headers ?? []) headers[clean(key, token.toLowerCase())] = clean(value, token);
    const evidence = { requestId: headers["x-slack-req-id"], ...own };
    const seen = () => ({ status, headers, body: MAX_BODY_KEPT.exec(clean(answer.text, token))?.[0] });
    switch (name) {
      case "SlackApiError": {
        const { needed, error_code: code = "" } = this;
        const provided = answer.property("provided");
        // A code that Slack documents is kept, even if the token is a word in it.
        const data = token ? redact(answer.body, token) : answer.body;
        if (own["error"]) data.error = own["error"];
        return {
          ...evidence,
          error: own["error"] ?? clean(code, token),
          data,
          ...(needed === undefined ? {} : { needed: clean(needed, token) }),
          ...(typeof provided === "string" ? { provided: clean(provided, token) } : {}),
          status,
        };
      }
      case "SlackHttpError":
        return { ...evidence, ...seen(), statusText: clean(answer.statusText, token) };
      case "SlackProtocolError":
        return { ...evidence, ...seen() };
      default:
        return evidence;
    }
  }

  /**
   * Ends the call because the module failed.
   * @param {unknown} cause
   */
  lose(cause) {
    if (this.#settled) return;
    const outcome = this.onlyReads ? "no_effect" : this.#known;
    this.#lost = true;
    // If the stack ran out when the call was made, nothing serves it yet.
    if (!this.#ask) this.#serve();
    this.#attempt?.controller.abort();
    const message = `${this.method}: the client failed during this call and can't be used any more: make a new one`;
    const hint = outcome === "unknown" ? "; the operation may have happened" : "";
    const { method, attempts } = this;
    const error = () =>
      located(this.#origin, make("SlackNetworkError", message + hint, { method, attempts, outcome }, cause));
    this.#settle(this.#reject, error, outcome);
    this.endWait(FAILED);
  }
}

/** Takes the calls of a life that is over: those that are made from now on belong to the next one. */
export const takePending = () => {
  const taken = pending;
  pending = new Set();
  return taken;
};
