// Objects that may throw, lie, or do something at every access.
import { string } from "./primitives.mjs";
import { any } from "./values.mjs";

/** Names that a program may look for in an object. */
export const NAMES = [
  "user_id", "team_id", "session_id", "mobile_only", "web_only", "token", "host", "accessToken", "timeout", "deadline", "retry", "fetch",
  "headers", "onEvent", "signal", "accept", "attempts", "status", "body", "aborted", "length", "ok", "name", "0", "1", "toJSON", "toString",
];

const TRAPS = [
  "apply", "construct", "defineProperty", "deleteProperty", "get", "getOwnPropertyDescriptor", "getPrototypeOf", "has", "isExtensible",
  "ownKeys", "preventExtensions", "set", "setPrototypeOf",
];

export function hostile(g, depth) {
  const { random } = g;
  const value = any(g, depth);
  const thrower = () => {
    throw value;
  };
  const acting = () => {
    g.act();
    return value;
  };
  const getter = random.pick([thrower, acting, () => value, () => any(g.fork(), 0)]);
  const property = (name) => Object.defineProperty({}, name, { get: getter, enumerable: true, configurable: true });
  return random.oneOf(
    () => property(random.pick(NAMES)),
    () => property(random.pick(NAMES)),
    () => Object.defineProperty([1, 2], random.pick(["0", "1"]), { get: getter }),
    () => property(Symbol.toPrimitive),
    () => property(Symbol.toStringTag),
    () => property(Symbol.iterator),
    () => property("toJSON"),
    () => property("constructor"),
    () => property("__proto__"),
    () => ({ toJSON: getter }),
    () => ({ toString: getter, valueOf: getter }),
    () => ({ [Symbol.toPrimitive]: getter }),
    () => ({ [Symbol.iterator]: getter }),
    () => Object.create(property(random.pick(NAMES))),
    () => new (class { #private = value; })(),
  );
}

export function proxied(g, depth) {
  const { random } = g;
  const target = random.oneOf(
    () => ({}),
    () => [],
    () => [1, 2],
    () => () => {},
    () => new AbortController().signal,
    () => new Response(null, { status: 204 }),
    () => Promise.resolve(),
    () => new Date(),
    () => any(g, depth),
  );
  const inner = Object(target) === target ? target : {};
  return random.oneOf(
    () => new Proxy(inner, {}),
    () => new Proxy(inner, throwing(any(g, depth))),
    () => new Proxy(inner, lying(g)),
    () => new Proxy(inner, { [random.pick(TRAPS)]: throwing("one").get }),
    // Every trap is looked up in a proxy that throws itself.
    () => new Proxy(inner, new Proxy({}, throwing("nested"))),
    () => revoked(inner),
    () => Object.create(new Proxy({}, lying(g))),
    // Each access does something.
    () => new Proxy(inner, { get: (object, key) => (g.act(), object[key]), ownKeys: (object) => (g.act(), Reflect.ownKeys(object)) }),
  );
}

function throwing(value) {
  const trap = () => {
    throw value;
  };
  return Object.fromEntries(TRAPS.map((name) => [name, trap]));
}

function revoked(target) {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

/** Every trap answers something else each time. */
function lying(g) {
  const fork = g.fork();
  const { random } = fork;
  const value = () => any(fork, 0);
  return {
    get: (_, key) => {
      // A `then` that never calls back would be a promise for ever, and a length that is too great a loop for ever.
      if (key === "then") return undefined;
      return key === "length" ? random.below(2000) : value();
    },
    has: () => random.chance(0.5),
    ownKeys: () => (random.chance(0.1) ? value() : [...new Set([random.pick(NAMES), random.pick(NAMES), string(fork)])]),
    getOwnPropertyDescriptor: () =>
      random.chance(0.2) ? value() : { value: value(), enumerable: true, configurable: true, writable: true },
    getPrototypeOf: () => random.pick([null, Object.prototype, Array.prototype, 1]),
    isExtensible: () => random.chance(0.5),
    apply: value,
    construct: () => random.pick([{}, 1]),
    set: () => random.chance(0.5),
    defineProperty: () => random.chance(0.5),
    deleteProperty: () => random.chance(0.5),
  };
}
