// Finds where a text can be read from a value, in any of the usual ways and by walking through it.
import { inspect } from "node:util";

const WAYS = {
  "String()": (value) => String(value),
  message: (value) => value?.message,
  stack: (value) => value?.stack,
  "JSON.stringify": (value) => JSON.stringify(value),
  "util.inspect": (value) => inspect(value, { showHidden: true, depth: Infinity, maxStringLength: Infinity }),
  structuredClone: (value) => inspect(structuredClone(value), { depth: Infinity, maxStringLength: Infinity }),
  properties: (value, text) => [...strings(value)].find((string) => string.includes(text)),
};

/** Up to this many characters every way is tried. In longer values only the properties are searched: the rest takes minutes. */
const MUCH = 10_000_000;

/** The ways that show the text. */
export function leaks(value, text) {
  let length = 0;
  for (const string of strings(value)) length += string.length;
  return Object.keys(WAYS).filter((way) => {
    if (length > MUCH && way !== "properties") return false;
    try {
      return String(WAYS[way](value, text)).includes(text);
    } catch {
      // A value that can't be shown, such as a copy of a function, shows nothing.
      return false;
    }
  });
}

/**
 * Every string below a value: names and contents of own properties, enumerable or not, symbols too.
 * Not recursive, since values can be deeply nested.
 */
function* strings(value) {
  const seen = new Set();
  const left = [value];
  while (left.length > 0) {
    const next = left.pop();
    if (typeof next === "string") yield next;
    else if (typeof next === "symbol") yield String(next);
    else if ((typeof next === "object" || typeof next === "function") && next !== null && !seen.has(next)) {
      seen.add(next);
      for (const key of Reflect.ownKeys(next)) left.push(key, Reflect.getOwnPropertyDescriptor(next, key)?.value);
    }
  }
}
