// The history of a sitting: what it shows, the files it is saved as, and how it ends.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { openSignedIn, TOKEN } from "./page.mjs";

/** A sitting with a success, a refusal, a lost answer and a call that was stopped. */
async function sitting(t, options) {
  const opened = await openSignedIn(t, options);
  const { world, console } = opened;
  await console.startRevoke({ session: "9007199254740993", user: "W00000002", team: "T12345678" });
  await console.ending(1);
  await console.startReset({ user: "W99999999", devices: "Web" });
  await console.ending(2);
  await world.always({ status: 502 });
  await console.startReset({ user: "W12345678" });
  await console.ending(3);
  return opened;
}

async function saved(page, console, name) {
  const [download] = await Promise.all([page.waitForEvent("download"), console.history.getByRole("button", { name }).click()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
}

/** Reads CSV as RFC 4180 has it. */
function readCsv(text) {
  assert.ok(text.endsWith("\r\n"));
  const rows = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === "\r\n") rows.push([]);
  }
  rows.pop();
  const [names, ...values] = rows;
  return values.map((row) => Object.fromEntries(names.map((name, index) => [name, row[index]])));
}

test("each call is a row: time, action, target, outcome, request id and attempts, the newest first", async (t) => {
  const { console } = await sitting(t);
  const cells = await console.rows.evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.innerText.trim())));
  assert.deepEqual(
    cells.map(([, action, target, outcome]) => [action, ...[target, outcome].map((cell) => cell.split(/\s*\n\s*/))]),
    [
      ["Reset", ["W12345678", "all devices"], ["Unknown: check", "HTTP 502"]],
      ["Reset", ["W99999999", "web only"], ["Not done", "user_not_found"]],
      ["Revoke", ["9007199254740993", "session of W00000002, T12345678"], ["Done"]],
    ],
  );
  for (const [time, , , , id] of cells) {
    assert.match(time, /\d+:\d\d:\d\d/);
    assert.match(id, /^[0-9a-f]{32}$/);
  }
  assert.deepEqual(cells.map((row) => row.at(-1)), ["4", "1", "1"]);
});

test("the history is saved as JSON Lines and as CSV, with the same content and without the token", async (t) => {
  const { page, world, console } = await sitting(t);
  const lines = await saved(page, console, "Save JSON Lines");
  const table = await saved(page, console, "Save CSV");
  assert.match(lines.name, /^slack-sessions-\d{4}-\d\d-\d\dT\d{6}\.jsonl$/);
  assert.match(table.name, /\.csv$/);
  const entries = lines.text.trimEnd().split("\n").map((line) => JSON.parse(line));
  const { time, request_id: id, ...first } = entries[0];
  assert.ok(!Number.isNaN(Date.parse(time)));
  assert.match(id, /^[0-9a-f]{32}$/);
  assert.deepEqual(first, {
    action: "invalidate",
    user_id: "W00000002",
    team_id: "T12345678",
    session_id: "9007199254740993",
    devices: "",
    host: world.host,
    outcome: "done",
    code: "",
    attempts: 1,
  });
  assert.deepEqual(entries.map((entry) => entry.outcome), ["done", "rejected", "unknown"]);
  const text = (entry) => Object.fromEntries(Object.entries(entry).map(([name, value]) => [name, String(value)]));
  assert.deepEqual(readCsv(table.text), entries.map(text));
  assert.equal((lines.text + table.text).includes(TOKEN), false);
});

test("no cell of the CSV begins like a formula, and quotes, commas and lines stay what they are", async (t) => {
  const { page, world, console } = await openSignedIn(t);
  const odd = ["=1+1", "+1", "-1", "@A1", " =1", "＝1", "=1\n2", 'a"b,c', "a\nb"];
  for (const [index, error] of odd.entries()) {
    await world.always({ json: { ok: false, error } });
    await console.startReset({ user: index % 2 ? "=HYPERLINK(1)" : "W12345678" });
    await console.ending(index + 1);
  }
  const rows = readCsv((await saved(page, console, "Save CSV")).text);
  for (const row of rows) {
    for (const value of Object.values(row)) assert.doesNotMatch(value, /^\s*[=+\-@＝＋－＠\t\r\n]/);
  }
  assert.deepEqual(rows.map((row) => row.code), [...odd.slice(0, 7).map((value) => `'${value}`), ...odd.slice(7)]);
  const lines = (await saved(page, console, "Save JSON Lines")).text.trimEnd().split("\n");
  assert.deepEqual(lines.map((line) => JSON.parse(line).code), odd);
});

test("the history is cleared after a question that says what is in no file", async (t) => {
  const { page, console } = await sitting(t);
  await console.history.getByRole("button", { name: "Clear…" }).click();
  assert.match(await console.dialog.innerText(), /It has 3 entries\. 3 of them are in no file\./);
  await page.keyboard.press("Escape");
  assert.equal(await console.rows.count(), 3);
  await saved(page, console, "Save CSV");
  await console.history.getByRole("button", { name: "Clear…" }).click();
  assert.match(await console.dialog.innerText(), /All of them are in a file\./);
  await console.confirm();
  await page.locator("#history-title:focus").waitFor();
  assert.equal(await console.rows.count(), 0);
  assert.ok(await console.history.getByText("Nothing has been done yet").isVisible());
});
