// The page, the command and the run's reader agree on ids, tokens, headings and encodings.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import fc from "fast-check";
import { plan } from "../../pkg/run/node.mjs";
import * as words from "../../src/run/js/command/arguments.js";
import * as lists from "../../src/run/js/command/list.js";

/** Loads one file of the console alone. */
async function source(name) {
  const entry = fileURLToPath(new URL(`../../www/src/${name}`, import.meta.url));
  const { outputFiles } = await build({ entryPoints: [entry], bundle: true, write: false, format: "esm", platform: "node", external: ["slack-admin-session/run"] });
  const text = Buffer.from(outputFiles[0].contents).toString().replaceAll("slack-admin-session/run", new URL("../../pkg/run/node.mjs", import.meta.url).href);
  return import(`data:text/javascript;base64,${Buffer.from(text).toString("base64")}`);
}

const bytes = (text) => new TextEncoder().encode(text);

/** How the run judges one value in a column: whether it accepts it, or else what the value looks like. */
async function judged(column, value) {
  const rest = { userid: "sessionid\n1,", sessionid: "userid\nW12345678,", teamid: "sessionid\n1," }[column];
  const [heading, first] = rest.split("\n");
  try {
    await plan(bytes(`${heading},${column}\n${first}${value}\n`), { method: "invalidate" });
    return { taken: true };
  } catch (error) {
    return { taken: false, looksLike: error.problems[0].looksLike };
  }
}

const LETTERS = fc.constantFrom(..."UWTEABxou019é-. ");
/** Values that are ids, or almost. */
const VALUES = fc.oneof(
  fc.tuple(fc.constantFrom(..."UWTEAu1"), fc.array(fc.constantFrom(..."A0Z9"), { minLength: 7, maxLength: 21 })).map(([first, rest]) => first + rest.join("")),
  fc.array(fc.constantFrom(..."0123456789"), { minLength: 1, maxLength: 22 }).map((digits) => digits.join("")),
  fc.array(LETTERS, { minLength: 1, maxLength: 12 }).map((letters) => letters.join("")),
);

test("the page and the command recognise the same ids as the run", async () => {
  const page = await source("ids.ts");
  const forms = [
    ["userid", page.USER],
    ["userid", lists.USER],
    ["teamid", page.TEAM],
    ["teamid", words.TEAM],
    ["sessionid", page.SESSION],
  ];
  await fc.assert(
    fc.asyncProperty(VALUES, async (value) => {
      // Blanks around a value don't count, and an empty value is missing.
      fc.pre(value === value.trim() && value !== "");
      for (const [column, form] of forms) assert.equal(form.test(value), (await judged(column, value)).taken, `${column} ${form}`);
    }),
    { numRuns: 300 },
  );
});

test("the page, the command and the run recognise the same tokens", async () => {
  const { looksLikeToken } = await source("token.ts");
  for (const start of ["xoxp-1", "XOXB-1", "xoxe.xoxp-1", "xox1-1", "xoxc-A", "xapp-1-A", "Bearer xoxp-1", "xox-", "xoxp1", "xap-1", "W12345678"]) {
    const { looksLike } = await judged("teamid", start);
    assert.equal(looksLikeToken(start), looksLike === "token", start);
    assert.equal(words.TOKEN_LIKE.test(start), looksLike === "token", start);
  }
});

test("the page reads pasted text as a table if it has a heading that the run knows", async () => {
  const { readList } = await source("list.ts");
  for (const heading of ["userid", "User ID", "user_id", "user", "id"]) {
    assert.equal((await plan(bytes(`name,${heading}\nx,W12345678\n`), { method: "reset" })).count, 1);
    // If it were no table, the first column would be read too.
    const { targets } = await readList(`name,${heading}\nU00000001,W12345678\n`, "reset");
    assert.deepEqual(targets, [{ user_id: "W12345678" }], heading);
  }
  for (const [session, team] of [["sessionid", "teamid"], ["Session ID", "Team-ID"], ["session", "team"]]) {
    const { targets } = await readList(`x,${session},${team}\n2,1,T12345678\n`, "invalidate");
    assert.deepEqual(targets, [{ session_id: "1", team_id: "T12345678" }], session);
  }
});

test("the page recognises the same file encodings as the run", async () => {
  const { decode } = await source("encoding.ts");
  const text = "userid,name\nW12345678,é\n";
  const little = Buffer.from(`\ufeff${text}`, "utf16le");
  for (const file of [Buffer.from(text), Buffer.from(`\ufeff${text}`), little, Buffer.from(little).swap16()]) {
    assert.equal(decode(file), text);
    assert.deepEqual([...(await plan(new Uint8Array(file), { method: "reset" }))].map(({ user_id: id }) => id), ["W12345678"]);
  }
});
