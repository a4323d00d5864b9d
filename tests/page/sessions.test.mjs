// Choosing single sessions from a user's active ones.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openSignedIn } from "./page.mjs";

async function show(console, user) {
  await console.revoke.getByText("Choose from a user’s active sessions").click();
  await console.revoke.getByLabel("User id").fill(user);
  await console.revoke.getByRole("button", { name: "Show" }).click();
}

test("a user's sessions are listed with device, client and address, and two of them are chosen and revoked", async (t) => {
  const { world, page, console } = await openSignedIn(t);
  await show(console, "W12345678");
  const sessions = page.locator("#sessions").getByRole("listitem");
  await sessions.nth(2).waitFor();
  assert.match(await sessions.first().innerText(), /.+ · Slack .+ · .+\s+1112275520242\./);
  await sessions.nth(0).getByRole("checkbox").check();
  await sessions.nth(1).getByRole("checkbox").check();
  await sessions.nth(2).getByRole("checkbox").check();
  await sessions.nth(2).getByRole("checkbox").uncheck();
  await page.locator("#revoke-list-found").getByText("2 sessions").waitFor();
  await console.revoke.getByRole("button", { name: "Revoke sessions…" }).click();
  await console.review.getByRole("button", { name: "End 2 sessions" }).click();
  await console.run.getByRole("heading", { name: "Finished: 2 of 2" }).waitFor();
  assert.deepEqual(await world.sessions("W12345678"), ["1112275520244"]);
});

test("a session whose id has lost digits can't be chosen", async (t) => {
  const { page, console } = await openSignedIn(t);
  await show(console, "W00000002");
  const large = page.locator("#sessions").getByRole("listitem").filter({ hasText: "too large to be exact" });
  assert.ok(await large.getByRole("checkbox").isDisabled());
});

test("a missing scope is explained, and a text that is no user id isn't sent", async (t) => {
  const { world, page, console } = await openSignedIn(t, { token: "xoxp-standin-noscope" });
  await show(console, "webmaster");
  assert.match(await page.locator("#owner-error").innerText(), /Enter the id of a user/);
  assert.deepEqual(await world.requests(), []);
  await console.revoke.getByLabel("User id").fill("W12345678");
  await console.revoke.getByRole("button", { name: "Show" }).click();
  await page.getByText("lacks the scope admin.users:read").first().waitFor();
});
