// Any JavaScript value.
import { quiet } from "./maker.mjs";
import { hostile, proxied } from "./hostile-objects.mjs";
import { primitive, string } from "./primitives.mjs";
import { promised } from "./promises.mjs";

const KINDS = [
  primitive, primitive, primitive, primitive, container, container, builtin, platform, callable, failure, foreign, hostile, hostile,
  proxied, proxied, promised,
];

/** Any value; `depth` bounds its nesting. */
export function any(g, depth = 2) {
  return depth > 0 ? g.random.pick(KINDS)(g, depth - 1) : primitive(g);
}

/** Without a `then`, which could stay pending for ever; promises are made elsewhere. */
function entries(g, depth) {
  const made = Array.from({ length: g.random.below(4) }, () => [string(g), any(g, depth)]);
  return made.filter(([key]) => key !== "then");
}

function container(g, depth) {
  const { random } = g;
  const object = () => Object.fromEntries(entries(g, depth));
  const array = () => Array.from({ length: random.below(4) }, () => any(g, depth));
  return random.oneOf(
    object,
    array,
    () => Object.freeze(object()),
    () => Object.seal(object()),
    () => Object.preventExtensions(array()),
    () => Object.assign(Object.create(null), object()),
    () => Object.create(object()),
    // An array with holes.
    () => Object.assign(new Array(random.pick([1, 2, 5000])), array()),
    () => Object.assign([], { length: 2, extra: 1 }),
    () => new (class Extended extends Array {})(3),
    () => new Map(entries(g, depth)),
    () => new Set(array()),
    (function () {
      return () => arguments;
    })(1, 2),
    () => JSON.parse('{"__proto__":{"ok":true},"constructor":1}'),
    () => {
      const cycle = { a: [] };
      cycle.a.push(cycle);
      return cycle;
    },
    () => {
      let deep = {};
      for (let left = random.pick([10, 10, 10, 1500]); left > 0; left -= 1) deep = random.chance(0.5) ? [deep] : { deep };
      return deep;
    },
  );
}

const VIEWS = [Uint8Array, Int8Array, Uint8ClampedArray, Uint16Array, Int32Array, Float32Array, Float64Array, BigInt64Array, DataView];

/** A view whose memory was given away. */
export function detached(bytes = 8) {
  const view = new Uint8Array(bytes);
  structuredClone(view.buffer, { transfer: [view.buffer] });
  return view;
}

function builtin({ random }) {
  return random.oneOf(
    () => Object(random.pick([1, NaN, "text", "", true, false, 1n, Symbol("boxed")])),
    () => new Date(random.pick([0, NaN, 8.64e15, -1])),
    () => /a/g,
    () => new WeakMap(),
    () => new WeakRef({}),
    () => new ArrayBuffer(random.pick([0, 8])),
    () => (globalThis.SharedArrayBuffer ? new SharedArrayBuffer(8) : new ArrayBuffer(8)),
    () => new (random.pick(VIEWS))(new ArrayBuffer(16)),
    () => detached(),
    () => [][Symbol.iterator](),
    () => Symbol,
    () => Math,
    () => JSON,
    () => Reflect,
    () => new Intl.NumberFormat(),
  );
}

function platform({ random }) {
  return random.oneOf(
    () => new URL("https://slack.com/api"),
    () => new URLSearchParams("a=b"),
    () => new Headers({ a: "b" }),
    () => new FormData(),
    () => new Blob(["text"]),
    () => new EventTarget(),
    () => new Event("abort"),
    () => new AbortController(),
    () => new AbortController().signal,
    () => new Response(null, { status: 204 }),
    () => new Request("https://slack.com/"),
    () => new ReadableStream(),
    () => new TextEncoder(),
    () => new WebAssembly.Table({ initial: 0, element: "anyfunc" }),
    () => new MessageChannel().port1,
    // The object whose type is "undefined".
    () => globalThis.document?.all,
    () => globalThis.document?.createElement("form"),
  );
}

function callable(g, depth) {
  const { random } = g;
  const value = any(g, depth);
  return random.oneOf(
    () => () => value,
    () => () => {},
    () =>
      function () {
        return this;
      },
    () => () => {
      throw value;
    },
    () => () => quiet((async () => value)()),
    () => class {},
    () =>
      class {
        constructor() {
          throw value;
        }
      },
    () => function* () {
      yield value;
    },
    () => async function* () {},
    () => (() => value).bind(null),
    () => new Proxy(() => value, {}),
    () => Object.assign(() => value, { then: 1, aborted: true, status: 204 }),
    () => Object,
    () => Promise,
    () => Function,
    () => () => g.act(),
  );
}

export function failure(g, depth = 1) {
  const { random } = g;
  const cause = any(g, depth);
  return random.oneOf(
    () => new Error(string(g)),
    () => new TypeError("failed", { cause }),
    () => new AggregateError([cause, new Error("inner")], "several"),
    () => new DOMException("aborted", "AbortError"),
    () => new DOMException("late", "TimeoutError"),
    () => Object.assign(new Error("coded"), { code: string(g) }),
    () => Object.defineProperty(new Error("a"), "message", { get: () => g.act() }),
    () => Object.defineProperty(new Error("a"), "cause", { get: () => { throw cause; } }),
    () => Object.defineProperty(new Error("a"), "stack", { value: cause }),
    () => {
      const cycle = new Error("its own cause");
      cycle.cause = cycle;
      return cycle;
    },
  );
}

/** Things of another realm, whose classes are others. */
function foreign(g) {
  const { realm, random } = g;
  const error = (type) => new realm[type]("of another realm");
  return random.oneOf(
    () => new realm.Object(),
    () => new realm.Array(1, 2),
    () => error("Error"),
    () => error("TypeError"),
    () => new realm.Map(),
    () => new realm.Uint8Array(3),
    () => new realm.Date(),
    () => new realm.Function("return 1"),
    () => new realm.Function("throw new Error('of another realm')"),
    () => new realm.Proxy({}, {}),
    () => realm.Promise.resolve(1),
    () => new realm.Promise((resolve) => g.hold(resolve)),
    () => realm.Object.create(null),
    () => new realm.String("boxed"),
  );
}
