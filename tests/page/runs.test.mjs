// Many targets: the review, the run, its stops, and how it goes on.

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { holdUser, NEVER, openSignedIn, TOKEN } from "./page.mjs";

/** The first `count` ids of a crowd. */
const ids = (count) => Array.from({ length: count }, (_, index) => `WC${String(index + 1).padStart(7, "0")}`);

/** Opens the console with a crowd. */
async function crowd(t, count, options) {
  const opened = await openSignedIn(t, options);
  await opened.world.crowd({ count });
  return opened;
}

/** Pastes users and agrees to the review, without waiting for the run. */
async function start(console, users) {
  await console.askReset({ user: users.join("\n") });
  await agree(console, users.length);
}

async function agree(console, count) {
  if (count >= 10) await console.review.getByLabel(`Type ${count} to go on`).fill(String(count));
  await console.review.getByRole("button", { name: /^(End|Queue)/ }).click();
}

const headline = (console, words) => console.run.getByRole("heading", { name: words }).waitFor();

/** Begins a run of thirty, presses the button during the fourth call, and lets that call end. */
async function halt({ context, world, console }, button, then) {
  const release = await holdUser(context, world, "WC0000004");
  await start(console, ids(30));
  await console.runRows.getByText("Done").nth(2).waitFor();
  await console.run.getByRole("button", { name: button }).click();
  await headline(console, /^Stopping: /);
  release();
  await headline(console, then);
}

/** The users with calls that were carried out, and the number of these calls. */
async function resets(world) {
  const targets = (await world.targets()).filter(({ method }) => method === "admin.users.session.reset");
  return targets.map(({ user_id: user, calls }) => [user, calls.filter(({ done }) => done).length]);
}

test("forty users are pasted and reset with under thirty key presses, without a mouse", async (t) => {
  const { page, context, world, console } = await crowd(t, 40);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate((text) => navigator.clipboard.writeText(text), ids(40).join("\n"));
  let pressed = 0;
  const press = async (...keys) => {
    for (const key of keys) {
      pressed += key.split("+").length;
      await page.keyboard.press(key);
    }
  };
  await page.locator("#reset-list:focus").waitFor();
  await press("Control+v", "Control+Enter");
  await page.locator("#review-title:focus").waitFor();
  for (let tabs = 0; tabs < 5 && !(await page.locator("#review-number:focus").count()); tabs += 1) await press("Tab");
  await press("4", "0", "Enter");
  await headline(console, "Finished: 40 of 40");
  assert.ok(pressed < 30, `${pressed} keys`);
  assert.deepEqual(await resets(world), ids(40).map((id) => [id, 1]));
});

test("the review shows left-out lines first, then targets called before, and nothing is sent before the number is typed", async (t) => {
  const { world, console } = await crowd(t, 12);
  await console.startReset({ user: "WC0000005" });
  await console.ending();
  await console.askReset({ user: `${ids(12).join("\n")}\nsomebody 1\nnobody@example.com` });
  const rows = console.review.locator("tbody").getByRole("row");
  const words = await rows.allInnerTexts();
  assert.match(words[0], /nobody@example\.com\s+Left out\s+Slack finds no active user/);
  assert.match(words[1], /somebody 1\s+Left out\s+Line 13/);
  assert.match(words[2], /WC0000005\s+Again\s+Today at .+: Done\. A second reset within 24 hours alerts some/);
  assert.match(words[3], /WC0000001\s+Ready/);
  assert.match(await console.review.innerText(), /All sessions on all devices, at .+ \(Stand-in\)\. About 1 s/);
  const yes = console.review.getByRole("button", { name: "End all sessions of 12 users" });
  assert.equal(await yes.getAttribute("aria-disabled"), "true");
  await yes.click({ force: true });
  await console.review.getByRole("button", { name: "Remove WC0000005" }).click();
  await console.review.getByLabel("Type 11 to go on").fill("12");
  assert.equal(await console.review.getByRole("button", { name: "End all sessions of 11 users" }).getAttribute("aria-disabled"), "true");
  assert.equal((await resets(world)).length, 1);
  await agree(console, 11);
  await headline(console, "Finished: 11 of 11");
  assert.equal((await resets(world)).length, 12);
  assert.ok((await resets(world)).every(([, times]) => times === 1));
});

