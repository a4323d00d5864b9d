// What Rust asks of the platform. What deals with promises is async, so that whatever a caller's function throws,
// returns or rejects with reaches Rust as one settled promise.

/**
 * What a text says in JSON; undefined where that is nothing. Caught here: for each exception that Rust catches,
 * wasm-bindgen loses a place in its table, and what isn't JSON is a common answer.
 */
export const parse = (text) => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** JSON text. What JSON would silently drop or change is refused. */
export const stringify = (value) =>
  JSON.stringify(value, (_, inner) => {
    if (typeof inner === "function" || typeof inner === "symbol" || (typeof inner === "number" && !isFinite(inner))) {
      throw new TypeError("a function, a symbol or a number that isn't finite");
    }
    return inner;
  });

const decoder = new TextDecoder();

/** One request. The last three settings matter only where a browser keeps state, and other runtimes refuse them. */
export const send = async (fetch, url, headers, body, signal, page) =>
  (fetch ?? globalThis.fetch)(url, {
    method: "POST",
    headers,
    body,
    signal,
    redirect: "manual",
    ...(page && { credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store" }),
  });

/** Calls a caller's function at once; what it throws or rejects with is nobody's. */
const quietly = async (f) => {
  try {
    await f();
  } catch {}
};

/** More pieces than any answer has: without a limit empty ones could come for ever, and leave timers no turn. */
const PIECES = 10_000;

/** The body's bytes; undefined where there are more than `limit`. */
const bytes = async (response, limit) => {
  const reader = response.body?.getReader();
  const chunks = [];
  let size = 0;
  for (let pieces = 0; reader; pieces++) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    // Written so that a size that isn't a number ends it too.
    if (!(size <= limit && pieces < PIECES)) {
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

/**
 * The body as text, read as UTF-8, or with `raw` an equal answer whose body is complete;
 * undefined where it is longer than `limit` bytes.
 */
export const body = async (response, limit, raw) => {
  const whole = await bytes(response, limit);
  if (!whole || !raw) return whole && decoder.decode(whole);
  const { status, statusText, headers } = response;
  return new Response(whole, { status, statusText, headers });
};

/** What a caller's function returns, or what its promise resolves to. */
export const ask = async (f) => f();

/** Tells a caller's listener. */
export const tell = (listener, event) => {
  quietly(() => listener(event));
};

/** By signal: who listens, and the one listener that it has for all of them, since Node warns of many. */
const listening = new WeakMap();

/** Listens to a signal. Whatever that one does later, what Rust dropped is called no more. */
export class Listening {
  constructor(signal, heard) {
    this.signal = signal;
    this.heard = heard;
    let shared = listening.get(signal);
    if (!shared) {
      const all = new Set();
      shared = { all, heard: () => all.forEach((one) => one.heard()) };
      signal.addEventListener("abort", shared.heard);
      listening.set(signal, shared);
    }
    shared.all.add(this);
  }

  end() {
    const { all, heard } = listening.get(this.signal);
    all.delete(this);
    if (all.size) return;
    listening.delete(this.signal);
    this.signal.removeEventListener("abort", heard);
  }
}

/** Passes an abort on, for a body that was handed to the caller. */
export const follow = (signal, controller) => {
  signal.addEventListener("abort", () => controller.abort(), { once: true });
};

// Kept here, not in Rust, so that it can be cleared should the module trap.
let timer;

/** Calls `ring` once after so many milliseconds, instead of what was set before. */
export const arm = (ring, milliseconds) => {
  clearTimeout(timer);
  timer = setTimeout(ring, milliseconds);
};

export const disarm = () => clearTimeout(timer);
