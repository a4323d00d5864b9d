// @ts-check
// Checks what a caller passed, before anything is read or written.

/**
 * @param {unknown} value
 * @param {string} name
 * @param {readonly string[]} keys
 * @returns {Record<string, unknown>}
 */
export function readOptions(value, name, keys) {
  if (typeof value !== "object" || value === null) throw new TypeError(`\`${name}\` must be an object`);
  for (const key of Object.keys(value)) {
    if (!keys.includes(key)) throw new TypeError(`\`${name}\` has no \`${key}\`: there are ${keys.join(", ")}`);
  }
  return /** @type {Record<string, unknown>} */ (value);
}

/** The optional `signal`. @param {Record<string, unknown>} options */
export function optionalSignal(options) {
  const signal = options["signal"] ?? undefined;
  // A signal of another realm counts too.
  if (signal !== undefined && typeof (/** @type {any} */ (signal).addEventListener) !== "function") {
    throw new TypeError("`signal` must be an AbortSignal");
  }
  return /** @type {AbortSignal | undefined} */ (signal);
}

/**
 * The optional property of that type.
 * @template {"string" | "boolean" | "number" | "function"} Type
 * @param {Record<string, unknown>} options
 * @param {string} key
 * @param {Type} type
 * @returns {{ string: string, boolean: boolean, number: number, function: Function }[Type] | undefined}
 */
export function optional(options, key, type) {
  const value = options[key];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== type) throw new TypeError(`\`${key}\` must be a ${type}`);
  return /** @type {any} */ (value);
}
