// Ends one session, and then all sessions of a user. Shows the sessions in the Slack stand-in before and after.
import assert from "node:assert/strict";
import { AdminUsersSessionApi } from "slack-admin-session";
import { TOKEN, world } from "../tests/standin/client.mjs";

const slack = world();
const api = new AdminUsersSessionApi({ host: slack.host, accessToken: TOKEN });

/** Makes a call, prints its result and the sessions before and after, and checks these. */
async function show(title, userId, call, expected) {
  const before = await slack.sessions(userId);
  console.log(`\n  ${title}`);
  console.log(`    sessions before: ${before.join(", ") || "none"}`);
  console.log(`    result:          ${JSON.stringify(await call())}`);
  const after = await slack.sessions(userId);
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
