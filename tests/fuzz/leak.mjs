// Every way in which the contents of a value can be read.
import { SECRET } from "./maker.mjs";

/** Where the secret is seen in a value, or undefined. `inspect` is Node's, where there is one. */
export function leak(value, inspect) {
  const seen = new Set();
  const ways = [
    ["String()", () => String(value)],
    ["JSON.stringify", () => JSON.stringify(value)],
    ["util.inspect", () => inspect?.(value, { showHidden: true, depth: 12, maxStringLength: null, maxArrayLength: null })],
  ];
  return walk(value, "", seen) ?? ways.map(([name, read]) => (holds(attempt(read)) ? name : undefined)).find(Boolean);
}

function attempt(read) {
  try {
    return read();
  } catch {
    // A value that can't be read shows nothing.
    return undefined;
  }
}

const holds = (text) => typeof text === "string" && text.includes(SECRET);

/** Own properties, including hidden ones and symbols, and their values. Getters aren't called, except an error's own. */
function walk(value, path, seen) {
  if (holds(value)) return path || "itself";
  if (typeof value === "symbol" && holds(value.description)) return path;
  if ((typeof value !== "object" && typeof value !== "function") || value === null || seen.has(value) || seen.size > 500) return undefined;
  seen.add(value);
  for (const key of attempt(() => Reflect.ownKeys(value)) ?? []) {
    const name = `${path}.${String(key)}`;
    if (holds(String(key))) return `the name of ${name}`;
    const property = attempt(() => Object.getOwnPropertyDescriptor(value, key));
    const found = property && "value" in property ? walk(property.value, name, seen) : undefined;
    if (found) return found;
  }
  for (const key of ["message", "stack", "cause"]) {
    const found = attempt(() => value instanceof Error) ? walk(attempt(() => value[key]), `${path}.${key}`, seen) : undefined;
    if (found) return found;
  }
  return undefined;
}
