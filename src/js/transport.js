// @ts-check
// One request and its answer, and the time that both may take.

// Taken once, at import: a page or a test that replaces them later must not make a call wait for ever.
const { setTimeout, clearTimeout, AbortController, Promise } = globalThis;
const { performance } = globalThis;
const { parse: parseDate, now: wallClock } = Date;
const { parse: parseJson } = JSON;

/** How an attempt or a wait ended, if not with an HTTP status. A test on the host compares names and numbers with src/attempt.rs. */
export const OVER = 0;
export const ABORTED = -1;
export const DEADLINE = -2;
export const FAILED = -3;
export const CONNECT_TIMEOUT = -4;
export const READ_TIMEOUT = -5;
export const NO_FETCH = -6;
export const NOT_A_RESPONSE = -7;
export const FOLLOWED_REDIRECT = -8;
export const TOO_LONG = -9;
export const ABORTED_UNSENT = -10;

/** Platforms keep milliseconds in signed 32 bits; a longer timer would ring at once. */
const MAX_TIMER = 2147483647;
/** The longest body that is read, in bytes. */
const MAX_BODY = 1048576;
/** More chunks than any answer has: empty ones could come for ever. */
const MAX_CHUNKS = 10000;
/** How long to wait for the body of a 429, in milliseconds: its status and headers say everything. */
const MAX_LIMITED_BODY_TIME = 1000;

/** The latest time for which a timer rang. Fake timers ring before the clock says so, and the clock then follows them. */
let rungAt = 0;

/** Milliseconds of a clock that never runs backwards. */
export const now = () => Math.max(performance.now(), rungAt);

/**
 * Milliseconds from now to a date as HTTP writes it.
 * @param {string} date
 */
export const until = (date) => parseDate(date) - wallClock();

/**
 * Runs a caller's code and ignores what it throws or rejects with.
 * @param {() => unknown} f
 */
export const quietly = async (f) => {
  try {
    await f();
  } catch {
    // It changes nothing.
  }
};

/**
 * Calls what a program may have replaced; `undefined` if it throws.
 * @template T
 * @param {() => T} f
 */
const attempted = (f) => {
  try {
    return f();
  } catch {
    return undefined;
  }
};

/**
 * Starts a timer, and returns what clears it. Where a test replaces the platform's timers, before the import or later, both
 * kinds are started, since only one of them may ever ring.
 * @param {() => void} ring
 * @param {number} milliseconds
 */
const startTimer = (ring, milliseconds) => {
  const timer = setTimeout(ring, milliseconds);
  if (globalThis.setTimeout === setTimeout) return () => clearTimeout(timer);
  const other = attempted(() => globalThis.setTimeout(ring, milliseconds));
  return () => {
    clearTimeout(timer);
    attempted(() => globalThis.clearTimeout(other));
  };
};

/** Something to wait for. It completes, runs out of time, or is ended from outside. */
export class Wait {
  /** @type {(end: number) => void} */
  #resolve = () => {};
  /** How to clear the timers. @type {(() => void) | undefined} */
  #clear;
  /** The end that it has when its time runs out. */
  #timeout = OVER;
  #began = now();
  over = false;
  /** @type {Promise<number>} */
  promise = new Promise((resolve) => {
    this.#resolve = resolve;
  });

  /** Milliseconds since it began. */
  get spent() {
    return now() - this.#began;
  }

  /** @param {number} end */
  end(end) {
    if (this.over) return;
    this.over = true;
    this.#clear?.();
    this.#resolve(end);
  }

  /**
   * Ends it after `milliseconds` with `end`, or with the deadline, if that comes first.
   * @param {number} milliseconds
   * @param {number} end
   * @param {number} left Milliseconds until the deadline.
   */
  limit(milliseconds, end, left) {
    this.#clear?.();
    this.#timeout = left < milliseconds ? DEADLINE : end;
    const time = Math.min(left, milliseconds);
    if (time < Infinity) this.#ringAt(now() + time);
  }

