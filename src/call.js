// A call's side of the platform: its promise, its requests, its timer, its signal. What is to be done, and what came of
// it, Rust says; no promise that Rust waits for ever rejects.
import { make } from "./errors.js";
import { clean, redact, scrub } from "./scrub.js";

/** What a wait or a request ends in, unless in the status of an answer; the numbers are those of src/ending.rs. */
const ABORTED = -1;
const CONNECT = -2;
const READ = -3;
const DEADLINE = -4;
const FAILED = -5;
const FOREIGN = -6;
const REDIRECTED = -7;
const TOO_LONG = -8;

/** Platforms count milliseconds in 32 bits with a sign, and fire at once above. */
const LONGEST = 2147483647;
/** The longest answer that is read, in bytes; and more pieces than any has: empty ones could come for ever. */
const LIMIT = 1048576;
const PIECES = 10000;
/** How much of a body an error shows. */
const SHOWN = /^[^]{0,8192}/u;

/** The error of a constructor. */
export const refusal = (argument, must, cause) =>
  make(0, `${argument} ${must}`, undefined, 0, "not_sent", undefined, { argument }, cause);

/** Milliseconds from now to a date as HTTP writes it. */
export const until = (date) => Date.parse(date) - Date.now();

/** Calls what is a caller's; what it throws or rejects with is nobody's. */
const quietly = async (f) => {
  try {
    return await f();
  } catch {}
};

