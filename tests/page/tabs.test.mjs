// One browser with several tabs or visits: only one tab drives a run, and a later visit knows the run, its checks and the queue.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { Console } from "./console.mjs";
import { holdUser, openSignedIn, TOKEN } from "./page.mjs";

const users = Array.from({ length: 30 }, (_, index) => `WC${String(index + 1).padStart(7, "0")}`);

async function start(t, held) {
  const opened = await openSignedIn(t);
  await opened.world.crowd({ count: users.length });
  const release = await holdUser(opened.context, opened.world, held);
  await agree(opened.console, users);
  return { ...opened, release };
}

/** Pastes users and agrees to the review. */
async function agree(console, list, note = "") {
  await console.askReset({ user: list.join("\n") });
  await console.review.getByLabel("Why (optional)").fill(note);
  if (list.length >= 10) await console.review.getByLabel(`Type ${list.length} to go on`).fill(String(list.length));
  await console.review.getByRole("button", { name: /^(End|Queue)/ }).click();
}

/** Begins a run of twenty that is held at one of its calls, and queues the other ten users. */
async function queued(t) {
  const opened = await openSignedIn(t);
  await opened.world.crowd({ count: users.length });
  const release = await holdUser(opened.context, opened.world, "WC0000004");
  await agree(opened.console, users.slice(0, 20));
  await opened.console.runRows.getByText("Done").nth(2).waitFor();
  await agree(opened.console, users.slice(20), "INC-4711");
  await opened.console.waiting.getByText("It begins when the run before it is over.").waitFor();
  return { ...opened, release };
}

/** The users with calls that arrived, and the number of these calls. */
async function called(world) {
  const targets = (await world.targets()).filter(({ method }) => method === "admin.users.session.reset");
  return targets.map(({ user_id: user, calls }) => [user, calls.length]);
}

/** The same page in another tab of the same browser. */
async function another({ context, page }) {
  const tab = await context.newPage();
  await tab.goto(page.url());
  const console = new Console(tab);
  await console.signIn(TOKEN);
  return console;
}

test("only one tab drives a run; afterwards the other tab shows its outcome", async (t) => {
  const opened = await start(t, "WC0000004");
  const { world, console, release } = opened;
  await console.runRows.getByText("Done").first().waitFor();
  const other = await another(opened);
  await other.run.getByRole("heading", { name: /^Paused: / }).waitFor();
  await other.run.getByRole("button", { name: "Go on" }).click();
  await other.run.getByText("It is under way in another tab of this browser.").waitFor();
  release();
  await console.run.getByRole("heading", { name: "Finished: 30 of 30" }).waitFor();
  await other.run.getByRole("button", { name: "Go on" }).click();
  await other.run.getByRole("heading", { name: "Finished: 30 of 30" }).waitFor();
  assert.equal(await other.runRows.getByText("Done").count(), 30);
  const calls = (await world.targets()).filter(({ method }) => method === "admin.users.session.reset");
  assert.deepEqual(calls.map(({ calls: all }) => all.length), users.map(() => 1));
});