test("two users are reviewed without a number; Go back and Escape send nothing, and keep the list", async (t) => {
  const { page, world, console } = await crowd(t, 2);
  for (const refuse of [() => console.review.getByRole("button", { name: "Go back" }).click(), () => page.keyboard.press("Escape")]) {
    await console.askReset({ user: ids(2).join(" ") });
    assert.equal(await page.locator("#review-number").isVisible(), false);
    await refuse();
    await console.review.waitFor({ state: "hidden" });
    assert.equal(await page.locator("#reset-list").inputValue(), ids(2).join(" "));
  }
  assert.deepEqual(await world.requests(), []);
});

test("targets that need attention are on top, chips filter, and each settled target is in the history", async (t) => {
  const { world, console } = await crowd(t, 4);
  await world.faults({ arguments: { user_id: "WC0000003" }, error: "internal_error", apply: true });
  await start(console, [...ids(4), "W0000OWNR"]);
  await headline(console, "Finished: 5 of 5");
  const words = await console.runRows.allInnerTexts();
  assert.match(words[0], /WC0000003\s+Unknown: check/);
  assert.match(words[1], /W0000OWNR\s+Not done/);
  assert.match(words[2], /WC0000001\s+Done/);
  await console.run.getByRole("button", { name: "To check 1" }).click();
  await console.runRows.nth(1).waitFor({ state: "detached" });
  assert.equal(await console.runRows.count(), 1);
  assert.equal(await console.rows.count(), 5);
  assert.match(await console.history.innerText(), /1 call may have happened/);
});

test("a later reset that is done settles an unknown one; so does a person who checked", async (t) => {
  const { world, console } = await crowd(t, 2);
  await world.faults({ arguments: { user_id: "WC0000001" }, error: "internal_error" }, { arguments: { user_id: "WC0000002" }, error: "internal_error" });
  await start(console, ids(2));
  await headline(console, "Finished: 2 of 2");
  await console.history.getByText("2 calls may have happened").waitFor();
  await console.startReset({ user: "WC0000001" });
  await console.ending(3);
  await console.history.getByText("1 call may have happened").waitFor();
  await console.run.getByRole("button", { name: "I checked WC0000002…" }).click();
  await console.dialog.getByLabel("Note (optional)").fill("asked them");
  await console.dialog.getByRole("button", { name: "Signed out" }).click();
  await console.page.locator("#to-check").waitFor({ state: "hidden" });
  await console.run.getByText(/Settled: checked .+: signed out, by w00000003, asked them/).waitFor();
  await console.run.getByText(/Settled: done today at /).waitFor();
  await console.run.getByRole("button", { name: "Settled 2" }).waitFor();
  await console.run.getByRole("button", { name: "To check" }).waitFor({ state: "hidden" });
  assert.equal(await console.run.getByText("Unknown: check").count(), 0);
  assert.equal(await console.run.getByRole("button", { name: "Do the rest again…" }).isVisible(), false);
  assert.equal(await console.run.getByRole("button", { name: "Copy the ids that are not done" }).isVisible(), false);
});

test("only one review is open: another one replaces it, and the targets of the first are not called", async (t) => {
  const { world, console } = await crowd(t, 5);
  await world.faults({ arguments: { user_id: "WC0000001" }, error: "user_not_found" });
  await start(console, ids(2));
  await headline(console, "Finished: 2 of 2");
  await console.askReset({ user: ids(5).slice(2).join(" ") });
  await console.review.getByRole("heading", { name: "Reset 3 users?" }).waitFor();
  await console.run.getByRole("button", { name: "Do the rest again…" }).click();
  await console.review.getByRole("heading", { name: "Reset 1 user?" }).waitFor();
  await agree(console, 1);
  await headline(console, "Finished: 1 of 1");
  assert.equal(await console.page.locator("#reset-list").inputValue(), ids(5).slice(2).join(" "));
  assert.deepEqual(await resets(world), [["WC0000001", 1], ["WC0000002", 1]]);
});