/** The body's bytes; undefined where there are too many. */
const read = async (response) => {
  const { body } = response;
  if (typeof body?.getReader !== "function") {
    // No body, or an older library's `Response`, whose body is a stream of its own kind or hidden.
    const text = typeof response.text === "function" ? await response.text() : "";
    const bytes = new TextEncoder().encode(text);
    return bytes.length > LIMIT ? undefined : bytes;
  }
  const reader = body.getReader();
  const chunks = [];
  let size = 0;
  for (let pieces = 0; ; pieces++) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    // Written so that a size that isn't a number ends it too.
    if (!(size <= LIMIT && pieces < PIECES)) {
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

/** Passes an abort on. Apart from `send`, whose closures share all that it holds, the token too. */
const follow = (signal, controller) => signal.addEventListener("abort", () => controller.abort(), { once: true });

/** By signal: the calls that listen to it, and the one listener for all of them, since Node warns of many. */
const listening = new WeakMap();

/** The calls under way. They are kept here, not in Rust, so that they can be settled should the module trap. */
const pending = new Set();

/** What the calls of a client share. */
export class Shell {
  constructor(address, page, fetch, listener) {
    this.address = address;
    // Browsers keep state that must not travel; other runtimes refuse these settings.
    this.page = page && { credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store" };
    this.fetch = fetch;
    this.listener = listener;
    this.waiting = new Map();
  }

  get able() {
    return typeof (this.fetch ?? globalThis.fetch) === "function";
  }

  wake(ticket) {
    this.waiting.get(ticket)?.finish(0);
  }

  /** Ends all waits. */
  close() {
    this.waiting.forEach((call) => call.finish(0));
  }
}

/** One call. */
export class Call {
  constructor(shell, method) {
    this.shell = shell;
    this.method = method;
    this.attempts = 0;
    this.aborted = false;
    this.began = this.sent = performance.now();
    this.promise = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    pending.add(this);
  }

  /** Takes the caller's signal, or anything that works like one. */
  listen(signal) {
    this.signal = signal;
    quietly(() => {
      let calls = listening.get(signal);
      if (!calls) {
        calls = new Set();
        calls.heard = () => calls.forEach((call) => call.abort());
        signal.addEventListener("abort", calls.heard);
        listening.set(signal, calls);
      }
      calls.add(this);
    });
    // Asked last, so that no abort falls in between.
    quietly(() => {
      if (signal.aborted) this.abort();
    });
  }

  abort() {
    this.aborted = true;
    this.finish(ABORTED);
  }

  /** Ends what is waited for, and the request with it, unless its answer is complete. */
  finish(value) {
    const { controller, end } = this;
    this.controller = this.end = undefined;
    clearTimeout(this.timer);
    this.shell.waiting.delete(this.ticket);
    end?.(value);
    if (value < 0) controller?.abort();
  }

  /** After a time what is waited for ends as `phase` says, or with the deadline. */
  alarm(milliseconds, phase, left) {
    clearTimeout(this.timer);
    this.phase = phase;
    const time = Math.min(milliseconds, left);
    if (time === Infinity) return;
    const ring = () => {
      if (time > LONGEST) this.alarm(milliseconds - LONGEST, this.phase, left - LONGEST);
      else this.finish(left < milliseconds ? DEADLINE : this.phase);
    };
    this.timer = setTimeout(ring, Math.min(time, LONGEST));
  }

  /** What `work` comes to, or what ended it. What comes of it later is nobody's. */
  race(milliseconds, phase, left, work) {
    return new Promise((resolve) => {
      this.end = resolve;
      if (this.aborted) return this.finish(ABORTED);
      this.alarm(milliseconds, phase, left);
      work?.().then((value) => this.end === resolve && this.finish(value));
    });
  }

  /** Waits for its turn. */
  wait(ticket, milliseconds, left) {
    this.ticket = ticket;
    this.shell.waiting.set(ticket, this);
    return this.race(milliseconds, 0, left);
  }

  /** Asks for the token, which is then `this.token`. */
  ask(ticket, source, left) {
    this.ticket = ticket;
    this.shell.waiting.set(ticket, this);
    return this.race(Infinity, 0, left, async () => {
      try {
        this.token = await source();
        return 0;
      } catch (cause) {
        this.cause = cause;
        return FAILED;
      }
    });
  }

  /** Sends the request, and reads the answer; in `mode` 1 as a complete `Response`, in 2 its headers alone. */
  send(headers, body, connect, readIn, left, mode) {
    const { shell, signal } = this;
    this.sent = performance.now();
    this.attempts++;
    const answer = (this.answer = {});
    const controller = (this.controller = new AbortController());
    return this.race(connect, CONNECT, left, async () => {
      try {
        const lines = headers.split("\n");
        const pairs = lines.flatMap((name, at) => (at % 2 ? [] : [[name, lines[at + 1]]]));
        // A polluted prototype adds nothing, and gets nothing.
        const init = {
          __proto__: null,
          method: "POST",
          headers: Object.fromEntries(pairs),
          body,
          signal: controller.signal,
          redirect: "manual",
          ...shell.page,
        };
        const response = await (shell.fetch ?? globalThis.fetch)(`${shell.address}/${this.method}`, init);
        if (this.controller !== controller) {
          // It is over; what came in spite of that is nobody's.
          quietly(() => response.body.cancel());
          return FAILED;
        }
        const { status, statusText, redirected } = response ?? {};
        if (!(Number.isInteger(status) && status >= 0 && status <= 999)) return FOREIGN;
        // Only a page's redirect has no status and is an answer.
        if (!status && response.type !== "opaqueredirect") return FAILED;
        answer.response = response;
        answer.statusText = statusText;
        answer.status = status;
        const raw = mode && status === 200 && !redirected;
        if (raw && mode === 2) {
          if (signal) quietly(() => follow(signal, controller));
          return status;
        }
        // With one limit for both, what is waited for is known only now.
        this.phase = READ;
        if (readIn >= 0) this.alarm(readIn, READ, left - (performance.now() - this.sent));
        const bytes = await read(response);
        if (!bytes) {
          controller.abort();
          return status === 429 ? status : TOO_LONG;
        }
        if (raw) {
          const { headers } = response;
          answer.response = new Response(bytes, { status, statusText, headers });
        } else answer.text = decoder.decode(bytes);
        return redirected && status !== 429 ? REDIRECTED : status;
      } catch (cause) {
        answer.cause = cause;
        return FAILED;
      }
    });
  }

  /** Where Node says that it failed: in the code of the cause. */
  get code() {
    const { cause } = this.answer;
    try {
      const code = cause.cause?.code ?? cause.code;
      if (typeof code === "string") return code;
    } catch {}
  }

  /** The answer's text. */
  get text() {
    return this.answer.text ?? "";
  }

  /** What the answer's text says: `true`, Slack's error code, or nothing of Slack's. */
  get says() {
    const { answer } = this;
    try {
      answer.body = JSON.parse(answer.text);
    } catch {
      return undefined;
    }
    const { body } = answer;
    if (typeof body !== "object" || Array.isArray(body)) return undefined;
    const ok = this.own("ok");
    if (ok === true) return true;
    const error = this.own("error");
    if (ok === false && typeof error === "string") return error;
  }

  /** A property of Slack's own object; what a polluted prototype adds isn't Slack's. */
  own(key) {
    const { body } = this.answer;
    return body && Object.hasOwn(body, key) ? body[key] : undefined;
  }

  /** The answer's headers, as the platform's own; none of what has none. */
  get headers() {
    try {
      return new Headers(this.answer.response.headers);
    } catch {
      return new Headers();
    }
  }

  /** Tells the caller's listener. */
  emit(type, more) {
    const { listener } = this.shell;
    if (!listener) return;
    const event = { type, method: this.method, attempt: this.attempts, ...more };
    quietly(() => listener(event));
  }

  /** A request is over. */
  attempted() {
    const { status } = this.answer;
    const duration = performance.now() - this.sent;
    this.emit("attempt", status === undefined ? { duration } : { status, duration });
  }

  limited(retryAfter) {
    this.emit("rate_limited", { retryAfter });
  }

  retries(delay) {
    this.emit("retry", { delay });
  }

  /** Settles the promise. `outcome` is that of a failure. */
  settle(method, value, outcome) {
    const { signal } = this;
    const duration = performance.now() - this.began;
    this.emit("settled", outcome ? { ok: false, outcome, duration } : { ok: true, duration });
    pending.delete(this);
    if (signal) {
      quietly(() => {
        const calls = listening.get(signal);
        calls.delete(this);
        if (calls.size) return;
        listening.delete(signal);
        signal.removeEventListener("abort", calls.heard);
      });
    }
    this[method](value);
  }

  /** Resolves to what `mode` says: 0 Slack's object, 1 and 2 the answer, 3 both. */
  done(mode, outcome) {
    const { response, body, status } = this.answer;
    let value = body;
    if (mode === 3) {
      const { headers, attempts } = this;
      const requestId = headers.get("x-slack-req-id") ?? undefined;
      value = { body, status, headers: Object.fromEntries(headers), requestId, attempts, response };
    } else if (mode) value = { response };
    this.settle("resolve", value, outcome);
  }

  /** Rejects as `report`, written by src/failure.rs, says. Nothing in it shows the token. */
  fail([kind, text, outcome, detail], token, cause) {
    const { answer, attempts, method } = this;
    let error;
    if (kind === 8) {
      try {
        error = this.signal.reason;
      } catch {}
    } else {
      const plain = (text) => (token ? clean(text, token) : text);
      const { response } = answer ?? {};
      const headers = {};
      let requestId;
      if (response) {
        for (const [name, value] of this.headers) {
          // Platforms write names in lower case.
          headers[token ? clean(name, token.toLowerCase()) : name] = plain(value);
          if (name === "x-slack-req-id") requestId = plain(value);
        }
      }
      const evidence = () => ({ status: answer.status, headers, body: SHOWN.exec(plain(answer.text ?? ""))[0] });
      const more = [
        () => ({ argument: detail }),
        () => {
          const data = token ? redact(answer.body, token) : answer.body;
          const api = { error: plain(answer.body.error), kind: detail, status: answer.status, data };
          for (const key of ["needed", "provided"]) if (typeof this.own(key) === "string") api[key] = plain(answer.body[key]);
          return api;
        },
        () => ({ retryAfter: detail }),
        () => {
          const { statusText } = answer;
          return { ...evidence(), statusText: typeof statusText === "string" ? plain(statusText) : "" };
        },
        undefined,
        () => ({ phase: detail }),
        evidence,
      ][kind]?.();
      cause ??= kind === 4 ? answer?.cause : undefined;
      if (token) cause = scrub(cause, token);
      if (kind === 0) text = `${detail} ${text}`;
      if (kind === 1) text += more.error;
      if (kind === 3) text += answer.status;
      error = make(kind, text, method, attempts, outcome, requestId, more, cause);
    }
    this.settle("reject", error, outcome);
  }
}

// Engines compile a function when it is first called. Were that at the end of a stack, there would be no room for it, and
// a rejected promise that nobody ever sees.
new Call(new Shell(), "").settle("resolve");

/** Ends and rejects all that is under way, after a trap. */
export const abandon = (cause) => {
  // Not those that listeners add meanwhile.
  for (const call of [...pending]) {
    // The call in which it happened never got this promise, and gets the error from src/entry.js.
    call.promise.catch(() => {});
    call.finish(FAILED);
    const outcome = call.attempts ? "unknown" : "not_sent";
    const text = "the client broke, and was made anew";
    call.settle("reject", make(4, text, call.method, call.attempts, outcome, undefined, undefined, cause), outcome);
  }
};