  /**
   * Changes the end that it has when its time runs out.
   * @param {number} end
   */
  renameLimit(end) {
    if (this.#timeout !== DEADLINE) this.#timeout = end;
  }

  /** @param {number} time */
  #ringAt(time) {
    const left = time - now();
    const ring = () => {
      this.#clear?.();
      if (left > MAX_TIMER) return this.#ringAt(time);
      rungAt = Math.max(rungAt, time);
      this.end(this.#timeout);
    };
    this.#clear = startTimer(ring, Math.min(left, MAX_TIMER));
  }
}

/** The errors of connections that Node's `fetch` could not make, TLS and a proxy's tunnel included. Only this tells them surely. */
const unconnected = attempted(() => {
  const { process } = /** @type {any} */ (globalThis);
  const channel = process.getBuiltinModule("node:diagnostics_channel").channel("undici:client:connectError");
  // One listener a process, however often the package is imported: test runners import it for each file.
  const key = Symbol.for("slack-admin-session.unconnected");
  if (!channel[key]) {
    const errors = new WeakSet();
    channel.subscribe((/** @type {any} */ { error }) => attempted(() => errors.add(error)));
    channel[key] = errors;
  }
  return /** @type {WeakSet<object>} */ (channel[key]);
});

/** Dispatchers that send a request at most once. */
const SENDS_ONCE = /^(?:Agent|ProxyAgent|EnvHttpProxyAgent|Dispatcher1Wrapper)$/;

/**
 * Whether Node's `fetch` sends a request at most once. A dispatcher that repeats it passes on only the last error, which
 * says nothing about the earlier requests.
 */
const sendsOnce = () =>
  [1, 2].every((version) => {
    const dispatcher = /** @type {any} */ (globalThis)[Symbol.for(`undici.globalDispatcher.${version}`)];
    if (!dispatcher) return true;
    const prototype = Object.getPrototypeOf(dispatcher);
    return SENDS_ONCE.test(prototype.constructor.name) && dispatcher.dispatch === prototype.dispatch;
  });

/** Messages of Node and Deno that always mean that the request was not sent. */
const NOT_SENT = new RegExp(
  [
    "^bad port$",
    "^Fetch failed: Requests to port \\d+ are blocked$",
    "^Requires net access to ",
    "^Proxy response \\(\\d+\\) !== 200 when HTTP Tunneling$",
    "^Client network socket disconnected before secure TLS connection was established$",
  ].join("|"),
);

/**
 * Where an error says that the request failed: Node's `code` and `syscall`. The outermost `syscall` counts: the cause of that
 * error may belong to an earlier request.
 * @param {any} error
 * @param {number} [depth]
 * @returns {{ code?: unknown, syscall?: unknown } | undefined}
 */
const placeOf = (error, depth = 0) => {
  if (depth > 3 || typeof error !== "object" || error === null) return undefined;
  // Only own properties, since a prototype may be polluted; no getter is called.
  const own = (/** @type {string} */ key) => Object.getOwnPropertyDescriptor(error, key)?.value;
  const [code, message, errors] = [own("code"), own("message"), own("errors")];
  const connecting =
    unconnected?.has(error) ||
    (typeof message === "string" && NOT_SENT.test(message)) ||
    // Node's permissions. A refused file says nothing about the request.
    (code === "ERR_ACCESS_DENIED" && (own("permission") ?? "Net") === "Net") ||
    // Node tried each address of a name.
    (Array.isArray(errors) &&
      errors.length > 0 &&
      errors.every((one) => placeOf(one, depth + 1)?.syscall === "connect"));
  const syscall = connecting ? "connect" : own("syscall");
  if (typeof syscall === "string") return { code, syscall };
  const inner = placeOf(own("cause"), depth + 1);
  return { code: inner?.code ?? code, syscall: inner?.syscall };
};

/** An answer, as far as it arrived. */
export class Answer {
  /** @type {Response | undefined} */
  response;
  /** @type {number | undefined} */
  status;
  statusText = "";
  /** Whether `fetch` followed a redirect, although it was told not to. */
  redirected = false;
  /** The text of the body; empty if it was lost. */
  text = "";
  /** What the text is as JSON. @type {any} */
  body;
  /** The headers, where they matter. @type {Headers | undefined} */
  headers;
  /** Why there is no answer, or no body. @type {unknown} */
  cause;
  /** Where the platform says that the request failed: Node's `code` and `syscall`. */
  failureCode = "";
  failureSyscall = "";

