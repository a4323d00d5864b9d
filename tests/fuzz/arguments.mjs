// Configurations, requests and options: valid ones, with any value in some places.
import { listener, tokenFunction } from "./functions.mjs";
import { NAMES } from "./hostile-objects.mjs";
import { number, string } from "./primitives.mjs";
import { signal } from "./signals.mjs";
import { any } from "./values.mjs";

/** Boundary values that only these keys have; they may have any other value too. */
const BOUNDARIES = {
  host: (g) => string(g),
  accessToken: (g) => g.random.oneOf(() => tokenFunction(g), () => tokenFunction(g), () => string(g), () => `a\n${g.token}`),
  token: (g) => g.random.oneOf(() => g.token, () => string(g), () => `${g.token} `),
  tokenPlacement: ({ random }) => random.pick(["authorization", "form", "token-header", "none", "FORM", ""]),
  timeout: (g) => g.random.oneOf(() => number(g), () => [number(g), number(g)], () => [5, 5, 5], () => [1], () => [, 1]),
  deadline: (g) => number(g),
  maxConcurrency: (g) => number(g),
  retry,
  headers,
  onEvent: listener,
  accept: (g) => g.random.oneOf(() => [], () => ["a/b", "*/*"], () => [string(g)], () => [any(g)], () => new Array(1001).fill("a/b")),
  session_id: (g) => number(g),
  user_id: (g) => string(g),
  email: (g) => string(g),
  cursor: (g) => string(g),
  limit: (g) => number(g),
  contentType: (g) => g.random.pick(["application/json", "application/json; charset=utf-8", "text/plain"]),
};

function headers(g) {
  const { random } = g;
  const name = random.pick(["x-a", "", "a b", "Token", "authorization", "__proto__", "x-é", string(g)]);
  return { [name]: random.oneOf(() => "b", () => any(g)) };
}

function retry(g) {
  const { random } = g;
  const keys = ["attempts", "minDelay", "maxDelay", "maxRetryAfter", "unknown", "unknow"];
  return random.oneOf(
    () => false,
    () => true,
    () => ({}),
    () => ({ attempts: number(g) }),
    () => ({ unknown: false, attempts: 2 }),
    () => ({ attempts: 3, minDelay: number(g), maxDelay: number(g) }),
    () => ({ [random.pick(keys)]: any(g) }),
  );
}

/** Each of `count` places gets any value, or one at a boundary of its own. */
function spoil(g, object, keys, count) {
  const { random } = g;
  for (let left = count; left > 0; left -= 1) {
    const key = random.pick(keys);
    const boundary = BOUNDARIES[key];
    g.count();
    object[key] = boundary && random.chance(0.6) ? boundary(g) : any(g);
  }
}

/** The same keys and values in another kind of object. `known`: they are read as they are. */
function wrap(g, object) {
  const { random } = g;
  if (random.chance(0.7)) return { value: object, known: true };
  g.count();
  const same = (value) => ({ value, known: true });
  const other = (value) => ({ value, known: false });
  const define = (name, descriptor) => other(Object.defineProperty(object, name, { enumerable: true, configurable: true, ...descriptor }));
  const getters = () => {
    const made = {};
    for (const key of Object.keys(object)) Object.defineProperty(made, key, { get: () => object[key], enumerable: true });
    return made;
  };
  return random.oneOf(
    () => same(Object.freeze(object)),
    () => same(Object.seal(object)),
    () => same(Object.assign(Object.create(null), object)),
    () => same(Object.assign(new (class Own {})(), object)),
    () => same(Object.assign(new g.realm.Object(), object)),
    () => same({ ...object, [Symbol("extra")]: 1 }),
    () => same(getters()),
    () => same(new Proxy(object, {})),
    // What is inherited isn't read.
    () => other(Object.create(object)),
    () => define(random.pick(NAMES), { get: () => (g.act(), any(g.fork(), 0)) }),
    () => define(random.pick(NAMES), { get: () => { throw any(g.fork(), 0); } }),
    () => define(string(g), { value: any(g) }),
    () => other(new Proxy(object, { get: () => (g.act(), any(g.fork(), 0)) })),
    () => other(new Proxy(object, { ownKeys: () => { g.act(); throw any(g.fork(), 0); } })),
    () => other(new Proxy(object, { getOwnPropertyDescriptor: () => undefined })),
    () => other({ ...object, [string(g)]: any(g) }),
    () => other(g.value()),
  );
}

