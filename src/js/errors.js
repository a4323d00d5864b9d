// @ts-check
// The error classes that users catch, and the functions that take the token out of them. Both are in one file, because
// wasm-pack's test server hangs when a page loads more files at once than it does now.

/**
 * What an error says beside its message.
 * @typedef {Record<string, unknown> & { code?: string, outcome?: string }} Details
 */

const inspectCustom = Symbol.for("nodejs.util.inspect.custom");

/** The properties that can be long. They aren't enumerable, since platforms print enumerable ones. */
const LONG = new Set(["body", "data", "headers"]);

/** How much of them is printed: less than a screen. */
const MAX_PRINTED = /^(?:.*\n){0,5}.{0,400}/;

/** @param {unknown} value */
const cut = (value) => {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  const [shown = ""] = MAX_PRINTED.exec(text.slice(0, 2000)) ?? [];
  return shown.length < text.length ? `${shown}… (${text.length} characters)` : value;
};

export class SlackError extends Error {
  /** @type {string | undefined} */
  static code;

  /**
   * @param {string} [message]
   * @param {Details} [details] Become properties of the error.
   * @param {ErrorOptions} [options]
   */
  constructor(message, details, options) {
    super(message, options);
    const { code } = /** @type {typeof SlackError} */ (new.target);
    const all = { code, method: undefined, attempts: 0, requestId: undefined, outcome: "not_sent", ...details };
    for (const [key, value] of Object.entries(all)) {
      Object.defineProperty(this, key, { value, enumerable: !LONG.has(key), configurable: true, writable: true });
    }
  }

  /** Name, message and properties, for logs. */
  toJSON() {
    const { name, message } = this;
    return { name, message, ...this.#properties() };
  }

  #properties() {
    /** @type {Record<string, any>} */
    const own = {};
    for (const key of Object.getOwnPropertyNames(this)) {
      if (!["message", "stack", "cause"].includes(key)) own[key] = /** @type {any} */ (this)[key];
    }
    return own;
  }

  /**
   * How Node, Bun and Deno print it: long texts are cut.
   * @param {number} _depth
   * @param {object} options
   * @param {(value: unknown, options: object) => string} [inspect]
   */
  [inspectCustom](_depth, options, inspect) {
    const shown = this.#properties();
    for (const key of LONG) if (key in shown) shown[key] = cut(shown[key]);
    if (this.cause !== undefined) shown["[cause]"] = this.cause;
    const stack = this.stack ?? `${this.name}: ${this.message}`;
    return inspect ? `${stack} ${inspect(shown, options)}` : stack;
  }
}
export class SlackArgumentError extends SlackError {
  /** @override */
  static code = "slack_admin_session_argument_error";
}
export class SlackApiError extends SlackError {
  // This one and the next three have the codes of `@slack/web-api`.
  /** @override */
  static code = "slack_webapi_platform_error";
}
export class SlackRateLimitedError extends SlackError {
  /** @override */
  static code = "slack_webapi_rate_limited_error";
}
export class SlackHttpError extends SlackError {
  /** @override */
  static code = "slack_webapi_http_error";
}
export class SlackNetworkError extends SlackError {
  /** @override */
  static code = "slack_webapi_request_error";
}
export class SlackTimeoutError extends SlackError {
  /** @override */
  static code = "slack_admin_session_timeout_error";
}
export class SlackProtocolError extends SlackError {
  /** @override */
  static code = "slack_admin_session_protocol_error";
}

/** By name: minifiers rename classes. @type {Record<string, typeof SlackError>} */
const classes = {
  SlackError,
  SlackArgumentError,
  SlackApiError,
  SlackRateLimitedError,
  SlackHttpError,
  SlackNetworkError,
  SlackTimeoutError,
  SlackProtocolError,
};
for (const [value, { prototype }] of Object.entries(classes)) {
  Object.defineProperty(prototype, "name", { value, configurable: true, writable: true });
}

/**
 * An error of the class with that name. A `cause` of `undefined` is no cause.
 * @param {string} name
 * @param {string} message
 * @param {Details} details
 * @param {unknown} [cause]
 */
export const make = (name, message, details, cause) => {
  const Class = classes[name] ?? SlackError;
  return new Class(message, details, cause === undefined ? undefined : { cause });
};

/**
 * The error of a constructor that refuses its configuration.
 * @param {string} argument
 * @param {string} message
 * @param {unknown} cause
 */
export const configurationError = (argument, message, cause) =>
  make("SlackArgumentError", message, { argument }, cause);

const REDACTED = "[REDACTED]";

/** How much of a server's text a message quotes. */
const MAX_QUOTED = 200;

/** Errors and answers nest. Nothing deeper than this is searched. */
const MAX_DEPTH = 64;

/** The most characters of a token that one pattern finds: platforms refuse patterns for some thousands. */
const MAX_PART = 500;

/**
 * Finds a part of a token however it is spelled: each character as it is, percent-encoded as in a form, or escaped as in JSON.
 * @param {string} part
 */
