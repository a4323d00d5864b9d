// Bodies of answers: whole, in pieces, broken, endless, and what isn't a body.
import { detached } from "./values.mjs";

/**
 * A `ReadableStream` for these bytes, or one that goes wrong on the way.
 * `whole`: the bytes arrive. `either`: they arrive in a form that no platform has, and may be accepted or refused.
 */
export function stream(g, bytes) {
  const { random } = g;
  const pieces = (end) => {
    let offset = 0;
    const size = Math.max(1, random.pick([1, 7, 64, bytes.length]), bytes.length >> 6);
    return new ReadableStream({
      async pull(controller) {
        if (random.chance(0.1)) await new Promise((resolve) => setTimeout(resolve, random.below(8)));
        if (offset >= bytes.length) return end(controller);
        controller.enqueue(bytes.slice(offset, (offset += size)));
      },
    });
  };
  const close = (controller) => controller.close();
  const one = (chunk) =>
    new ReadableStream({
      start(controller) {
        controller.enqueue(chunk);
        controller.close();
      },
    });
  return random.oneOf(
    () => ({ body: pieces(close), says: "whole" }),
    () => ({ body: pieces(close), says: "whole" }),
    () => ({ body: pieces((controller) => controller.error(g.value())), says: "lost" }),
    () => ({ body: pieces(() => new Promise((_, reject) => g.hold(() => reject(new Error("let go of"))))), says: "lost", never: true }),
    () => ({ body: silent(g), says: "lost", never: true }),
    () => ({ body: endless(g, random.pick([1, 1000])), says: "lost" }),
    () => ({ body: one(g.value()), says: "either" }),
    () => ({ body: one(bytes.buffer), says: "either" }),
    () => ({ body: one(new DataView(bytes.buffer)), says: "either" }),
    () => ({ body: one(Uint16Array.from(bytes)), says: "lost" }),
    () => ({ body: one(new TextDecoder().decode(bytes)), says: "either" }),
    () => ({ body: one(detached()), says: "lost" }),
    () => ({ body: byteStream(bytes), says: "whole" }),
    () => ({ body: pieces(close).pipeThrough(new TransformStream()), says: "whole" }),
  );
}

/** Not even a first chunk. */
function silent(g) {
  return new ReadableStream({ start: (controller) => g.hold(() => controller.error(new Error("let go of"))) });
}

/** Chunks without end, with pauses. With `size` 1 the body is slow; with more it exceeds any limit. */
function endless(g, size) {
  let over = false;
  g.hold(() => (over = true));
  return new ReadableStream({
    async pull(controller) {
      await new Promise((resolve) => setTimeout(resolve, size === 1 ? 3 : 0));
      if (over) controller.error(new Error("let go of"));
      else controller.enqueue(new Uint8Array(size === 1 ? 1 : 300_000).fill(32));
    },
    cancel: () => void (over = true),
  });
}

function byteStream(bytes) {
  return new ReadableStream({
    type: "bytes",
    start(controller) {
      if (bytes.length > 0) controller.enqueue(bytes.slice());
      controller.close();
    },
  });
}

/** What a test's fake answer may have as its body. The bytes never arrive whole, unless a reader returns them. */
export function double(g, bytes) {
  const { random } = g;
  const reader = (read) => ({ getReader: () => ({ read, releaseLock() {}, cancel: async () => {} }) });
  let given = false;
  const once = (chunk) => async () => ((given = !given), given ? { done: false, value: chunk } : { done: true });
  let over = false;
  return random.oneOf(
    () => ({ body: g.value(), says: "lost" }),
    () => ({ body: { getReader: g.value() }, says: "lost" }),
    () => ({ body: { getReader: () => g.value() }, says: "lost" }),
    () => ({ body: reader(g.value()), says: "lost" }),
    () => ({ body: reader(() => g.value()), says: "lost" }),
    () => ({ body: reader(() => g.never()), says: "lost", never: true }),
    () => ({ body: reader(async () => ({ done: false, value: g.value() })), says: "lost" }),
    () => ({ body: reader(once(bytes)), says: "either" }),
    () => ({ body: reader(once({ byteLength: random.pick([-1, NaN, 0, 1, "8", 2 ** 40, 1n]) })), says: "lost" }),
    () => ({ body: reader(async () => { throw g.value(); }), says: "lost" }),
    () => ({ body: { getReader: () => { g.act(); throw g.value(); } }, says: "lost" }),
    // Empty pieces for ever, with a pause after each, since without pauses no program could go on.
    () => (
      g.hold(() => (over = true)),
      { body: reader(() => new Promise((resolve) => setTimeout(resolve, 3, { done: over, value: new Uint8Array(0) }))), says: "lost" }
    ),
  );
}
