// @ts-check
// Reads what a caller passed, whole and once, whatever it does while it is read. Getters, proxies and `toJSON` are the caller's
// code: all of it runs here, before the module looks at the result.

/** What a value is. Same numbers as `ValueKind` in src/reader.rs; a test on the host compares them. */
const TEXT = 0;
const NUMBER = 1;
const BIGINT = 2;
const BOOLEAN = 3;
const FUNCTION = 4;
const SIGNAL = 5;
const OBJECT = 6;
const ARRAY = 7;
const NULL = 8;
const UNSUPPORTED = 9;

/** @type {Record<string, number>} */
const KINDS = { string: TEXT, number: NUMBER, bigint: BIGINT, boolean: BOOLEAN, function: FUNCTION };

/** No list of media types is longer. A longer array counts as an object, which is refused where an array is expected. */
const MAX_ELEMENTS = 1000;

const { isArray } = Array;
const { getPrototypeOf, keys: ownKeys } = Object;
const { stringify } = JSON;

/**
 * Whether it can be used as an `AbortSignal`: signals of other realms and of libraries can.
 * @param {any} value
 */
const isSignal = (value) =>
  typeof value.aborted === "boolean" &&
  typeof value.addEventListener === "function" &&
  typeof value.removeEventListener === "function";

/**
 * Whether it is a plain object: it has no prototype, or one that has none itself, as every realm's `Object.prototype`.
 * @param {object} value
 */
const isPlain = (value) => {
  const prototype = getPrototypeOf(value);
  return prototype === null || getPrototypeOf(prototype) === null;
};

/**
 * Refuses what JSON would silently drop or change.
 * @param {string} _
 * @param {unknown} value
 */
const onlyJson = (_, value) => {
  const type = typeof value;
  if (type === "function" || type === "symbol" || (type === "number" && !Number.isFinite(value))) {
    throw new TypeError("a function, a symbol or a number that isn't finite");
  }
  return value;
};

/** @param {any} value */
const kindOf = (value) => {
  if (value === null) return NULL;
  if (typeof value !== "object") return KINDS[typeof value] ?? UNSUPPORTED;
  try {
    if (isArray(value)) return value.length <= MAX_ELEMENTS ? ARRAY : OBJECT;
    return isSignal(value) ? SIGNAL : OBJECT;
  } catch {
    return OBJECT;
  }
};

/** The lists of names that the module gives, which are few. @type {Map<string, string[]>} */
const lists = new Map();

/** @param {string} names Each with a space after it. */
const listOf = (names) => {
  const known = lists.get(names);
  if (known) return known;
  const list = names.split(" ");
  lists.set(names, list);
  return list;
};

/**
 * Without `instanceof`, which would run the code of a proxy.
 * @param {unknown} value
 * @returns {value is Reader}
 */
const isReader = (value) => typeof value === "object" && value !== null && Reader.isReader(value);

/**
 * The own enumerable properties of an object, or the elements of an array, one after the other. Properties that are
 * `undefined` are left out. Inherited ones don't count: a polluted prototype must not add to a request.
 *
 * The first refusal is noted, at the outermost reader; nothing follows it.
 */
export class Reader {
  /** @type {Reader} */
  #root = this;
  /** @type {string[]} */
  #names = [];
  /** @type {unknown[]} */
  #values = [];
  /** @type {number[]} */
  #kinds = [];
  /** What objects became: JSON text, or a reader of their own. @type {(string | Reader | undefined)[] | undefined} */
  #inner;
  /** Why a value has no JSON text. @type {unknown[] | undefined} */
  #failures;
  /** What couldn't be read. @type {{ name?: string | undefined, expectation: string, cause?: unknown } | undefined} */
  #problem;
  /** @type {string[] | undefined} */
  #keys;
  #prefix = "";
  #path = "";
  #at = -1;
  #isArray;

  refused = false;
  argument = "";
  expectation = "";
  /** @type {unknown} */
  cause;

