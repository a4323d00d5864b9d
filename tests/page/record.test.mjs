// The record and the history outside of the page: the command's, on paper, and what isn't saved.

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

/** Ends with 1 where a target isn't done: that is no failure here. */
const command = (...words) =>
  run(process.execPath, [COMMAND, ...words], { env: { ...process.env, SLACK_TOKEN: TOKEN } }).catch((error) => error);

test("the command goes on with a record of the page", async (t) => {
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
  await console.run.getByRole("heading", { name: "Over: 2 of 2" }).waitFor();
  const words = await console.runRows.allInnerTexts();
  assert.match(words[0], /W0000OWNR\s+Not done/);
  assert.match(words[1], /W12345678\s+Done/);
});

test("on paper there are the summary and the tables, and nothing to press", async (t) => {
  const { page, console } = await openSignedIn(t);
  await console.askReset({ user: "W12345678 W0000OWNR" });
  await console.review.getByRole("button", { name: /^End/ }).click();
  await console.run.getByRole("heading", { name: "Over: 2 of 2" }).waitFor();
  await page.emulateMedia({ media: "print" });
  assert.ok(await console.run.getByRole("heading", { name: "Over: 2 of 2" }).isVisible());
  assert.equal(await console.runRows.count(), 2);
  assert.equal(await page.locator("button:visible, input:visible, textarea:visible").count(), 0);
});

test("what is in no file is counted, and a run's entries are saved with admin, organisation, run and note", async (t) => {
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
