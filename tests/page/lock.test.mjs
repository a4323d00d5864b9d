// The lock of a page that nobody uses.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openSignedIn, TOKEN } from "./page.mjs";

test("after 15 minutes without use the token is wiped; lists and history are kept", async (t) => {
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
