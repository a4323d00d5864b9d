import assert from "node:assert/strict";
import test from "node:test";
import { SlackApiError } from "slack-admin-session";
import { SESSION, TEAM, USER, form, rejects, world } from "./support.mjs";

test("reset ends all sessions of the user and no others", async () => {
  const slack = world();
  const before = await slack.state();
  assert.deepEqual(await slack.client().reset({ user_id: USER }), { ok: true });
  const after = await slack.state();
  assert.deepEqual(await slack.sessions(), []);
  const others = ({ users }) => users.filter(({ id }) => id !== USER);
  assert.deepEqual(others(after), others(before));
});

test("reset with mobile_only leaves the other clients", async () => {
  const slack = world();
  assert.equal((await slack.client().reset({ user_id: USER, mobile_only: true })).ok, true);
  assert.deepEqual(await slack.sessions(), ["1112275520242", "1112275520244"]);
  assert.equal(form(await slack.received()).mobile_only, "true");
});

test("reset with web_only leaves the other clients", async () => {
  const slack = world();
  assert.equal((await slack.client().reset({ user_id: USER, web_only: true })).ok, true);
  assert.deepEqual(await slack.sessions(), ["1112275520243", "1112275520244"]);
  assert.equal(form(await slack.received()).web_only, "true");
});

test("one flag true and the other false are both sent", async () => {
  const slack = world();
  await slack.client().reset({ user_id: USER, mobile_only: true, web_only: false });
  const { mobile_only, web_only } = form(await slack.received());
  assert.deepEqual({ mobile_only, web_only }, { mobile_only: "true", web_only: "false" });
});

test("invalidate revokes one session and leaves the rest", async () => {
  const slack = world();
  const answer = await slack.client().invalidate({ user_id: USER, session_id: SESSION });
  assert.deepEqual(answer, { ok: true });
  assert.deepEqual(await slack.sessions(), ["1112275520243", "1112275520244"]);
});

test("invalidate takes a team instead of a user, or both", async () => {
  const slack = world();
  const api = slack.client();
  await api.invalidate({ team_id: TEAM, session_id: SESSION });
  await api.invalidate({ team_id: TEAM, user_id: USER, session_id: 1112275520243 });
  assert.deepEqual(await slack.sessions(), ["1112275520244"]);
  const [first, second] = (await slack.requests()).map(form);
  assert.deepEqual(first, { team_id: TEAM, session_id: "1112275520242" });
  assert.deepEqual(second, { team_id: TEAM, user_id: USER, session_id: "1112275520243" });
});

test("a call is one POST to the method's own path, with nothing in the query", async () => {
  const slack = world();
  const api = slack.client();
  await api.reset({ user_id: USER });
  await api.invalidate({ user_id: "W00000002", session_id: 1112275520250 });
  const all = await slack.requests();
  assert.deepEqual(
    all.map(({ http_method }) => http_method),
    ["POST", "POST"],
  );
  assert.match(all[0].path, /\/api\/admin\.users\.session\.reset$/);
  assert.match(all[1].path, /\/api\/admin\.users\.session\.invalidate$/);
  for (const { query } of all) assert.ok(!query, `a query was sent: ${query}`);
});

for (const [what, given, user, digits] of [
  ["a number", 1112275520242, USER, "1112275520242"],
  ["the same as text", "1112275520242", USER, "1112275520242"],
  ["the same as a bigint", 1112275520242n, USER, "1112275520242"],
  ["a bigint above 2^53", 9007199254740993n, "W00000002", "9007199254740993"],
  ["digits above 2^53", "9007199254740993", "W00000002", "9007199254740993"],
]) {
  for (const contentType of ["application/x-www-form-urlencoded", "application/json"]) {
    test(`a session id that is ${what} arrives digit for digit as ${contentType}`, async () => {
      const slack = world();
      await slack.client().invalidate({ user_id: user, session_id: given }, { contentType });
      assert.match((await slack.received()).body, new RegExp(`\\bsession_id\\W+${digits}(?!\\d)`));
      assert.ok(!(await slack.sessions(user)).includes(digits), "the session is still there");
    });
  }
}

test("the largest safe integer is sent as it is", async () => {
  const slack = world();
  const session_id = Number.MAX_SAFE_INTEGER;
  const call = slack.client().invalidate({ user_id: USER, session_id });
  await rejects(call, { class: SlackApiError, error: "session_not_found" });
  assert.equal(form(await slack.received()).session_id, "9007199254740991");
});

test("leading zeros in a string of digits are kept", async () => {
  const slack = world();
  // Slack decides what the zeros mean; the package must send them.
  await slack
    .client()
    .invalidate({ user_id: USER, session_id: "0001112275520242" })
    .catch(() => {});
  assert.equal(form(await slack.received()).session_id, "0001112275520242");
});

test("optional properties that are null or undefined are left out", async () => {
  const slack = world();
  const api = slack.client();
  await api.reset({ user_id: USER, mobile_only: null, web_only: undefined });
  await api.invalidate({ user_id: null, team_id: TEAM, session_id: 1112275520250 });
  const [reset, invalidate] = (await slack.requests()).map(form);
  assert.deepEqual(reset, { user_id: USER });
  assert.deepEqual(invalidate, { team_id: TEAM, session_id: "1112275520250" });
});

test("many calls of one client at once all succeed", async () => {
  const slack = world();
  const api = slack.client();
  const calls = Array.from({ length: 50 }, () => api.reset({ user_id: USER }));
  for (const answer of await Promise.all(calls)) assert.deepEqual(answer, { ok: true });
  assert.equal((await slack.requests()).length, 50);
});

test("two clients keep their configurations apart", async () => {
  const [one, other] = [world(), world()];
  const [first, second] = [one.client(), other.client({ accessToken: "xoxp-standin-member" })];
  const [good, bad] = await Promise.allSettled([
    first.reset({ user_id: USER }),
    second.reset({ user_id: USER }),
  ]);
  assert.equal(good.status, "fulfilled");
  assert.equal(bad.reason.error, "not_an_admin");
  assert.deepEqual(await one.sessions(), []);
  assert.equal((await other.sessions()).length, 3);
});