test("a paused run goes on with what is left", async (t) => {
  const { context, world, console } = await crowd(t, 30);
  await halt({ context, world, console }, "Pause", /^Paused: /);
  const sent = (await world.requests()).length;
  assert.ok(sent < 30);
  await console.run.getByRole("button", { name: "Go on" }).click();
  await headline(console, "Finished: 30 of 30");
  assert.deepEqual(await resets(world), ids(30).map((id) => [id, 1]));
});

test("a stopped run is over; its rest can be copied, and done again", async (t) => {
  const { page, context, world, console } = await crowd(t, 30);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await halt({ context, world, console }, "Stop", /^Stopped: /);
  const done = (await resets(world)).length;
  await console.run.getByRole("button", { name: "Copy the ids that are not done" }).click();
  await page.getByText(`${30 - done} users copied.`).waitFor({ state: "attached" });
  assert.deepEqual((await page.evaluate(() => navigator.clipboard.readText())).split("\n"), ids(30).slice(done));
  await console.run.getByRole("button", { name: "Do the rest again…" }).click();
  await agree(console, 30 - done);
  await headline(console, `Finished: ${30 - done} of ${30 - done}`);
  assert.deepEqual(await resets(world), ids(30).map((id) => [id, 1]));
});

test("during a run the forms can be used: a single user is reset at once, and the next list is queued", async (t) => {
  const { context, world, console } = await crowd(t, 30);
  const release = await holdUser(context, world, "WC0000020");
  await start(console, ids(20));
  await console.startReset({ user: "W12345678" });
  await console.ending();
  await console.askReset({ user: ids(30).slice(20).join("\n") });
  assert.match(await console.review.innerText(), /It begins when the run before it is over/);
  await agree(console, 10);
  await console.run.getByText("1 more list waits for this run to end.").waitFor();
  release();
  await headline(console, "Finished: 10 of 10");
  assert.equal((await resets(world)).length, 31);
});

test("a token that Slack refuses pauses the run, which goes on with another token", async (t) => {
  const { world, page, console } = await crowd(t, 20);
  await world.tokens({ "xoxp-standin-short": { expires_after: 8 } });
  await console.signOut();
  await console.signIn("xoxp-standin-short");
  await start(console, ids(20));
  await headline(console, /^Paused: /);
  await page.locator("#new-token:focus").waitFor();
  assert.match(await page.locator("#renew").innerText(), /The token has expired\. Everything is kept/);
  await page.locator("#reset-list").fill("W12345678");
  await page.locator("#new-token").fill(TOKEN);
  await page.locator("#new-token").press("Enter");
  await headline(console, "Finished: 20 of 20");
  assert.equal(await page.locator("#reset-list").inputValue(), "W12345678");
  assert.deepEqual(await resets(world), ids(20).map((id) => [id, 1]));
});

test("when Slack refuses the token, a person who types keeps the focus; an open review still counts after another token is entered", async (t) => {
  const { context, world, page, console } = await crowd(t, 22);
  await world.tokens({ "xoxp-standin-short": { expires_after: 8 } });
  await console.signOut();
  await console.signIn("xoxp-standin-short");
  const release = await holdUser(context, world, "WC0000004");
  await start(console, ids(10));
  await console.runRows.getByText("Done").nth(2).waitFor();
  await console.askReset({ user: ids(22).slice(10).join("\n") });
  await page.locator("#review-number").pressSequentially("1");
  release();
  await page.locator("#renew:not([hidden])").waitFor();
  await page.keyboard.press("2");
  assert.equal(await page.locator("#review-number").inputValue(), "12");
  await page.locator("#new-token").fill(TOKEN);
  await page.locator("#new-token").press("Enter");
  await page.locator("#renew").waitFor({ state: "hidden" });
  await console.review.getByRole("button", { name: /^(End|Queue)/ }).click();
  await headline(console, "Finished: 12 of 12");
  assert.deepEqual(await resets(world), ids(22).map((id) => [id, 1]));
});