  /** Reads the text as JSON. */
  parse() {
    try {
      this.body = parseJson(this.text);
    } catch {
      // It isn't JSON, so it isn't Slack's answer.
    }
  }

  /**
   * A property of Slack's object. What a polluted prototype adds isn't Slack's.
   * @param {string} key
   */
  property(key) {
    const { body } = this;
    return typeof body === "object" && body !== null && !Array.isArray(body) && Object.hasOwn(body, key)
      ? body[key]
      : undefined;
  }

  /**
   * Notes why there is no answer. Once there is a status, the request was sent, whatever the error says.
   * @param {unknown} cause
   */
  fail(cause) {
    this.cause = cause;
    if (this.status !== undefined) return;
    // An error that can't be inspected says nothing.
    const place = attempted(() => (sendsOnce() ? placeOf(cause) : undefined));
    if (typeof place?.code === "string") this.failureCode = place.code;
    if (typeof place?.syscall === "string") this.failureSyscall = place.syscall;
  }

  /** Reads the headers into the platform's own kind, whatever `fetch` gave. */
  readHeaders() {
    try {
      this.headers ??= this.response && new Headers(this.response.headers);
    } catch {
      // It has none.
    }
  }
}

/**
 * The bytes of a body; undefined if there are too many.
 * @param {Response} response
 */
const readBody = async (response) => {
  const { body } = response;
  if (typeof body?.getReader !== "function") {
    // There is no body, or the `Response` is an older library's, whose body is a stream of its own kind.
    const text = typeof response.text === "function" ? await response.text() : "";
    const bytes = new TextEncoder().encode(text);
    return bytes.length > MAX_BODY ? undefined : bytes;
  }
  const reader = body.getReader();
  const chunks = [];
  let size = 0;
  for (let count = 0; ; count += 1) {
    const { done, value } = await reader.read();
    if (done) break;
    // Also bytes of another realm, as in test runners.
    if (!ArrayBuffer.isView(value)) throw new TypeError("the body is not of bytes");
    size += value.byteLength;
    if (size > MAX_BODY || count >= MAX_CHUNKS) {
      quietly(() => reader.cancel());
      return undefined;
    }
    chunks.push(value);
  }
  if (chunks.length === 1) return chunks[0];
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
};

const decoder = new TextDecoder();

/** An object that inherits nothing. Engines handle it faster than one made with `__proto__: null`. */
function Bare() {}
Bare.prototype = Object.create(null);

/** @returns {Record<string, any>} */
const bare = () => new /** @type {any} */ (Bare)();

/** @param {string} lines Names and values in turn, with line breaks between. */
const headersOf = (lines) => {
  const headers = bare();
  const parts = lines.split("\n");
  for (let at = 0; at + 1 < parts.length; at += 2) headers[/** @type {string} */ (parts[at])] = parts[at + 1];
  return headers;
};

/** Where the requests of a client go. */
export class Target {
  /**
   * @param {string} address
   * @param {boolean} inPage
   */
  constructor(address, inPage) {
    this.address = address;
    this.inPage = inPage;
  }

