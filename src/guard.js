// Stands in for `WebAssembly.Instance` in the glue: what escapes from the module's functions is noticed here.
const { Instance } = WebAssembly;

/** Whether the module broke, and how often it was replaced. `repair` is set by src/entry.js. */
export const guard = { broken: false, life: 0, cause: undefined, repair() {} };

/** Repairs what is broken, if the stack has room for it; else whoever comes next does. */
export const check = () => {
  if (!guard.broken) return;
  guard.broken = false;
  // Before the repair: a listener may make a call in it, which must be one of the new life.
  guard.life++;
  try {
    guard.repair(guard.cause);
  } catch {
    guard.broken = true;
  }
};

/** How many of the module's functions are under way. */
let depth = 0;

// Rust's errors are returned, never thrown. What is thrown is a trap, or a stack that ran out in the middle of something.
const guarded = (inner, life, answers) => (...args) => {
  check();
  if (life !== guard.life) {
    // A timer or a promise of the instance before: nobody waits for it any more. The glue may look for a pair.
    if (!answers) return [];
    // The stack ran out while the glue took another instance.
    guard.broken = true;
    throw guard.cause;
  }
  depth++;
  try {
    return inner(...args);
  } catch (error) {
    // Frames of the same trap that are further out have nothing to add.
    if (life === guard.life) {
      guard.cause = error;
      guard.broken = true;
      check();
    }
    // A timer or a promise has nobody to throw to but the user's process.
    if (answers || depth > 1) throw error;
    return [];
  } finally {
    depth--;
  }
};

/** An instance whose functions are guarded. */
export class GuardedInstance {
  constructor(module, imports) {
    const { life } = guard;
    this.exports = {};
    for (const [name, value] of Object.entries(new Instance(module, imports).exports)) {
      // `renew` only tells the glue to take another instance, which it must do whatever became of this one.
      const plain = typeof value !== "function" || name === "renew";
      this.exports[name] = plain ? value : guarded(value, life, name.startsWith("adminuserssessionapi_"));
    }
  }
}
