// Signals: the platform's, other libraries', and values that only look like signals.
import { any } from "./values.mjs";

/**
 * A signal for a call. `real`: the platform's own, whose abort must end the call.
 * `fits(error)`: whether the call may have been ended by this signal with this value.
 */
export function signal(g) {
  g.count();
  return g.random.chance(0.6) ? real(g) : fake(g);
}

function real(g) {
  const { random } = g;
  const controller = new AbortController();
  const reason = random.chance(0.2) ? [] : [any(g)];
  const abort = () => controller.abort(...reason);
  const later = () => void setTimeout(abort, random.below(80));
  const given = random.oneOf(
    () => controller.signal,
    () => (abort(), controller.signal),
    () => (queueMicrotask(abort), controller.signal),
    () => (later(), controller.signal),
    () => (later(), controller.signal),
    () => (later(), AbortSignal.any([controller.signal, new AbortController().signal])),
    () => AbortSignal.abort(...reason),
    () => AbortSignal.timeout(random.below(80)),
  );
  return { value: given, real: given, abort, fits: (error) => given.aborted && Object.is(error, given.reason) };
}

/** Listeners are called at once, several times, with anything, or after they were taken back. */
function fake(g) {
  const { random } = g;
  const reason = any(g);
  const listeners = [];
  const call = () => listeners.forEach((listener) => listener(any(g.fork(), 0)));
  const base = {
    aborted: false,
    reason,
    addEventListener: (_, listener) => void listeners.push(listener),
    removeEventListener: () => {},
  };
  const thrower = () => {
    throw reason;
  };
  let reads = 0;
  // A value that isn't a signal is refused, or may give any reason.
  if (random.chance(0.2)) return { value: any(g), real: undefined, abort: () => {}, fits: () => true };
  const value = random.oneOf(
    () => base,
    () => ({ ...base, aborted: true }),
    () => ({ ...base, aborted: any(g) }),
    () => ({ ...base, addEventListener: thrower }),
    () => ({ ...base, removeEventListener: thrower }),
    () => ({ ...base, addEventListener: any(g) }),
    () => ({ ...base, addEventListener: (_, listener) => (listeners.push(listener), call()) }),
    () => (setTimeout(call, random.below(60)), setTimeout(call, 70), base),
    () => Object.defineProperty({ ...base }, "aborted", { get: () => reads++ % 2 === 1, enumerable: true }),
    () => Object.defineProperty({ ...base }, "aborted", { get: thrower }),
    () => Object.defineProperty({ ...base, aborted: true }, "reason", { get: thrower }),
    () => Object.defineProperty({ ...base }, "addEventListener", { get: () => (g.act(), base.addEventListener) }),
    // The platform's getters refuse these two.
    () => new Proxy(AbortSignal.abort(reason), {}),
    () => Object.create(new AbortController().signal),
    () => Object.assign(new EventTarget(), { aborted: false, reason }),
    () => (g.realm.AbortController ? g.realm.AbortSignal.abort(reason) : base),
  );
  // Undefined if the reason can't be read; the platform's own reason if none was given.
  const fits = (error) => error === undefined || Object.is(error, reason) || (reason === undefined && Object.is(error, value.reason));
  return { value, real: undefined, abort: () => {}, fits };
}