export const CONFIGURATION = [
  "host", "accessToken", "tokenPlacement", "timeout", "deadline", "retry", "maxConcurrency", "fetch", "headers", "userAgent", "onEvent",
];

/** `fetch` and `onEvent` are the run's own, unless something else was put in their place. */
export function configuration(g, fetch, onEvent) {
  const { random } = g;
  const object = {
    host: random.pick(["https://slack.com/api", "https://slack.com/api/", "http://127.0.0.1:9/api", "http://localhost:9"]),
    accessToken: random.chance(0.7) ? g.token : tokenFunction(g),
    timeout: random.pick([20, 60, [20, 20], [1, 40]]),
    deadline: 5 + random.below(145),
    retry: random.pick([
      false,
      { minDelay: 1, maxDelay: 10 },
      { attempts: 3, minDelay: 1, maxRetryAfter: 20 },
      { minDelay: 1, unknown: false },
    ]),
    maxConcurrency: random.pick([1, 2, 10, Infinity]),
    fetch,
  };
  if (random.chance(0.4)) object.onEvent = onEvent;
  if (random.chance(0.1)) object.headers = { "x-trace": "a" };
  if (random.chance(0.1)) object.userAgent = "fuzz";
  if (random.chance(0.15)) object.tokenPlacement = random.pick(["authorization", "form", "token-header", "none"]);
  if (random.chance(0.2)) delete object.fetch;
  if (random.chance(0.3)) spoil(g, object, CONFIGURATION, 1 + random.below(2));
  return random.chance(0.8) ? { value: object, known: true, object } : { ...wrap(g, object), object };
}

const REQUEST = [
  "user_id", "team_id", "session_id", "mobile_only", "web_only", "email", "cursor", "limit", "token", "further", "a b",
];

/** What each method takes at random, besides its mark. */
const OWN = {
  invalidate: ({ random }) => ({ session_id: random.pick([1, "9007199254740993", 9007199254740993n, 0, "0".repeat(30)]) }),
  reset: ({ random }) => (random.chance(0.3) ? { [random.pick(["mobile_only", "web_only"])]: random.chance(0.5) } : {}),
  list: ({ random }) => (random.chance(0.5) ? { limit: random.pick([1, 100, 1000]), cursor: random.pick(["", "a"]) } : {}),
  lookupByEmail: () => ({}),
};

/** `mark` tells `fetch` whose request it is; `marked`: it must be there. */
export function request(g, method, mark, marked) {
  const { random } = g;
  const object = { [method === "lookupByEmail" ? "email" : "user_id"]: mark, mark, ...OWN[method](g) };
  if (random.chance(0.2)) spoil(g, object, REQUEST, 1 + random.below(3));
  if (random.chance(0.05)) object[string(g)] = g.value();
  return marked || random.chance(0.9) ? object : wrap(g, object).value;
}

const OPTIONS = [
  "token", "contentType", "accept", "timeout", "deadline", "retry", "headers", "skipDeserialization", "stream", "withResponse",
  "throwOnError",
];

/** `object` has the options as they were meant, and `signal` the signal among them. */
export function options(g) {
  const { random } = g;
  const object = {};
  if (random.chance(0.3)) object.withResponse = true;
  else if (random.chance(0.2)) object.skipDeserialization = true;
  if (object.skipDeserialization && random.chance(0.4)) object.stream = true;
  if (random.chance(0.3)) object.throwOnError = random.chance(0.3);
  if (random.chance(0.2)) object.deadline = random.below(120);
  if (random.chance(0.1)) object.token = g.token;
  const given = random.chance(0.35) ? signal(g) : undefined;
  if (given) object.signal = given.value;
  if (random.chance(0.2)) spoil(g, object, OPTIONS, 1 + random.below(2));
  return { ...(random.chance(0.9) ? { value: object, known: true } : wrap(g, object)), object, signal: given };
}