const patternOf = (part) => {
  const characters = [...part].map((character) => {
    const plain = character.replace(/[^\w]/, "\\$&");
    const hex = character
      .charCodeAt(0)
      .toString(16)
      .replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
    return `(?:${plain}|%${hex}|\\\\(?:u00${hex}|${plain}))`;
  });
  return new RegExp(characters.join(""), "g");
};

/**
 * The text without the token.
 * @param {string} text
 * @param {string} token Empty if there is none.
 */
export const clean = (text, token) => {
  // Parts of the same length: a short one would also be found where there is no token.
  const count = Math.ceil(token.length / MAX_PART);
  const start = (/** @type {number} */ part) => Math.round((part * token.length) / count);
  let cleaned = text;
  for (let part = 0; part < count; part += 1) {
    cleaned = cleaned.replace(patternOf(token.slice(start(part), start(part + 1))), REDACTED);
  }
  return cleaned;
};

/**
 * A server's text as a message quotes it: without the token, without control characters, and not long.
 * @param {string} text
 * @param {string} token Empty if there is none.
 */
export const quotable = (text, token) => {
  const cleaned = clean(text.slice(0, 8 * MAX_QUOTED), token);
  const short = cleaned.length > MAX_QUOTED ? `${cleaned.slice(0, MAX_QUOTED)}…` : cleaned;
  return short.replace(
    // Control characters, and those that are invisible or change the direction of text.
    /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
};

/** Objects that hold nothing but their properties. */
const OPEN = /^\[object (?:Object|Array|Error|DOMException)]$/;

/** The platform's own prototypes, which hold nothing that comes from a caller. */
const PLATFORM = new Set(
  [Object, Array, Error, TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError, AggregateError]
    .concat(/** @type {any} */ (globalThis).DOMException ?? [])
    .map(({ prototype }) => /** @type {object} */ (prototype)),
);

/** @param {string} text @param {string} token */
const shows = (text, token) => clean(text, token) !== text;

/**
 * Whether a value can be handed on as it is: all of it can be searched, prototypes included, and the token isn't in it.
 * @param {any} value
 * @param {string} token
 * @param {number} [depth]
 * @returns {boolean}
 */
const isHarmless = (value, token, depth = 0) => {
  if (typeof value === "string") return !shows(value, token);
  if (typeof value === "symbol" || typeof value === "function") return false;
  if (typeof value !== "object" || value === null) return true;
  if (ArrayBuffer.isView(value)) return !shows(new TextDecoder("latin1").decode(value), token);
  if (depth > MAX_DEPTH || !OPEN.test(Object.prototype.toString.call(value))) return false;
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== null && !PLATFORM.has(prototype) && !isHarmless(prototype, token, depth + 1)) return false;
  return Reflect.ownKeys(value).every((key) => {
    const { get, value: inner } = /** @type {PropertyDescriptor} */ (Object.getOwnPropertyDescriptor(value, key));
    // Engines may write `stack` with an accessor.
    if (key === "stack") return isHarmless(value.stack, token, depth + 1);
    // A class is the constructor of its own prototype.
    if (key === "constructor" && inner?.prototype === value) return true;
    return !get && !shows(String(key), token) && isHarmless(inner, token, depth + 1);
  });
};

/**
 * Parsed JSON without the token: itself, or a copy.
 * @param {any} value
 * @param {string} token
 * @param {number} [depth]
 * @returns {any}
 */
export const redact = (value, token, depth = 0) => {
  if (typeof value === "string") return clean(value, token);
  if (typeof value !== "object" || value === null) return value;
  if (depth === 0 && isHarmless(value, token)) return value;
  if (depth > MAX_DEPTH) return null;
  if (Array.isArray(value)) return value.map((inner) => redact(inner, token, depth + 1));
  const entries = Object.entries(value);
  return Object.fromEntries(entries.map(([key, inner]) => [clean(key, token), redact(inner, token, depth + 1)]));
};

/**
 * The error itself. If the token is or may be in it: a new one with its texts, redacted, and its numbers.
 * @param {any} error
 * @param {string} token
 * @param {number} [depth]
 * @returns {unknown}
 */
export const scrub = (error, token, depth = 0) => {
  try {
    if (isHarmless(error, token)) return error;
    if (typeof error === "string") return clean(error, token);
    if (typeof error === "symbol") return new Error(clean(String(error), token));
    const { name, message, stack, cause } = error;
    const options = cause && depth < 8 ? { cause: scrub(cause, token, depth + 1) } : undefined;
    const copy = /** @type {Record<string, any>} */ (new Error(clean(String(message), token), options));
    for (const [key, value] of Object.entries({ name, stack, ...error })) {
      if (typeof value === "string" || typeof value === "number") copy[clean(key, token)] = redact(value, token);
    }
    return copy;
  } catch {
    return new Error("an error that can't be inspected");
  }
};
