// The history: its rows, its files, and how it is cleared.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import fc from "fast-check";
import { openSignedIn, TOKEN } from "./page.mjs";

/** A page with a success, a refusal, a lost answer and a call that was stopped. */
async function visited(t, options) {
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

/** Reads CSV as in RFC 4180. */
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
  const { console } = await visited(t);
  const cells = await console.rows.evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.innerText.trim())));
  assert.deepEqual(
    cells.map(([, action, target, outcome]) => [action, ...[target, outcome].map((cell) => cell.split(/\s*\n\s*/))]),
    [
      ["Reset", ["W12345678", "all devices"], ["Unknown: check", "HTTP 502", "I checked…Again…"]],
      ["Reset", ["W99999999", "web only"], ["Not done", "user_not_found", "Again…"]],
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
  const { page, world, console } = await visited(t);
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
    admin: "w00000003",
    organisation: "Stand-in",
    run: "",
    note: "",
    settled_by: "",
  });
  assert.deepEqual(entries.map((entry) => entry.outcome), ["done", "rejected", "unknown"]);
  const text = (entry) => Object.fromEntries(Object.entries(entry).map(([name, value]) => [name, String(value)]));
  assert.deepEqual(readCsv(table.text), entries.map(text));
  assert.equal((lines.text + table.text).includes(TOKEN), false);
});

/** The beginning of a formula, after characters that a spreadsheet may ignore at the beginning of a cell. */
const FORMULA = /^[\s"\p{C}\p{Default_Ignorable_Code_Point}]*[=+\-−@]/u;

/** Asserts that a reader with this separator finds no formula, whether or not it knows quotes. */
function assertNoFormula(text, separator) {
  const cells = [...text.split("\r\n"), ...readCsv(text).flatMap((row) => Object.values(row))];
  for (const piece of cells.flatMap((cell) => [cell, ...cell.split(separator)])) {
    assert.doesNotMatch(piece.normalize("NFKC"), FORMULA, JSON.stringify({ text, separator }));
  }
}

const SAMPLES = [
  ["=1+1", "'=1+1"],
  ["+1", "'+1"],
  ["-1", "'-1"],
  ["@A1", "'@A1"],
  [" =1", " '=1"],
  ["＝1", "'=1"],
  ["a;=1+1", "a;'=1+1"],
  ["a,@A1|-1", "a,'@A1|'-1"],
  ["\0=1", " '=1"],
  ["\u200b=1", " '=1"],
  ["\ufeff\u200d\t=1", " '=1"],
  ["=1\n=2", "'=1 '=2"],
  ["a\r\nb", "a b"],
  ['a"b,c', 'a"b,c'],
  ['a";"=1', `a";"'=1`],
  ["user-not_found+1=2@3", "user-not_found+1=2@3"],
];

test("no cell of the CSV begins like a formula, with any separator, and quotes and commas are kept", async (t) => {
  const { page, world, console } = await openSignedIn(t);
  for (const [index, [error]] of SAMPLES.entries()) {
    await world.always({ json: { ok: false, error } });
    await console.startReset({ user: "W12345678" });
    await console.ending(index + 1);
  }
  const { text } = await saved(page, console, "Save CSV");
  for (const separator of [",", ";", "\t", "|", " "]) assertNoFormula(text, separator);
  const rows = readCsv(text);
  assert.deepEqual(rows.map((row) => row.code), SAMPLES.map(([, cell]) => cell));
  const lines = (await saved(page, console, "Save JSON Lines")).text.trimEnd().split("\n");
  assert.deepEqual(lines.map((line) => JSON.parse(line).code), SAMPLES.map(([code]) => code));
});

/** The part of the console that writes files, without the console. */
async function files() {
  const entry = fileURLToPath(new URL("../../www/src/files.ts", import.meta.url));
  const { outputFiles } = await build({ entryPoints: [entry], bundle: true, write: false, format: "esm", platform: "node" });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}

const SIGNS = [..."=+-@＝＋－＠﹦﹢﹣﹫⁼⁺⁻−"];
const GAPS = [..." \t\r\n\0\u0085\u00a0\u00ad\u200b\u200f\u2028\u2060\u3164\ufeff\u{e0020}"];
const SEPARATORS = [..."\t !\"#$%&()*+,-./:;<=>?@[\\]^_`{|}~；，｜"];

test("no text becomes a formula in the CSV, with any separator, and no visible character is lost", async () => {
  const { csv } = await files();
  const piece = fc.oneof(
    fc.constantFrom(...SIGNS, ...GAPS, ...SEPARATORS, "'", "a", "1"),
    fc.string({ unit: "grapheme", maxLength: 3 }),
    fc.string({ unit: "binary", maxLength: 3 }),
  );
  const value = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(""));
  const seen = (text) => text.normalize("NFKC").replace(/[\s'\p{C}\p{Default_Ignorable_Code_Point}]/gu, "");
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 3 }), fc.constantFrom(...SEPARATORS), (values, separator) => {
      const entries = values.map((code) => ({ code, user_id: code, attempts: 1 }));
      const text = csv(entries);
      assertNoFormula(text, separator);
      const shown = ({ code, user_id: user, attempts }) => [seen(code), seen(user), String(attempts)];
      assert.deepEqual(readCsv(text).map(shown), entries.map(shown));
    }),
    { numRuns: 1_000 },
  );
});

test("each Unicode variant of a formula sign has an apostrophe in front", async () => {
  const { csv } = await files();
  const all = Array.from({ length: 0x110000 }, (_, code) => String.fromCodePoint(code));
  const forms = all.filter((character) => /^[=+\-−@]/.test(character.normalize("NFKC")));
  assert.ok(forms.length > SIGNS.length);
  const rows = readCsv(csv(forms.map((code) => ({ code }))));
  assert.deepEqual(rows.map(({ code }) => code[0]), forms.map(() => "'"));
});

test("the history is cleared after a question that says how many entries are not in a file", async (t) => {
  const { page, console } = await visited(t);
  await console.history.getByRole("button", { name: "Clear…" }).click();
  assert.match(await console.dialog.innerText(), /It has 3 entries\. 3 of them are not in a file\./);
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
