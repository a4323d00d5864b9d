// What every test here shares: a world of the stand-in, and how a failure is looked at.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { inspect } from "node:util";
import { AdminUsersSessionApi, SlackError } from "slack-admin-session";

const standin = process.env.STANDIN;
if (!standin) {
  throw new Error("STANDIN is not set: start the stand-in, and give its base URL in STANDIN");
}

// Tests replace globalThis.fetch; the way to the stand-in's control path stays.
const realFetch = globalThis.fetch;

export const TOKEN = "xoxp-standin-admin";
export const USER = "W12345678";
export const TEAM = "T12345678";
export const SESSION = 1112275520242;
/** A value that no message may quote: none of ours holds these letters. */
export const DISTINCTIVE = "zq7731-never-quote-me";

/** A world of its own in the stand-in: nothing that another test does is seen in it. */
export function world() {
  const root = `${standin.replace(/\/$/, "")}/w/${randomUUID()}`;
  const host = `${root}/api`;

  async function control(what, method = "GET", body = undefined) {
    const answer = await realFetch(`${root}/control/${what}`, {
      method,
      headers: body === undefined ? {} : { "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    assert.ok(answer.ok, `the stand-in refused ${method} control/${what}: ${answer.status} ${text}`);
    return text;
  }

  const requests = async () => JSON.parse(await control("requests"));
  const state = async () => JSON.parse(await control("state"));

  return {
    host,
    requests,
    state,
    faults: (...faults) => control("faults", "POST", faults),
    reset: () => control("reset", "POST"),
    /** A client of this world that makes one attempt a call, unless told otherwise. */
    client: (configuration = {}) =>
      new AdminUsersSessionApi({ host, accessToken: TOKEN, retry: false, ...configuration }),
    /** The one request that was received. */
    async received() {
      const all = await requests();
      assert.equal(all.length, 1, `one request was expected, ${all.length} came`);
      return all[0];
    },
    /** Waits until that many requests have come. */
    async arrival(count = 1) {
      const limit = performance.now() + 5_000;
      while ((await requests()).length < count) {
        assert.ok(performance.now() < limit, `${count} requests were expected, fewer came`);
        await sleep(10);
      }
    },
    /** Fails if anything came, also a moment later. */
    async receivedNothing() {
      await sleep(50);
      assert.deepEqual(await requests(), []);
    },
    /** The ids of a user's sessions, as text. */
    async sessions(user = USER) {
      const found = (await state()).users.find(({ id }) => id === user);
      assert.ok(found, `the stand-in has no user ${user}`);
      return found.sessions.map((session) => session.id_text);
    },
  };
}

/** The fields of a form body. */
export function form(request) {
  return Object.fromEntries(new URLSearchParams(request.body));
}

/** How a promise ends: `{ value }` or `{ error }`. One that stays pending fails the test. */
export async function ending(promise, within = 10_000) {
  assert.ok(promise instanceof Promise, `a call returns a promise, this one ${inspect(promise)}`);
  const waiting = new AbortController();
  const pending = sleep(within, undefined, { signal: waiting.signal }).then(
    () => assert.fail(`still pending after ${within} ms`),
    () => {},
  );
  try {
    return await Promise.race([
      promise.then(
        (value) => ({ value }),
        (error) => ({ error }),
      ),
      pending,
    ]);
  } finally {
    waiting.abort();
  }
}

/** What a promise rejects with. */
export async function failure(promise, within) {
  const end = await ending(promise, within);
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

/** Fails unless the promise rejects with such an error; gives it back. */
export async function rejects(promise, expected) {
  return check(await failure(promise), expected);
}

/** Fails unless the function throws such an error; gives it back. */
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
  for (let one = error; one instanceof Error; one = one.cause) {
    const shown = {
      message: one.message,
      stack: one.stack,
      "String()": String(one),
      "JSON.stringify": JSON.stringify(one),
      "util.inspect": inspect(one, { showHidden: true, depth: null }),
    };
    for (const [where, seen] of Object.entries(shown)) {
      assert.ok(!String(seen).includes(text), `${where} shows the value: ${seen}`);
    }
  }
}

/** How many milliseconds the action took, and how its promise ended. */
export async function timed(action) {
  const start = performance.now();
  const end = await ending(action());
  return { ...end, ms: performance.now() - start };
}
