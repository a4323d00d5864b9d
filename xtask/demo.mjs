// Revokes one session and wipes all sessions of one user, and looks at the Slack stand-in before and after.
import assert from "node:assert/strict";
import { AdminUsersSessionApi } from "slack-admin-session";

const standin = process.env.STANDIN;
const api = new AdminUsersSessionApi({ host: `${standin}/api`, accessToken: "xoxp-standin-admin" });

async function control(path, init) {
  const response = await fetch(`${standin}/control/${path}`, init);
  assert.ok(response.ok, `the stand-in answered ${response.status} to control/${path}`);
  return response;
}

/** The ids of a user's sessions; as text, since a number may be too large for JavaScript. */
async function sessions(userId) {
  const { users } = await (await control("state")).json();
  const user = users.find(({ id }) => id === userId);
  assert.ok(user, `the stand-in has no user ${userId}`);
  return user.sessions.map(({ id_text }) => id_text);
}

/** Makes a call, prints what it answers and what it changed, and checks that. */
async function show(title, userId, call, expected) {
  const before = await sessions(userId);
  console.log(`\n  ${title}`);
  console.log(`    sessions before: ${before.join(", ") || "none"}`);
  console.log(`    result:          ${JSON.stringify(await call())}`);
  const after = await sessions(userId);
  console.log(`    sessions after:  ${after.join(", ") || "none"}`);
  assert.deepEqual(after, expected(before));
  assert.notDeepEqual(after, before);
}

await show(
  "invalidate session 1112275520242 of W12345678",
  "W12345678",
  () => api.invalidate({ user_id: "W12345678", session_id: 1112275520242 }),
  (before) => before.filter((id) => id !== "1112275520242"),
);
await show(
  "reset W00000002",
  "W00000002",
  () => api.reset({ user_id: "W00000002" }),
  () => [],
);
console.log();

// The same can be done again by hand in the page.
await control("reset", { method: "POST" });
