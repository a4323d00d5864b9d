// Functions that the client calls: for the token, and for events.
import { promised } from "./promises.mjs";
import { any, failure } from "./values.mjs";

/** Most give a token, in some way and at some time. */
export function tokenFunction(g) {
  const { random } = g;
  const { token } = g;
  g.count();
  return random.oneOf(
    () => () => token,
    () => async () => token,
    () => () => new Promise((resolve) => setTimeout(resolve, random.below(20), token)),
    () => () => g.realm.Promise.resolve(token),
    () => () => ({ then: (resolve) => resolve(token) }),
    () => () => promised(g.fork(), 1),
    () => () => any(g.fork()),
    () => () => g.never(),
    () => () => { throw failure(g.fork()); },
    () => async () => { throw any(g.fork()); },
    () => () => (g.act(), token),
    () => async () => (await null, g.act(), token),
    () => new Proxy(() => token, {}),
    () => class { static token = token; },
    () => () => Object(token),
  );
}

/** None of these may change anything. */
export function listener(g) {
  const { random } = g;
  g.count();
  return random.oneOf(
    () => () => { throw any(g.fork()); },
    () => async () => { throw any(g.fork()); },
    () => () => Promise.reject(any(g.fork())),
    () => () => promised(g.fork(), 1),
    () => () => ({ then: () => { throw any(g.fork()); } }),
    () => () => ({ get then() { throw any(g.fork()); } }),
    () => () => g.act(),
    () => async () => (await null, g.act()),
    () => (event) => { for (const key of Object.keys(event)) event[key] = any(g.fork()); },
    () => (event) => Object.freeze(event),
    () => (event) => Object.setPrototypeOf(event, null),
    () => class {},
  );
}
