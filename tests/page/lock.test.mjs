// The lock of an unused page.

import assert from "node:assert/strict";
import { test } from "node:test";
import { holdUser, openSignedIn, TOKEN } from "./page.mjs";

test("after 15 minutes without use the token is wiped, and lists and history are kept", async (t) => {
  const { page, world, console } = await openSignedIn(t, { clock: true });
  await console.startReset({ user: "W12345678" });
  await console.ending();
  await page.locator("#reset-list").fill("W00000002 W00000003");
  await page.clock.fastForward(14 * 60_000);
  await page.keyboard.press("Shift");
  await page.clock.fastForward(14 * 60_000);
  assert.ok(await console.reset.isVisible(), "a key counts as use");
  await page.clock.fastForward(2 * 60_000);
  await console.signInForm.waitFor();
  await page.getByText("Locked after 15 minutes without use").waitFor();
  assert.equal(await console.reset.isVisible(), false);
  await console.signIn(TOKEN);
  assert.equal(await page.locator("#reset-list").inputValue(), "W00000002 W00000003");
  assert.equal(await console.rows.count(), 1);
  assert.equal((await world.requests()).length, 1);
});

test("the lock closes a question that names a user, as if the person had refused", async (t) => {
  const { page, world, console } = await openSignedIn(t, { clock: true });
  await console.askReset({ user: "W12345678" });
  await page.clock.fastForward(16 * 60_000);
  await page.getByText("Locked after 15 minutes without use").waitFor();
  await console.dialog.waitFor({ state: "hidden" });
  await console.signIn(TOKEN);
  assert.equal(await page.locator("#reset-list").inputValue(), "W12345678");
  assert.deepEqual(await world.requests(), []);
});

test("the lock keeps a paused run and the next list in the queue, and both go on after signing in", async (t) => {
  const { context, page, world, console } = await openSignedIn(t, { clock: true });
  await world.crowd({ count: 7 });
  const release = await holdUser(context, world, "WC0000002");
  for (const users of ["WC0000001 WC0000002 WC0000003 WC0000004", "WC0000005 WC0000006 WC0000007"]) {
    await console.askReset({ user: users });
    await console.review.getByRole("button", { name: /^(End|Queue)/ }).click();
  }
  await console.run.getByText("1 more list waits for this run to end.").waitFor();
  await page.clock.fastForward(16 * 60_000);
  assert.ok(await console.reset.isVisible(), "a page with a run under way isn't locked");
  await console.run.getByRole("button", { name: "Pause" }).click();
  release();
  await console.run.getByRole("heading", { name: "Paused: 2 of 4" }).waitFor();
  await page.clock.fastForward(16 * 60_000);
  await page.getByText("Locked after 15 minutes without use").waitFor();
  assert.equal(await console.run.isVisible() || (await console.waiting.isVisible()), false);
  await console.signIn(TOKEN);
  await console.run.getByRole("heading", { name: "Paused: 2 of 4" }).waitFor();
  await console.waiting.getByText("Reset 3 users").waitFor();
  await console.run.getByRole("button", { name: "Go on" }).click();
  await console.run.getByRole("heading", { name: "Finished: 3 of 3" }).waitFor();
  const targets = (await world.targets()).filter(({ method }) => method === "admin.users.session.reset");
  assert.deepEqual(targets.map(({ calls }) => calls.length), Array.from({ length: 7 }, () => 1));
});
