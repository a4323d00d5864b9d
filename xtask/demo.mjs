// Revokes one session and wipes all sessions of one user, and looks at the Slack stand-in before and after.
import assert from "node:assert/strict";
import { AdminUsersSessionApi } from "slack-admin-session";
import { TOKEN, world } from "../tests/standin/client.mjs";

const slack = world();
const api = new AdminUsersSessionApi({ host: slack.host, accessToken: TOKEN });

/** Makes a call, prints what it answers and what it changed, and checks that. */
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
