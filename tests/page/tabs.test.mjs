// One browser, several tabs or visits: a run is driven by one tab alone, and a later visit knows of it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Console } from "./console.mjs";
import { holdUser, openSignedIn, TOKEN } from "./page.mjs";

const users = Array.from({ length: 30 }, (_, index) => `WC${String(index + 1).padStart(7, "0")}`);

async function start(t, held) {
  const opened = await openSignedIn(t);
  await opened.world.crowd({ count: users.length });
  const release = await holdUser(opened.context, opened.world, held);
  await opened.console.askReset({ user: users.join("\n") });
  await opened.console.review.getByLabel("Type 30 to go on").fill("30");
  await opened.console.review.getByRole("button", { name: /^End/ }).click();
  return { ...opened, release };
}

/** The same page in another tab of the same browser. */
async function another({ context, page }) {
  const tab = await context.newPage();
  await tab.goto(page.url());
  const console = new Console(tab);
  await console.signIn(TOKEN);
  return console;
}

test("a run that one tab drives is not driven by another; afterwards the other one shows what became of it", async (t) => {
  const opened = await start(t, "WC0000004");
  const { world, console, release } = opened;
  await console.runRows.getByText("Done").first().waitFor();
  const other = await another(opened);
  await other.run.getByRole("heading", { name: /^Paused: / }).waitFor();
  await other.run.getByRole("button", { name: "Go on" }).click();
  await other.run.getByText("It is under way in another tab of this browser.").waitFor();
  release();
  await console.run.getByRole("heading", { name: "Over: 30 of 30" }).waitFor();
  await other.run.getByRole("button", { name: "Go on" }).click();
  await other.run.getByRole("heading", { name: "Over: 30 of 30" }).waitFor();
  assert.equal(await other.runRows.getByText("Done").count(), 30);
  const calls = (await world.targets()).filter(({ method }) => method === "admin.users.session.reset");
  assert.deepEqual(calls.map(({ calls: all }) => all.length), users.map(() => 1));
});

test("a later visit knows what was done within a day, shows nothing of it before somebody signs in, and says it in the review", async (t) => {
  const opened = await start(t, "nobody");
  const { world, page, console } = opened;
  await console.run.getByRole("heading", { name: "Over: 30 of 30" }).waitFor();
  const tab = await opened.context.newPage();
  await tab.goto(page.url());
  const later = new Console(tab);
  await later.signInForm.waitFor();
  assert.equal((await tab.content()).includes("WC0000001"), false);
  await later.signIn(TOKEN);
  await later.askReset({ user: "WC0000001 W12345678" });
  await later.review.getByText("A second reset within 24 hours").waitFor();
  assert.match(await later.review.locator("tbody").getByRole("row").first().innerText(), /WC0000001\s+Again\s+Today at .+: Done\./);
  assert.equal((await world.targets()).length, 30 + 1);
});
