import assert from "node:assert/strict";
import test, { describe } from "node:test";
import { inspect } from "node:util";
import { SlackArgumentError } from "slack-admin-session";
import { DISTINCTIVE, SESSION, TEAM, USER, hides, rejects, world } from "./support.mjs";

/** The call is refused for that argument, by name, and nothing is sent. */
async function refused(method, request, argument) {
  const slack = world();
  const error = await rejects(slack.client()[method](request), {
    class: SlackArgumentError,
    code: "slack_admin_session_argument_error",
    outcome: "not_sent",
    attempts: 0,
    argument,
  });
  assert.ok(error.message.includes(error.argument), `the message names no argument: ${error}`);
  await slack.receivedNothing();
  return error;
}

const noSessionIds = [
  1.5,
  2 ** 53,
  1e21,
  -1,
  -1n,
  NaN,
  Infinity,
  -Infinity,
  "12a",
  "",
  " 1",
  "1 ",
  "-1",
  "+1",
  "1.0",
  "1e3",
  "0x10",
  "1_000",
  "1\n",
  "１２",
  true,
  null,
  undefined,
  {},
  [],
  [1112275520242],
  Symbol("id"),
  () => 1112275520242,
];

describe("an argument", { concurrency: 8 }, () => {
  for (const session_id of noSessionIds) {
    test(`a session id ${inspect(session_id)} is refused`, async () => {
      await refused("invalidate", { user_id: USER, session_id }, "session_id");
    });
  }

  test("a missing session id is refused", async () => {
    await refused("invalidate", { user_id: USER }, "session_id");
  });

  test("invalidate without user and team is refused", async () => {
    await refused("invalidate", { session_id: SESSION }, /^(user_id|team_id)$/);
  });

  test("reset without a user is refused", async () => {
    await refused("reset", {}, "user_id");
    await refused("reset", { mobile_only: true }, "user_id");
  });

  for (const value of ["", null, undefined, 1, 1n, true, {}, [], [USER], Symbol("user"), () => USER]) {
    test(`reset with the user ${inspect(value)} is refused`, async () => {
      await refused("reset", { user_id: value }, "user_id");
    });
  }

  for (const key of ["user_id", "team_id"]) {
    for (const value of ["", 1, true, {}, [], Symbol("id")]) {
      test(`invalidate with ${key} ${inspect(value)} is refused`, async () => {
        const request = { user_id: USER, team_id: TEAM, session_id: SESSION, [key]: value };
        await refused("invalidate", request, key);
      });
    }
  }

  for (const flag of ["mobile_only", "web_only"]) {
    for (const value of ["true", "", 0, 1, 1n, {}, [], Symbol("flag")]) {
      test(`${flag} ${inspect(value)} is refused`, async () => {
        await refused("reset", { user_id: USER, [flag]: value }, flag);
      });
    }
  }

  test("both flags at once are refused, and the message says which", async () => {
    const request = { user_id: USER, mobile_only: true, web_only: true };
    const error = await refused("reset", request, /mobile_only|web_only/);
    assert.match(error.message, /mobile_only/);
    assert.match(error.message, /web_only/);
  });

  test("a property named token is refused, and the message says where it belongs", async () => {
    const wrong = { user_id: USER, token: DISTINCTIVE };
    for (const error of [
      await refused("reset", wrong, "token"),
      await refused("invalidate", { ...wrong, session_id: SESSION }, "token"),
    ]) {
      assert.match(error.message, /options/);
      hides(error, DISTINCTIVE);
    }
  });

  for (const request of [undefined, null, "", USER, 1, 1n, true, [], () => {}, Symbol("request")]) {
    test(`a request that is ${inspect(request)} is refused`, async () => {
      const argument = Array.isArray(request) ? /^(request|user_id)$/ : "request";
      await refused("reset", request, argument);
    });
  }

  for (const [what, request, method] of [
    ["session_id", { user_id: USER, session_id: DISTINCTIVE }, "invalidate"],
    ["user_id", { user_id: [DISTINCTIVE] }, "reset"],
    ["team_id", { team_id: { a: DISTINCTIVE }, session_id: SESSION }, "invalidate"],
    ["mobile_only", { user_id: USER, mobile_only: DISTINCTIVE }, "reset"],
    ["web_only", { user_id: USER, web_only: Symbol(DISTINCTIVE) }, "reset"],
    ["further", { user_id: USER, further: Symbol(DISTINCTIVE) }, "reset"],
  ]) {
    test(`the value of ${what} is not quoted`, async () => {
      hides(await refused(method, request, what), DISTINCTIVE);
    });
  }

  test("a number that is refused is not quoted", async () => {
    const error = await refused("invalidate", { user_id: USER, session_id: -77319377 }, "session_id");
    hides(error, "77319377");
  });

  test("a refusal names the method", async () => {
    const reset = await refused("reset", {}, "user_id");
    const invalidate = await refused("invalidate", { user_id: USER }, "session_id");
    assert.equal(reset.method, "admin.users.session.reset");
    assert.equal(invalidate.method, "admin.users.session.invalidate");
  });
});
