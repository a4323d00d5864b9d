// Shared by every test here: a world of the stand-in, and checks of failures.
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { inspect } from "node:util";
import { AdminUsersSessionApi, SlackError } from "slack-admin-session";
import { leaks } from "../leaks.mjs";
import { NEVER, TOKEN, world as standinWorld } from "../standin/client.mjs";
import { stopwatch } from "../stopwatch.mjs";

export { NEVER, TOKEN };
export const USER = "W12345678";
export const TEAM = "T12345678";
export const SESSION = 1112275520242;
/** Milliseconds that this process may run before a pending promise counts as hanging. */
const HANGS = 10_000;
/** The longest wait for anything, in milliseconds: far more than a busy machine needs. */
export const PATIENCE = 120_000;
/** A value that no message may quote: none of ours holds these letters. */
export const DISTINCTIVE = "zq7731-never-quote-me";

/** A world of the stand-in, with what only these tests need. */
export function world() {
  const slack = standinWorld();
  return {
    ...slack,
    /** A client of this world that makes one attempt a call, unless told otherwise. */
    client: (configuration = {}) =>
      new AdminUsersSessionApi({ host: slack.host, accessToken: TOKEN, retry: false, ...configuration }),
    /** The one request that was received. */
    async received() {
      const all = await slack.requests();
      assert.equal(all.length, 1, `one request was expected, ${all.length} came`);
      return all[0];
    },
    /** Fails if any request came, even a moment later. */
    async receivedNothing() {
      await sleep(50);
      assert.deepEqual(await slack.requests(), []);
    },
    /** The ids of a user's sessions, as text. */
    sessions: (user = USER) => slack.sessions(user),
  };
}

/** The fields of a form body. */
export function form(request) {
  return Object.fromEntries(new URLSearchParams(request.body));
}

/** How a promise ends: `{ value }` or `{ error }`. One that stays pending fails the test. */
export async function ending(promise) {
  assert.ok(promise instanceof Promise, `a call returns a promise, this one ${inspect(promise)}`);
  const watch = stopwatch();
  let check;
  const pending = new Promise((_, reject) => {
    const look = () => watch.read() > HANGS && reject(new assert.AssertionError({ message: `still pending after ${HANGS} ms` }));
    check = setInterval(look, 100);
  });
  try {
    return await Promise.race([
      promise.then(
        (value) => ({ value }),
        (error) => ({ error }),
      ),
      pending,
    ]);
  } finally {
    clearInterval(check);
    watch.stop();
  }
}

/** What a promise rejects with. */
export async function failure(promise) {
  const end = await ending(promise);
  assert.ok("error" in end, `should have rejected, resolved with ${inspect(end.value)}`);
  return end.error;
}

/** Looks at an error: its class, and each field named; a regular expression matches text. */
export function check(error, { class: expected, ...fields }) {
  assert.ok(error instanceof SlackError, `not a SlackError: ${inspect(error)}`);
  assert.ok(error instanceof Error);
  assert.equal(error.constructor, expected, `${expected.name} was expected: ${inspect(error)}`);
  assert.equal(error.name, expected.name);
  assert.equal(typeof error.message, "string");
  assert.notEqual(error.message, "");
  for (const [field, value] of Object.entries(fields)) {
    if (value instanceof RegExp) assert.match(String(error[field]), value, `${field} of ${error}`);
    else assert.deepEqual(error[field], value, `${field} of ${error}`);
  }
  return error;
}

/** Fails unless the promise rejects with such an error; returns it. */
export async function rejects(promise, expected) {
  return check(await failure(promise), expected);
}

/** Fails unless the function throws such an error; returns it. */
export function throws(action, expected) {
  let value;
  try {
    value = action();
  } catch (error) {
    return check(error, expected);
  }
  return assert.fail(`should have thrown, gave ${inspect(value)}`);
}

/** Fails if the text can be read from the error in any of the usual ways, causes included. */
export function hides(error, text) {
  assert.deepEqual(leaks(error, text), [], "these ways show the value");
}

/**
 * How long the action took, and how its promise ended. `ms` is by the clock, for lower bounds; `ran` is the time that this
 * process could run, for upper bounds.
 */
export async function timed(action) {
  const start = performance.now();
  const watch = stopwatch();
  const end = await ending(action());
  return { ...end, ms: performance.now() - start, ran: watch.stop() };
}

/** A promise that the test settles by hand. */
export function gate() {
  let open;
  const opened = new Promise((resolve) => (open = resolve));
  return { open, opened };
}

/** The next turn of the event loop: anything that needs no timer, socket or file is done by then. */
export const turn = () => new Promise(setImmediate);

/** Waits until it holds. */
export async function until(holds) {
  const limit = performance.now() + PATIENCE;
  while (!holds()) {
    assert.ok(performance.now() < limit, `still not so after ${PATIENCE} ms: ${holds}`);
    await turn();
  }
}

/** A fetch that holds its answers back until `release` is called; `answered` resolves with the first answer. */
export function heldFetch() {
  const [released, came] = [gate(), gate()];
  const fetch = async (...given) => {
    const answer = await globalThis.fetch(...given);
    came.open(answer);
    await released.opened;
    return answer;
  };
  return { fetch, answered: came.opened, release: released.open };
}
