// A slip must not end more sessions than were meant: it is refused by name, and nothing is sent.
import assert from "node:assert/strict";
import test, { describe } from "node:test";
import { SlackArgumentError } from "slack-admin-session";
import { DISTINCTIVE, SESSION, TEAM, TOKEN, USER, ending, form, hides, rejects, world } from "./support.mjs";
import { tool } from "./tool.mjs";

const fc = tool("fast-check");

const good = {
  reset: { user_id: USER },
  invalidate: { user_id: USER, session_id: SESSION },
};
const methods = Object.keys(good);

/** A client that counts what it sends. */
function counting() {
  const sent = { requests: 0 };
  const fetch = async () => {
    sent.requests++;
    return new Response('{"ok":true}');
  };
  return { sent, api: world().client({ fetch }) };
}

/** The method refuses the property by name and doesn't quote its value. Returns the error. */
async function refuses(method, key, value) {
  const { sent, api } = counting();
  const error = await rejects(api[method]({ ...good[method], [key]: value }), {
    class: SlackArgumentError,
    argument: key,
    outcome: "not_sent",
    attempts: 0,
    method: `admin.users.session.${method}`,
  });
  assert.ok(error.message.includes(key), error.message);
  hides(error, DISTINCTIVE);
  assert.equal(sent.requests, 0, "it was sent");
  return error;
}

describe("a near miss", { concurrency: true }, () => {
  for (const [key, meant] of [
    ["mobileOnly", "mobile_only"],
    ["mobile-only", "mobile_only"],
    ["MOBILE_ONLY", "mobile_only"],
    ["mobileonly", "mobile_only"],
    ["webOnly", "web_only"],
    ["web-only", "web_only"],
    ["_web_only_", "web_only"],
    ["userId", "user_id"],
    ["user-id", "user_id"],
    ["USER_ID", "user_id"],
    ["teamId", "team_id"],
    ["sessionId", "session_id"],
    ["session-id", "session_id"],
    ["SessionID", "session_id"],
  ]) {
    for (const method of methods) {
      test(`${key} of ${method} is refused, and the message says that ${meant} was meant`, async () => {
        const error = await refuses(method, key, DISTINCTIVE);
        assert.match(error.message, new RegExp(`\\b${meant}\\b`));
      });

      test(`${key} of ${method} is refused whatever its value`, async () => {
        for (const value of [true, false, 1, "", "yes", [], {}, 0]) await refuses(method, key, value);
      });
    }
  }

  for (const key of ["Token", "TOKEN", "to_ken", "token"]) {
    for (const method of methods) {
      test(`${key} of ${method} is refused, and the message says where the token belongs`, async () => {
        const error = await refuses(method, key, DISTINCTIVE);
        assert.match(error.message, /options\.token/);
      });
    }
  }

  test("is refused beside the property that was meant", async () => {
    const { sent, api } = counting();
    for (const more of [{ mobile_only: true, mobileOnly: true }, { mobileOnly: true, mobile_only: false }]) {
      await rejects(api.reset({ user_id: USER, ...more }), { class: SlackArgumentError, argument: "mobileOnly" });
    }
    assert.equal(sent.requests, 0);
  });

  test("is refused in a JSON body too", async () => {
    const { sent, api } = counting();
    const options = { contentType: "application/json" };
    await rejects(api.reset({ user_id: USER, mobileOnly: true }, options), { class: SlackArgumentError, argument: "mobileOnly" });
    assert.equal(sent.requests, 0);
  });

  test("that is undefined or null is left out like any other", async () => {
    for (const value of [undefined, null]) {
      const slack = world();
      assert.deepEqual(await slack.client().reset({ user_id: USER, mobileOnly: value }), { ok: true });
      assert.deepEqual(form(await slack.received()), { user_id: USER });
    }
  });
});