test("without a network a run pauses, sends nothing, and goes on when the network is back", async (t) => {
  const { world, context, console } = await crowd(t, 30, { pace: 120 });
  await start(console, ids(30));
  await console.runRows.getByText("Done").nth(2).waitFor();
  await context.setOffline(true);
  await headline(console, /^Paused: /);
  await console.run.getByText("This browser has no network").waitFor();
  assert.doesNotMatch(await console.run.innerText(), /Unknown|may have/);
  await context.setOffline(false);
  await headline(console, "Finished: 30 of 30");
  assert.deepEqual(await resets(world), ids(30).map((id) => [id, 1]));
});

test("a run whose tab was killed during a call is resumed, and doesn't repeat the call that may have happened", async (t) => {
  const { world, context, page, console } = await crowd(t, 12);
  await world.faults({ arguments: { user_id: "WC0000005" }, pass: true, delay_ms: NEVER });
  await start(console, ids(12));
  await world.arrival(5);
  const address = page.url();
  const session = await context.newCDPSession(page);
  const crashed = page.waitForEvent("crash");
  // A crashed page answers nothing.
  session.send("Page.crash").catch(() => {});
  await crashed;
  const { Console } = await import("./console.mjs");
  const next = await context.newPage();
  await next.goto(address);
  const again = new Console(next);
  await again.signIn(TOKEN);
  await headline(again, "Paused: 5 of 12");
  await again.run.getByText("and was not finished").waitFor();
  assert.match(await again.runRows.first().innerText(), /WC0000005\s+Unknown: check/);
  await again.run.getByRole("button", { name: "Go on" }).click();
  await headline(again, "Finished: 12 of 12");
  const calls = (await world.targets()).filter(({ method }) => method === "admin.users.session.reset");
  assert.deepEqual(calls.map(({ user_id: user, calls: all }) => [user, all.length]), ids(12).map((id) => [id, 1]));
});

test("a saved record is opened in another browser, and the run goes on there", async (t) => {
  const { context, world, page, console } = await crowd(t, 30);
  await halt({ context, world, console }, "Pause", /^Paused: /);
  const [download] = await Promise.all([page.waitForEvent("download"), console.run.getByRole("button", { name: "Save the record" }).click()]);
  const text = await readFile(await download.path(), "utf8");
  assert.equal(text.includes(TOKEN), false);
  assert.match(text, /"by":"w00000003"/);
  const file = join(tmpdir(), `record-${crypto.randomUUID()}.jsonl`);
  await writeFile(file, text);
  const other = await openSignedIn(t, { host: world.host });
  await other.page.locator("#record-file").setInputFiles(file);
  await headline(other.console, /^Paused: \d+ of 30/);
  await other.console.run.getByRole("button", { name: "Go on" }).click();
  await headline(other.console, "Finished: 30 of 30");
  assert.deepEqual(await resets(world), ids(30).map((id) => [id, 1]));
});

test("a file that is no record is refused with a reason", async (t) => {
  const { page } = await openSignedIn(t);
  await page.locator("#record-file").setInputFiles({ name: "x.jsonl", mimeType: "application/jsonl", buffer: Buffer.from("{}\nno") });
  await page.locator("#record-problem:not([hidden])").waitFor();
  assert.notEqual(await page.locator("#record-problem").innerText(), "");
});

test("a list of sessions is revoked; for a session that is revoked again there is nothing to end", async (t) => {
  const { world, console } = await openSignedIn(t);
  await console.askRevoke({ session: "1112275520242 W12345678\n1112275520243 T12345678" });
  await agree(console, 2);
  await headline(console, "Finished: 2 of 2");
  assert.deepEqual(await world.sessions("W12345678"), ["1112275520244"]);
  await console.startRevoke({ session: "1112275520242", user: "W12345678" });
  assert.match(await console.ending(3), /^Nothing to end: the session is gone/);
});
