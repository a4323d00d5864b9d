// What is counted of the package from outside: its timers, and its listeners on a signal. To be imported before the package.

const set = new Set();

/**
 * How many timers are set, and have neither rung nor been cleared. The soak's own come from node:timers, and Node's fetch
 * keeps one that no program waits for: those don't count.
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