describe("a property of the other method", { concurrency: true }, () => {
  for (const [method, key, value] of [
    ["reset", "session_id", SESSION],
    ["reset", "session_id", DISTINCTIVE],
    ["reset", "team_id", TEAM],
    ["reset", "team_id", DISTINCTIVE],
    ["invalidate", "mobile_only", true],
    ["invalidate", "mobile_only", false],
    ["invalidate", "mobile_only", DISTINCTIVE],
    ["invalidate", "web_only", true],
    ["invalidate", "web_only", DISTINCTIVE],
  ]) {
    test(`${key}: ${typeof value === "string" ? "a text" : value} is refused by ${method}`, async () => {
      const error = await refuses(method, key, value);
      assert.ok(error.message.includes(`admin.users.session.${method}`), error.message);
    });
  }

  test("that is undefined or null is left out", async () => {
    for (const value of [undefined, null]) {
      const slack = world();
      await slack.client().reset({ user_id: USER, session_id: value, team_id: value });
      assert.deepEqual(form(await slack.received()), { user_id: USER });
    }
  });
});

test("nothing ends after a slip, and the right sessions end if it is written as documented", async () => {
  const slack = world();
  const before = await slack.sessions();
  await ending(slack.client().reset({ user_id: USER, mobileOnly: true }));
  assert.deepEqual(await slack.sessions(), before);
  await slack.client().reset({ user_id: USER, mobile_only: true });
  const after = await slack.sessions();
  assert.ok(after.length > 0 && after.length < before.length, `${before.length} sessions, then ${after.length}`);
});

const documented = ["user_id", "team_id", "session_id", "mobile_only", "web_only", "token"];
const plain = (name) => name.replace(/[_-]/g, "").toLowerCase();

/** A documented name in other letters: each in either case, with `_` and `-` anywhere. */
const spelling = fc.constantFrom(...documented).chain((name) => {
  const letters = [...plain(name)];
  const marks = fc.array(fc.constantFrom("", "", "", "_", "-", "__"), { minLength: letters.length + 1, maxLength: letters.length + 1 });
  const cases = fc.array(fc.boolean(), { minLength: letters.length, maxLength: letters.length });
  return fc.tuple(marks, cases).map(([between, upper]) => {
    const written = letters.map((letter, at) => between[at] + (upper[at] ? letter.toUpperCase() : letter)).join("");
    return [written + between.at(-1), name];
  });
});

test("however a documented name is spelt, it is refused by name, and nothing is sent", async () => {
  const { sent, api } = counting();
  await fc.assert(
    fc.asyncProperty(spelling, fc.constantFrom(...methods), async ([key, meant], method) => {
      fc.pre(!documented.includes(key));
      const { error } = await ending(api[method]({ ...good[method], [key]: DISTINCTIVE }));
      assert.ok(error instanceof SlackArgumentError, `${method} took ${key}`);
      assert.deepEqual([error.argument, error.outcome, sent.requests], [key, "not_sent", 0]);
      assert.ok(error.message.includes(meant === "token" ? "options.token" : meant), error.message);
      hides(error, DISTINCTIVE);
      hides(error, TOKEN);
    }),
    { numRuns: 400, endOnFailure: true },
  );
});

test("names that only look alike are sent along", async () => {
  let body;
  const api = world().client({ fetch: async (_, init) => ((body = init.body), new Response('{"ok":true}')) });
  const name = fc
    .oneof(
      fc.constantFrom("reason", "user", "user_ids", "mobile", "mobile only", "session", "tokens", "x"),
      fc.string({ minLength: 1, maxLength: 12 }),
    )
    .filter((one) => one.isWellFormed() && one !== "__proto__" && !documented.map(plain).includes(plain(one)));
  await fc.assert(
    fc.asyncProperty(name, fc.constantFrom(...methods), async (key, method) => {
      await api[method]({ ...good[method], [key]: "yes" });
      assert.equal(new URLSearchParams(body).get(key), "yes");
    }),
    { numRuns: 200, endOnFailure: true },
  );
});
