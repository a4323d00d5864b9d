// Promises and other values that `await` may meet.
import { quiet } from "./maker.mjs";
import { any } from "./values.mjs";

class Subclassed extends Promise {}

/** Its `then` is not the platform's. */
class Patched extends Promise {
  then(resolve, reject) {
    return super.then(
      (value) => resolve?.(value),
      (error) => reject?.(error),
    );
  }
}

class Alien extends Promise {
  static get [Symbol.species]() {
    return Object;
  }
}

/** Something to await: it ends with a value, with a failure, or only at the end of the group. */
export function promised(g, depth) {
  const value = any(g, depth);
  const { random } = g;
  // Handled before they become odd: only code that waits for them matters, not unhandled rejections.
  const made = (type = Promise) => quiet(random.chance(0.5) ? new type((done) => done(value)) : type.reject(value));
  const settle = (type) => (type.prototype instanceof Promise ? Object.setPrototypeOf(made(), type.prototype) : made(type));
  const own = (promise, name, descriptor) => Object.defineProperty(promise, name, { configurable: true, ...descriptor });
  const thrower = () => {
    throw value;
  };
  return random.oneOf(
    () => settle(Promise),
    () => settle(Promise),
    () => settle(Subclassed),
    () => settle(Patched),
    () => settle(Alien),
    () => settle(g.realm.Promise),
    () => quiet(g.never()),
    () => quiet(new Promise((resolve) => setTimeout(resolve, random.below(20), value))),
    () => own(settle(Promise), "then", { value: thrower }),
    () => own(settle(Promise), "then", { get: thrower }),
    () => own(settle(Promise), "then", { value: undefined }),
    () => own(settle(Promise), "constructor", { get: thrower }),
    () => own(settle(Promise), "constructor", { value: Subclassed }),
    () => thenable(g, value),
    () => thenable(g, value),
  );
}

function thenable(g, value) {
  const { random } = g;
  const nested = (left) => ({ then: (resolve) => resolve(left > 0 ? nested(left - 1) : value) });
  // Goes on for ever, with pauses, since without pauses no program could go on.
  let over = false;
  const endless = { then: (resolve) => (over ? resolve(value) : setTimeout(resolve, 5, endless)) };
  return random.oneOf(
    () => ({ then: (resolve) => resolve(value) }),
    () => ({ then: (_, reject) => reject(value) }),
    () => ({ then: () => { throw value; } }),
    () => ({ then: (_, reject) => void g.hold(() => reject(value)) }),
    () => ({ then: (resolve, reject) => (resolve(value), reject(value), resolve(1)) }),
    () => ({ then: (resolve) => { resolve(value); throw value; } }),
    () => ({ then: (resolve) => void setTimeout(() => (resolve(value), resolve(2)), random.below(20)) }),
    () => ({ then: (resolve) => (g.act(), resolve(value)) }),
    () => ({ then: value === null || typeof value === "function" ? 1 : value }),
    () => ({ get then() { throw value; } }),
    () => Object.assign(() => {}, { then: (resolve) => resolve(value) }),
    () => nested(random.below(30)),
    () => (g.hold(() => (over = true)), endless),
  );
}
