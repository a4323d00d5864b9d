// The record and the history outside of the page: in the command, on paper, and in files.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { holdUser, openSignedIn, TOKEN } from "./page.mjs";

const COMMAND = fileURLToPath(new URL("../../pkg/core/command.js", import.meta.url));
const run = promisify(execFile);

async function folder(t) {
  const made = await mkdtemp(join(tmpdir(), "slack-sessions-"));
  t.after(() => rm(made, { recursive: true }));
  return made;
}

/** Runs the command. Its exit status 1, for a target that isn't done, is no failure here. */
const command = (...words) =>
  run(process.execPath, [COMMAND, ...words], { env: { ...process.env, SLACK_TOKEN: TOKEN } }).catch((error) => error);

test("the command resumes a record of the page", async (t) => {
  const { context, page, world, console } = await openSignedIn(t);
  const release = await holdUser(context, world, "WC0000004");
  await world.crowd({ count: 30 });
  const users = Array.from({ length: 30 }, (_, index) => `WC${String(index + 1).padStart(7, "0")}`);
  await console.askReset({ user: users.join("\n") });
  await console.review.getByLabel("Why (optional)").fill("INC-4711");
  await console.review.getByLabel("Type 30 to go on").fill("30");
  await console.review.getByRole("button", { name: /^End/ }).click();
  await console.runRows.getByText("Done").nth(2).waitFor();
  await console.run.getByRole("button", { name: "Pause" }).click();
  await console.run.getByRole("heading", { name: /^Stopping/ }).waitFor();
  release();
  await console.run.getByRole("heading", { name: /^Paused/ }).waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), console.run.getByRole("button", { name: "Save the record" }).click()]);
  const file = join(await folder(t), "record.jsonl");
  await download.saveAs(file);
  assert.match(await readFile(file, "utf8"), /"note":"INC-4711"/);
  const { stderr } = await command("resume", file, "--yes", "--per-minute", "6000");
  assert.match(stderr, /30 of 30 done/);
  const calls = (await world.targets()).filter(({ method }) => method === "admin.users.session.reset");
  assert.deepEqual(calls.map(({ calls: all }) => all.length), users.map(() => 1));
});

test("a record of the command opens in the page", async (t) => {
  const { page, world, console } = await openSignedIn(t);
  const file = join(await folder(t), "record.jsonl");
  await command("reset", "W12345678", "W0000OWNR", "--yes", "--record", file, "--host", world.host, "--per-minute", "6000");
  await page.locator("#record-file").setInputFiles(file);
  await console.run.getByRole("heading", { name: "Finished: 2 of 2" }).waitFor();
  const words = await console.runRows.allInnerTexts();
  assert.match(words[0], /W0000OWNR\s+Not done/);
  assert.match(words[1], /W12345678\s+Done/);
});

/** The sheet that would be printed after `press`. */
async function onPaper(page, press) {
  await page.evaluate(() => (globalThis.print = () => dispatchEvent(new Event("beforeprint"))));
  await press();
  await page.emulateMedia({ media: "print" });
  const text = await page.locator("body").innerText();
  const rows = await page.locator("#sheet tbody tr").allInnerTexts();
  assert.equal(await page.locator("button:visible, input:visible, textarea:visible").count(), 0);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await page.emulateMedia({ media: "screen" });
  return { text, rows };
}

test("a run is printed with admin, organisation, run, time, note and every target, whatever the page shows", async (t) => {
  const { page, world, console } = await openSignedIn(t);
  await world.crowd({ count: 11 });
  const users = Array.from({ length: 11 }, (_, index) => `WC${String(index + 1).padStart(7, "0")}`);
  await world.faults({ arguments: { user_id: "WC0000002" }, error: "internal_error" });
  await console.startReset({ user: "W12345678" });
  await console.ending();
  await console.askReset({ user: [...users, "W0000OWNR"].join("\n") });
  await console.review.getByLabel("Why (optional)").fill("INC-4711");
  await console.review.getByLabel("Type 12 to go on").fill("12");
  await console.review.getByRole("button", { name: /^End/ }).click();
  await console.run.getByRole("heading", { name: "Finished: 12 of 12" }).waitFor();
  await console.run.getByRole("button", { name: "I checked WC0000002…" }).click();
  await console.dialog.getByRole("button", { name: "Signed out" }).click();
  await console.run.getByRole("button", { name: "Not done 1" }).click();
  const { text, rows } = await onPaper(page, () => console.run.getByRole("button", { name: "Print" }).click());
  assert.match(text, /^Reset of 12 users on all devices\s+Admin\s+w00000003\s+Organisation\s+Stand-in\s+Host\s+.+\s+Run\s+[0-9a-f-]{36}\s+Began\s+.+\s+Note\s+INC-4711\s+Outcome\s+10 done, 1 not done, 1 unknown\s+Printed/);
  assert.equal(rows.length, 12);
  assert.match(rows[1], /^WC0000002\tUnknown \(internal_error\)\tchecked .+: signed out, by w00000003\t.*\d{4}.*\t[0-9a-f]{32}$/);
  assert.match(rows[11], /^W0000OWNR\tNot done \(cannot_reset_primary_owner\)\t/);
  assert.equal(text.includes("W12345678"), false);
});

test("an earlier run is shown again, and printed; the history is printed whole", async (t) => {
  const { page, console } = await openSignedIn(t);
  for (const users of ["W12345678 W0000OWNR", "W00000002 W00000003"]) {
    await console.askReset({ user: users });
    await console.review.getByRole("button", { name: /^End/ }).click();
    await console.runRows.filter({ hasText: users.slice(0, 9) }).getByText("Done").waitFor();
    await console.run.getByRole("heading", { name: "Finished: 2 of 2" }).waitFor();
  }
  await page.getByRole("list", { name: "Other runs" }).getByRole("button", { name: /reset of 2 users/ }).click();
  await console.runRows.filter({ hasText: "W0000OWNR" }).waitFor();
  const run = await onPaper(page, () => console.run.getByRole("button", { name: "Print" }).click());
  assert.deepEqual(run.rows.map((row) => row.split("\t")[0]), ["W12345678", "W0000OWNR"]);
  assert.equal(await console.rows.count(), 4);
  const history = await onPaper(page, () => console.history.getByRole("button", { name: "Print" }).click());
  assert.match(history.text, /^History\s+Calls\s+4\s+Printed/);
  assert.equal(history.rows.length, 4);
  // The browser's own menu prints the run.
  const menu = await onPaper(page, () => page.evaluate(() => print()));
  assert.deepEqual(menu.rows, run.rows);
});

test("unsaved entries are counted, and a run's entries are saved with admin, organisation, run and note", async (t) => {
  const { page, console } = await openSignedIn(t);
  await console.askReset({ user: "W12345678 W00000002" });
  await console.review.getByLabel("Why (optional)").fill("INC-4711");
  await console.review.getByRole("button", { name: /^End/ }).click();
  await console.history.getByText("2 not in a file").waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), console.history.getByRole("button", { name: "Save JSON Lines" }).click()]);
  await console.history.getByText("All saved").waitFor();
  const entries = (await readFile(await download.path(), "utf8")).trimEnd().split("\n").map((line) => JSON.parse(line));
  for (const { admin, organisation, run: id, note, outcome } of entries) {
    assert.deepEqual([admin, organisation, note, outcome], ["w00000003", "Stand-in", "INC-4711", "done"]);
    assert.match(id, /^[0-9a-f-]{36}$/);
  }
  assert.equal(entries.length, 2);
});
