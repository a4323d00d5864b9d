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
  constructor(value, prefix, keys) {
    this.prefix = prefix;
    this.keys = keys?.split(" ");
    this.names = [];
    this.values = [];
    this.at = -1;
    // 0: nothing; 1: not an object, or not an array; 2: it can't be read; 3: the property last named can't be read.
    this.wrong = 2;
    try {
      // An array of a million elements is nobody's list of media types.
      if (keys ? typeof value === "object" && value && !isArray(value) : isArray(value) && value.length <= 1000) {
        for (const name of keys ? names(value) : Array(value.length).keys()) {
          this.wrong = 3;
          this.name = name;
          const property = value[name];
          if (!keys || property !== undefined) {
            this.names.push(name);
            this.values.push(property);
          }
        }
        this.wrong = 0;
      } else this.wrong = 1;
    } catch (cause) {
      this.cause = cause;
    }
  }

  /** Goes on: which of the keys it is, or as many as there are; -1 at the end. */
  next() {
    this.value = this.values[++this.at];
    if (this.at >= this.names.length) return -1;
    this.name = this.names[this.at];
    const which = this.keys ? this.keys.indexOf(this.name) : 0;
    return which < 0 ? this.keys.length : which;
  }

  /** An element is named as its array. */
  get path() {
    return this.keys ? this.prefix + this.name : this.prefix;
  }

  get elements() {
    return new List(this.value, this.path);
  }

  which(texts) {
    return typeof this.value === "string" ? texts.split(" ").indexOf(this.value) : -1;
  }

  get kind() {
    const { value } = this;
    if (value === null) return 7;
    if (typeof value !== "object") return kinds[typeof value] ?? 8;
    try {
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

  /** What JSON would silently drop or change is refused. */
  get json() {
    this.cause = undefined;
    const { value } = this;
    try {
      if (!isArray(value) && !isPlain(value)) return undefined;
      return JSON.stringify(value, (_, inner) => {
        if (typeof inner === "function" || typeof inner === "symbol" || (typeof inner === "number" && !isFinite(inner))) {
          throw new TypeError("a function, a symbol or a number that isn't finite");
        }
        return inner;
      });
    } catch (cause) {
      this.cause = cause;
    }
  }
}

const place = () => {
  const { location } = globalThis;
  return typeof location === "object" && location ? location : undefined;
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
  return new List(parts);
};