  /**
   * @param {string} lines
   * @param {string} body
   * @param {AbortSignal} signal
   * @param {boolean} withCookies
   */
  init(lines, body, signal, withCookies) {
    const init = bare();
    init["method"] = "POST";
    init["headers"] = headersOf(lines);
    init["body"] = body;
    init["signal"] = signal;
    init["redirect"] = "manual";
    if (this.inPage) {
      // Browsers keep state that must not travel; other runtimes refuse these settings.
      init["credentials"] = withCookies ? "same-origin" : "omit";
      init["referrerPolicy"] = "no-referrer";
      init["cache"] = "no-store";
    }
    return init;
  }
}

/**
 * What a request is, as Rust gives it.
 * @typedef {object} WireRequest
 * @property {string} method The last part of the address.
 * @property {string} headers Lines.
 * @property {string} body
 * @property {boolean} withCookies Whether the page's own cookies are sent along.
 * @property {number} connect Milliseconds for the headers; where `read` is undefined, for headers and body.
 * @property {number | undefined} read Milliseconds for the body.
 * @property {number} left Milliseconds until the deadline.
 * @property {boolean} raw Whether the caller gets a 200 as a `Response`, unread.
 * @property {boolean} stream Whether the caller gets that `Response` before its body is there.
 */

/** One attempt: a request and its answer. It ends in an HTTP status or one of the ends above. */
export class Attempt extends Wait {
  answer = new Answer();
  controller = new AbortController();

  /**
   * Sends the request and reads the answer.
   * @param {typeof globalThis.fetch} fetch
   * @param {Target} target
   * @param {WireRequest} wire
   */
  async send(fetch, target, wire) {
    this.limit(wire.connect, CONNECT_TIMEOUT, wire.left);
    try {
      const { signal } = this.controller;
      const init = target.init(wire.headers, wire.body, signal, wire.withCookies);
      this.end(await this.#read(await fetch(`${target.address}/${wire.method}`, init), wire));
    } catch (cause) {
      this.answer.fail(cause);
      this.end(FAILED);
    }
  }

  /**
   * @param {Response} response
   * @param {WireRequest} wire
   */
  async #read(response, { read, left, raw, stream }) {
    const { answer } = this;
    if (this.over) {
      // The request has ended already: this answer came too late.
      quietly(() => response.body?.cancel());
      return FAILED;
    }
    const { status, statusText, redirected } = response ?? {};
    if (!(Number.isInteger(status) && status >= 0 && status <= 999)) return NOT_A_RESPONSE;
    // Status 0 is an answer only if it is a redirect in a page.
    if (!status && response.type !== "opaqueredirect") return FAILED;
    answer.response = response;
    answer.statusText = typeof statusText === "string" ? statusText : "";
    answer.status = status;
    answer.redirected = redirected === true;
    if (status !== 200) answer.readHeaders();
    const unread = raw && status === 200 && !redirected;
    if (unread && stream) return status;
    if (status === 429) this.limit(MAX_LIMITED_BODY_TIME, READ_TIMEOUT, left - this.spent);
    else if (read !== undefined) this.limit(read, READ_TIMEOUT, left - this.spent);
    else this.renameLimit(READ_TIMEOUT);
    const bytes = await readBody(response);
    if (!bytes) return TOO_LONG;
    if (unread) {
      const { headers } = response;
      answer.response = new Response(bytes, { status, statusText: answer.statusText, headers });
      return status;
    }
    answer.text = decoder.decode(bytes);
    answer.parse();
    if (answer.property("ok") !== true) answer.readHeaders();
    return status;
  }

  /** @override @param {number} end */
  end(end) {
    if (this.over) return;
    if (end < 0) this.controller.abort();
    super.end(this.#decided(end));
  }

  /**
   * Once the headers are there, a lost body doesn't change what a status other than 200 means.
   * @param {number} end
   */
  #decided(end) {
    const { status, redirected } = this.answer;
    const lost = end === FAILED || end === READ_TIMEOUT;
    if (status === 429 && (lost || end === TOO_LONG)) return status;
    if (status === undefined || !(lost || end >= 0)) return end;
    if (redirected && status !== 429) return FOLLOWED_REDIRECT;
    return lost && status === 200 ? end : status;
  }
}

export { AbortController, Promise };
