// Counts the package's wasm memory and its timers from outside. Import it before the package.
import { setTimeout as sleep } from "node:timers/promises";

const memories = [];
WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
  construct(target, given) {
    const instance = Reflect.construct(target, given);
    if (instance.exports.memory) memories.push(instance.exports.memory);
    return instance;
  },
});

/** Bytes of all instances of the module. */
export function wasmBytes() {
  if (memories.length === 0) throw new Error("the package made no instance with a memory: nothing was measured");
  return memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0);
}

const set = new Set();

/**
 * How many timers are set, and have neither rung nor been cleared. The soak's own timers come from node:timers, and Node's
 * fetch keeps one that keeps no program alive: those don't count.
 */
export const timers = () => [...set].filter((timer) => timer.hasRef()).length;

const { setTimeout, clearTimeout } = globalThis;
globalThis.setTimeout = (ring, ...rest) => {
  const timer = setTimeout((...given) => (set.delete(timer), ring(...given)), ...rest);
  set.add(timer);
  return timer;
};
globalThis.clearTimeout = (timer) => {
  set.delete(timer);
  clearTimeout(timer);
};

/** Bytes of the heap in use after garbage collection, repeated until it frees nothing more. */
export async function heapBytes() {
  if (!globalThis.gc) throw new Error("run it with node --expose-gc");
  let least = Infinity;
  for (let same = 0; same < 3; same += 1) {
    globalThis.gc();
    // Finalisers, and sockets that close, have their turn.
    await sleep(10);
    const used = process.memoryUsage().heapUsed;
    if (used < least - 1024) same = 0;
    least = Math.min(least, used);
  }
  return least;
}

/** A signal whose listeners are counted. */
export function countedSignal() {
  const controller = new AbortController();
  const { signal } = controller;
  const counted = { controller, signal, listeners: 0 };
  for (const [name, step] of [["addEventListener", 1], ["removeEventListener", -1]]) {
    signal[name] = function (...given) {
      counted.listeners += step;
      return AbortSignal.prototype[name].apply(this, given);
    };
  }
  return counted;
}
