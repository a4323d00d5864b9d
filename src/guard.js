// Stands in for `WebAssembly.Instance` in the glue: what escapes from the module's functions is noticed here.
const { Instance } = WebAssembly;

/** Whether the module broke, and how often it was replaced. `repair` is set by src/entry.js. */
export const guard = { broken: false, life: 0, cause: undefined, repair() {} };

/** Repairs what is broken, if the stack has room for it; else whoever comes next does. */
export const check = () => {
  if (!guard.broken) return;
  guard.broken = false;
  try {
    guard.repair(guard.cause);
    guard.life++;
  } catch {
    guard.broken = true;
  }
};

// Rust's errors are returned, never thrown. What is thrown is a trap, or a stack that ran out in the middle of something.
const guarded =
  (inner, life) =>
  (...args) => {
    check();
    // A timer or a promise of the instance before: nobody waits for it any more.
    if (life !== guard.life) return undefined;
    try {
      return inner(...args);
    } catch (error) {
      // Frames of it that are further out have nothing to add.
      if (life === guard.life) {
        guard.cause = error;
        guard.broken = true;
        check();
      }
      throw error;
    }
  };

/** An instance whose functions are guarded. */
export class GuardedInstance {
  constructor(module, imports) {
    const { life } = guard;
    this.exports = {};
    for (const [name, value] of Object.entries(new Instance(module, imports).exports)) {
      this.exports[name] = typeof value === "function" ? guarded(value, life) : value;
    }
  }
}