test("a later visit names the calls of the last day in its review, and shows nothing of them before signing in", async (t) => {
  const opened = await start(t, "nobody");
  const { world, page, console } = opened;
  await console.run.getByRole("heading", { name: "Finished: 30 of 30" }).waitFor();
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

test("a queued list is kept when its tab is closed; the next visit shows it, and begins it only after another review", async (t) => {
  const opened = await queued(t);
  const { world, page, console, release } = opened;
  await console.run.getByRole("button", { name: "Pause" }).click();
  release();
  await console.run.getByRole("heading", { name: /^Paused/ }).waitFor();
  await page.close();
  const later = await another(opened);
  await later.waiting.getByText("It begins only after you review it again.").waitFor();
  assert.match(await later.waiting.innerText(), /Reset 10 users\s+At .+ \(Stand-in\)\. Agreed to: today at .+\. Note: INC-4711/);
  await later.run.getByRole("button", { name: "Go on" }).click();
  await later.run.getByRole("heading", { name: "Finished: 20 of 20" }).waitFor();
  assert.equal((await called(world)).length, 20);
  await later.waiting.getByRole("button", { name: "Review… Reset 10 users" }).click();
  assert.equal(await later.review.getByLabel("Why (optional)").inputValue(), "INC-4711");
  await later.review.getByLabel("Type 10 to go on").fill("10");
  await later.review.getByRole("button", { name: /^End/ }).click();
  await later.run.getByRole("heading", { name: "Finished: 10 of 10" }).waitFor();
  await later.waiting.waitFor({ state: "hidden" });
  assert.deepEqual(await called(world), users.map((id) => [id, 1]));
  const last = await another(opened);
  await last.page.getByRole("list", { name: "Other runs" }).getByRole("button").nth(1).waitFor();
  assert.equal(await last.waiting.isVisible(), false);
});

test("a list that one tab removes from the queue is not begun by the other tab", async (t) => {
  const opened = await queued(t);
  const { world, console, release } = opened;
  const other = await another(opened);
  await other.waiting.getByRole("button", { name: "Take out Reset 10 users" }).click();
  await other.waiting.waitFor({ state: "hidden" });
  release();
  await console.run.getByRole("heading", { name: "Finished: 20 of 20" }).waitFor();
  await console.waiting.waitFor({ state: "hidden" });
  assert.deepEqual(await called(world), users.slice(0, 20).map((id) => [id, 1]));
});

test("after signing out, the next sign-in doesn't begin the queued lists", async (t) => {
  const { world, console, release } = await queued(t);
  await console.signOut();
  assert.equal(await console.waiting.isVisible(), false);
  release();
  await console.signIn(TOKEN);
  await console.run.getByText("It was paused when you signed out.").waitFor();
  await console.run.getByRole("button", { name: "Go on" }).click();
  await console.run.getByRole("heading", { name: "Finished: 20 of 20" }).waitFor();
  await console.waiting.getByText("It begins only after you review it again.").waitFor();
  assert.equal((await called(world)).length, 20);
});

test("if this browser can't keep a list, the page says that closing it loses the list", async (t) => {
  const { world, page, console } = await openSignedIn(t);
  await world.crowd({ count: users.length });
  await page.evaluate(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (value) {
      if (this.name === "waiting") throw new DOMException("The disk is full", "QuotaExceededError");
      return put.call(this, value);
    };
  });
  const release = await holdUser(page.context(), world, "WC0000004");
  await agree(console, users.slice(0, 20));
  await agree(console, users.slice(20));
  await console.waiting.getByText("This browser can’t keep it: it is lost when you close this page.").waitFor();
  release();
  await console.run.getByRole("heading", { name: "Finished: 10 of 10" }).waitFor();
  assert.deepEqual(await called(world), users.map((id) => [id, 1]));
});

test("a person's check is kept with the run, and is in both files of a later visit", async (t) => {
  const opened = await openSignedIn(t);
  const { world, page, console } = opened;
  await world.crowd({ count: 3 });
  await world.faults({ arguments: { user_id: "WC0000001" }, error: "internal_error" }, { arguments: { user_id: "WC0000002" }, error: "internal_error" });
  await agree(console, users.slice(0, 3), "INC-4711");
  await console.run.getByRole("heading", { name: "Finished: 3 of 3" }).waitFor();
  await console.run.getByRole("button", { name: "I checked WC0000001…" }).click();
  await console.dialog.getByLabel("Note (optional)").fill("asked them");
  await console.dialog.getByRole("button", { name: "Still signed in" }).click();
  await console.run.getByText(/Settled: checked .+: still signed in/).waitFor();
  await page.close();
  const later = await another(opened);
  await later.page.getByRole("list", { name: "Other runs" }).getByRole("button", { name: /^Today at .+ · reset of 3 users · 1 to check$/ }).click();
  await later.run.getByText(/Settled: checked .+: still signed in, by w00000003, asked them/).waitFor();
  await later.run.getByRole("button", { name: "I checked WC0000002…" }).waitFor();
  for (const [name, settled] of [["Save JSON Lines", /"note":"INC-4711","settled_by":"checked .+: still signed in, by w00000003, asked them"/], ["Save CSV", /"INC'?-4711","checked .+: still signed in, by w00000003, asked them"/]]) {
    const [download] = await Promise.all([later.page.waitForEvent("download"), later.history.getByRole("button", { name }).click()]);
    const lines = (await readFile(await download.path(), "utf8")).split(/\r?\n/);
    const line = lines.find((one) => one.includes("WC0000001"));
    assert.match(line, settled);
    assert.match(line, /w00000003.+Stand.?-in/);
  }
});

test("if the record of a run that made calls is damaged, a later visit says so and keeps it", async (t) => {
  const opened = await openSignedIn(t);
  await opened.world.crowd({ count: 3 });
  await agree(opened.console, users.slice(0, 3));
  await opened.console.run.getByRole("heading", { name: "Finished: 3 of 3" }).waitFor();
  /** The number of the records' pieces; `damage` overwrites the first one. */
  const pieces = (damage) =>
    opened.page.evaluate(
      (damage) =>
        new Promise((resolve) => {
          indexedDB.open("slack-sessions").onsuccess = ({ target: { result: database } }) => {
            const store = database.transaction("pieces", "readwrite").objectStore("pieces");
            const count = () => (store.count().onsuccess = ({ target: { result } }) => resolve(result));
            if (!damage) return count();
            store.openCursor().onsuccess = ({ target: { result: first } }) => {
              first.update({ ...first.value, bytes: new TextEncoder().encode("no record\n") }).onsuccess = count;
            };
          };
        }),
      damage,
    );
  const before = await pieces(true);
  assert.ok(before > 1);
  const later = await another(opened);
  await later.page.getByText(/^A record in this browser is damaged, .+ They may have happened: check before you repeat them\.$/).waitFor();
  assert.equal(await pieces(false), before);
});

test("a reset that is done in a later visit settles an unknown one of an earlier run", async (t) => {
  const opened = await openSignedIn(t);
  const { world, page, console } = opened;
  await world.crowd({ count: 2 });
  await world.faults({ arguments: { user_id: "WC0000001" }, error: "internal_error" });
  await agree(console, users.slice(0, 2));
  await console.run.getByRole("heading", { name: "Finished: 2 of 2" }).waitFor();
  await page.close();
  const later = await another(opened);
  const runs = later.page.getByRole("list", { name: "Other runs" });
  await runs.getByRole("button", { name: /1 to check$/ }).click();
  await later.run.getByRole("button", { name: "Do the rest again…" }).click();
  await later.review.getByText("A second reset within 24 hours").waitFor();
  await later.review.getByRole("button", { name: "End all sessions of 1 user" }).click();
  await later.run.getByRole("heading", { name: "Finished: 1 of 1" }).waitFor();
  await runs.getByRole("button", { name: /reset of 2 users$/ }).click();
  await later.run.getByText(/Settled: done /).waitFor();
  await later.page.close();
  const last = await another(opened);
  await last.page.getByRole("list", { name: "Other runs" }).getByRole("button", { name: /reset of 2 users$/ }).waitFor();
});
