// Reads what a caller gave, all of it at once, whatever it does: what Rust reads from it afterwards is harmless.
const { isArray } = Array;
const { getPrototypeOf, keys: names } = Object;

const isSignal = (value) =>
  typeof value.aborted === "boolean" &&
  typeof value.addEventListener === "function" &&
  typeof value.removeEventListener === "function";

/** As in src/read.rs. */
const kinds = { string: 0, number: 1, bigint: 2, boolean: 3, function: 4 };

/** Plain: no prototype, or one that has none itself, which holds for the `Object` of every realm. */
const isPlain = (value) => {
  const prototype = getPrototypeOf(value);
  return prototype === null || getPrototypeOf(prototype) === null;
};

/** The properties of an object, or, without keys, the elements of an array. */
export class List {
  constructor(value, argument, keys, outer) {
    // What is refused first, in here or further in, is noted at the outermost list.
    this.root = outer?.root ?? this;
    this.refused = false;
    this.keys = keys && keys.split(" ");
    this.prefix = outer ? `${argument}.` : "";
    this.path = argument;
    this.names = [];
    this.values = [];
    this.at = -1;
    let must = "has properties that can't be read";
    try {
      if (keys ? typeof value === "object" && value && !isArray(value) : isArray(value)) {
        for (const name of keys ? names(value) : Array(value.length).keys()) {
          must = "can't be read";
          this.point(name);
          const property = value[name];
          if (!keys || property !== undefined) {
            this.names.push(name);
            this.values.push(property);
          }
        }
      } else this.refuse("must be an object");
    } catch (cause) {
      this.refuse(must, cause);
    }
  }

  inner(keys) {
    return new List(this.value, this.path, keys, this);
  }

  /** An element is named as its array. */
  point(name) {
    this.name = name;
    if (this.keys) this.path = this.prefix + name;
  }

  refuse(must, cause = this.failure) {
    const { root } = this;
    if (root.refused) return;
    root.refused = true;
    root.argument = this.path;
    root.must = must;
    root.cause = cause;
  }

  /** Goes on: which of the keys it is, or as many as there are; -1 at the end, and after a refusal. */
  next() {
    const { keys, names, values } = this;
    this.value = values[++this.at];
    if (this.root.refused || this.at >= names.length) return -1;
    this.point(names[this.at]);
    const which = keys ? keys.indexOf(this.name) : 0;
    return which < 0 ? keys.length : which;
  }

  which(texts) {
    return typeof this.value === "string" ? texts.split(" ").indexOf(this.value) : -1;
  }

  get kind() {
    const { value } = this;
    if (value === null) return 7;
    if (typeof value !== "object") return kinds[typeof value] ?? 9;
    try {
      // An array of a million elements is nobody's list of media types.
      if (isArray(value)) return value.length <= 1000 ? 8 : 6;
      return isSignal(value) ? 5 : 6;
    } catch {
      return 6;
    }
  }

  get number() {
    const { value } = this;
    return typeof value === "number" || typeof value === "boolean" ? +value : NaN;
  }

  get text() {
    return this.kind < 4 ? `${this.value}` : "";
  }

  /** Empty where it can't be written. Functions, symbols and numbers that JSON would silently drop or change are refused. */
  get json() {
    const { value } = this;
    let text;
    try {
      if (isArray(value) || isPlain(value)) {
        text = JSON.stringify(value, (_, inner) => {
          if (typeof inner === "function" || typeof inner === "symbol" || (typeof inner === "number" && !isFinite(inner))) {
            throw new TypeError("a function, a symbol or a number that isn't finite");
          }
          return inner;
        });
      }
    } catch (cause) {
      this.failure = cause;
    }
    return text ?? "";
  }
}

const place = () => {
  try {
    const { location } = globalThis;
    if (typeof location === "object" && location) return location;
  } catch {}
};

/**
 * The parts of an address, resolved against the page where it is relative: href, protocol, host name, origin;
 * then the page's origin, and whether there is a page or a browser's worker. Empty where it is no address.
 */
export const locate = (text) => {
  const page = place();
  let parts = [];
  try {
    let url;
    try {
      url = new URL(text);
    } catch {
      url = new URL(text, page.href);
    }
    parts = [url.href, url.protocol, url.hostname, url.origin, page?.origin, page ? "page" : ""];
  } catch {}
  return new List(parts, "");
};