  /**
   * @param {any} value
   * @param {boolean} asJson Objects in it become JSON text; else they are read as well, to this depth.
   * @param {number} depth
   */
  constructor(value, asJson, depth) {
    let expectation = "has properties that can't be read";
    /** @type {string | undefined} */
    let current;
    this.#isArray = false;
    try {
      this.#isArray = isArray(value);
      if (typeof value !== "object" || value === null || (this.#isArray && depth > 1)) {
        this.#problem = { expectation: "must be an object" };
        return;
      }
      const names = this.#isArray ? ownKeys([...Array(Math.min(value.length, MAX_ELEMENTS))]) : ownKeys(value);
      for (current of names) {
        expectation = "can't be read";
        const property = value[current];
        if (property !== undefined || this.#isArray) this.#add(current, property, asJson, depth);
      }
    } catch (cause) {
      this.#problem = { name: current, expectation, cause };
    }
  }

  /**
   * @param {string} name
   * @param {unknown} value
   * @param {boolean} asJson
   * @param {number} depth
   */
  #add(name, value, asJson, depth) {
    const kind = kindOf(value);
    const at = this.#names.push(name) - 1;
    this.#values.push(value);
    this.#kinds.push(kind);
    if (kind !== OBJECT && kind !== ARRAY) return;
    this.#inner ??= [];
    if (!asJson) {
      if (depth > 0) this.#inner[at] = new Reader(value, false, depth - 1);
      return;
    }
    try {
      const fits = isArray(value) || isPlain(/** @type {object} */ (value));
      this.#inner[at] = fits ? stringify(value, onlyJson) : "";
    } catch (cause) {
      this.#failures ??= [];
      this.#failures[at] = cause;
    }
  }

  /** @param {object} value */
  static isReader(value) {
    return #names in value;
  }

  /**
   * Whether there is such a property.
   * @param {string} name
   */
  has(name) {
    return this.#names.includes(name);
  }

  /** The functions among the values. */
  get functions() {
    return this.#values.filter((value) => typeof value === "function");
  }

  /**
   * Puts a text in the place of the property with that name, or adds it.
   * @param {string} name
   * @param {string} text
   */
  set(name, text) {
    const known = this.#names.indexOf(name);
    const at = known < 0 ? this.#names.push(name) - 1 : known;
    this.#values[at] = text;
    this.#kinds[at] = TEXT;
  }

  /**
   * A request, whose objects are sent as JSON text. One that was read already stays as it is.
   * @param {unknown} value
   */
  static request(value) {
    return isReader(value) ? value : new Reader(value, true, 2);
  }

  /**
   * Options or a configuration. What was read already stays as it is.
   * @param {unknown} value
   */
  static options(value) {
    return isReader(value) ? value : new Reader(value, false, 2);
  }

  /**
   * Begins to hand out the properties, perhaps again.
   * @param {string} argument Its name, for refusals.
   * @param {string} keys The names of properties that the module knows, each with a space after it.
   */
  begin(argument, keys) {
    this.#path = argument;
    this.#keys = listOf(keys);
    this.#at = -1;
    this.#report();
  }

  /** Notes what couldn't be read. */
  #report() {
    const problem = this.#problem;
    if (!problem) return;
    if (problem.name !== undefined && !this.#isArray) this.#path = this.#prefix + problem.name;
    this.refuse(problem.expectation, problem.cause);
  }

  /**
   * The properties or elements of the current value, which is an object or an array.
   * @param {string} keys
   */
  inner(keys) {
    const inner = this.#inner?.[this.#at];
    const reader = inner instanceof Reader ? inner : new Reader(undefined, false, 0);
    reader.#root = this.#root;
    reader.#prefix = `${this.#path}.`;
    reader.#path = this.#path;
    reader.#keys = listOf(keys);
    reader.#at = -1;
    reader.#report();
    return reader;
  }

  /**
   * Refuses the current property, unless something was refused before.
   * @param {string} expectation
   */
  refuse(expectation, cause = this.#failures?.[this.#at]) {
    const root = this.#root;
    if (root.refused) return;
    root.refused = true;
    root.argument = this.#path;
    root.expectation = expectation;
    root.cause = cause;
  }

  /** Goes on to the next property. Returns the place of its name among the known ones, or their number; -1: no property. */
  next() {
    this.#at += 1;
    if (this.#root.refused || this.#at >= this.#names.length) return -1;
    const { name } = this;
    // An element has the name of its array.
    if (!this.#isArray) this.#path = this.#prefix + name;
    const keys = /** @type {string[]} */ (this.#keys);
    const at = keys.indexOf(name);
    return at < 0 ? keys.length : at;
  }

  get name() {
    return /** @type {string} */ (this.#names[this.#at]);
  }

  get kind() {
    return this.#kinds[this.#at] ?? UNSUPPORTED;
  }

  /** The number, or 0 and 1 for a boolean; else NaN. */
  get number() {
    const value = this.#values[this.#at];
    return typeof value === "number" || typeof value === "boolean" ? +value : Number.NaN;
  }

  /** A string, number, bigint or boolean as text; empty for anything else. */
  get text() {
    return this.kind <= BOOLEAN ? `${this.#values[this.#at]}` : "";
  }

  /** The JSON text of an array or a plain object; empty for anything else. */
  get json() {
    const inner = this.#inner?.[this.#at];
    return typeof inner === "string" ? inner : "";
  }

  get value() {
    return this.#values[this.#at];
  }

  /**
   * The place of the current value among some texts, each with a space after it; -1 if it is none of them.
   * @param {string} texts
   */
  which(texts) {
    const value = this.#values[this.#at];
    return typeof value === "string" && value !== "" ? texts.split(" ").indexOf(value) : -1;
  }

  /** The token among the values. A refusal must not quote it, even if it is a name too. */
  get token() {
    const token = this.#values[this.#names.findIndex((name) => name === "token" || name === "accessToken")];
    return typeof token === "string" ? token : "";
  }
}

/** The page, or the browser's worker, that this runs in. */
const pageLocation = () => {
  try {
    const { location } = globalThis;
    return typeof location === "object" && location ? location : undefined;
  } catch {
    return undefined;
  }
};

/** An address as the platform's `URL` reads it, and the page that it is called from, if there is one. */
export class Place {
  /** @type {URL | undefined} */
  #url;
  #page = pageLocation();

  /** @param {string} address Absolute, or relative to the page. */
  constructor(address) {
    try {
      this.#url = new URL(address, this.#page?.href);
    } catch {
      try {
        // A page such as `about:srcdoc` is no base, and an absolute address needs none.
        this.#url = new URL(address);
      } catch {
        // Every part is empty then.
      }
    }
  }

  get href() {
    return this.#url?.href ?? "";
  }

  get protocol() {
    return this.#url?.protocol ?? "";
  }

  get hostname() {
    return this.#url?.hostname ?? "";
  }

  get origin() {
    return this.#url?.origin ?? "";
  }

  /** The page's origin; empty if there is no page. */
  get page_origin() {
    return this.#page ? `${this.#page.origin}` : "";
  }

  get in_page() {
    return this.#page !== undefined;
  }
}
