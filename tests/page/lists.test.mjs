// The field for one id or many: what it reads from pasted text, and what never becomes an id.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { NEVER, openSignedIn } from "./page.mjs";

/** The reader of pasted text, without the console. */
async function reader() {
  const entry = fileURLToPath(new URL("../../www/src/pasted.ts", import.meta.url));
  const { outputFiles } = await build({ entryPoints: [entry], bundle: true, write: false, format: "esm", platform: "node" });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}

const USERS = [
  ["ids a line", "W12345678\nU0AAAAAA1\r\nW00000002", ["W12345678", "U0AAAAAA1", "W00000002"]],
  ["ids in one line", "W12345678, W00000002;W00000003 W0000OWNR", ["W12345678", "W00000002", "W00000003", "W0000OWNR"]],
  ["quotes and brackets", `"W12345678", 'W00000002' [“W00000003”]`, ["W12345678", "W00000002", "W00000003"]],
  ["mentions", "<@U07ABCDEF12|name> <@W12345678>", ["U07ABCDEF12", "W12345678"]],
  ["a name in capitals in a mention", "<@U07ABCDEF12|WEBMASTER1>", ["U07ABCDEF12"]],
  ["profile addresses", "https://example.slack.com/team/U07QRSTUV34 https://app.slack.com/client/E12345678/D1/user_profile/W12345678?x=1", ["U07QRSTUV34", "W12345678"]],
  ["another address", "https://example.com/W12345678", []],
  ["what can't be seen", "\u200bW12345678\u00a0\ufeff", ["W12345678"]],
  ["a comment", "# W12345678\nW00000002", ["W00000002"]],
  ["a heading", "Member\nW00000002", ["W00000002"]],
  ["part of a word", "xW12345678 W12345678x W123", []],
  ["a name in capitals beside others", "WASHINGTON, W12345678", ["W12345678"]],
];

test("users are read from pasted text", async () => {
  const { readPasted } = await reader();
  for (const [what, text, expected] of USERS) {
    assert.deepEqual(readPasted(text, "reset").targets.map(({ user_id: id }) => id), expected, what);
  }
});

test("a user or an address that is named twice counts once", async () => {
  const { readPasted } = await reader();
  const { targets, emails, twice } = readPasted("W12345678 W12345678\na@example.com\nA@example.com <mailto:b@example.com|b@example.com>", "reset");
  assert.deepEqual([targets.length, emails, twice], [1, ["a@example.com", "b@example.com"], 3]);
});

test("an id in lower case is left out, with the id that it may mean; other words are left out with their line", async () => {
  const { readPasted } = await reader();
  const { targets, left } = readPasted("w12345678\nW00000002\nsomebody 12", "reset");
  assert.deepEqual(targets, [{ user_id: "W00000002" }]);
  assert.deepEqual(left.map(({ line, meant }) => [line, meant?.id]), [[1, "W12345678"], [3, undefined]]);
});

test("one session is read from each line, with its columns in any order", async () => {
  const { readPasted } = await reader();
  const text = "session user\n1112275520242 W12345678\nT12345678,9007199254740993\n1112275520243\n1.11228E+12 W12345678\n1 2 W12345678";
  const { targets, left } = readPasted(text, "invalidate");
  assert.deepEqual(targets, [
    { session_id: "1112275520242", user_id: "W12345678" },
    { session_id: "9007199254740993", team_id: "T12345678" },
  ]);
  assert.deepEqual(left.map(({ line }) => line), [4, 5, 6]);
});

test("the field says what it found, and corrects lower case only at a click", async (t) => {
  const { world, page, console } = await openSignedIn(t);
  await console.reset.getByLabel("Users").fill("W00000002, W00000003\nW00000002\nw12345678\nlogin1@example.com");
  const found = page.locator("#reset-list-found");
  await found.getByText("2 users").waitFor();
  assert.match(await found.innerText(), /1 e-mail address to look up\s+1 named again\s+1 line is left out/);
  const left = console.reset.getByRole("list", { name: "Left out" });
  assert.match(await left.innerText(), /Line 3: w12345678/);
  await left.getByRole("button", { name: "Use W12345678" }).click();
  await found.getByText("3 users").waitFor();
  assert.equal(await left.getByRole("button").count(), 0);
  assert.deepEqual(await world.requests(), []);
});

/** Drops a file on the field for users. */
async function drop(page, name, bytes) {
  const data = await page.evaluateHandle(
    ([name, bytes]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(bytes)], name));
      return transfer;
    },
    [name, [...bytes]],
  );
  await page.locator("#reset-list").dispatchEvent("drop", { dataTransfer: data });
}

const EXPORT = 'username,email,status,userid,fullname\nlogin1,login1@example.com,Member,W12345678,"Last, First"\nlogin2,login2@example.com,Member,W00000002,x\nlogin3,login3@example.com,Member,w00000003,x\n';

for (const [encoding, bytes] of [
  ["UTF-8 with its mark", Buffer.from(`\ufeff${EXPORT}`)],
  ["UTF-16", Buffer.from(`\ufeff${EXPORT}`, "utf16le")],
  ["UTF-16 with the bytes the other way round", Buffer.from(`\ufeff${EXPORT}`, "utf16le").swap16()],
]) {
  test(`a member export in ${encoding} that is dropped on the field is read by its column`, async (t) => {
    const { page } = await openSignedIn(t);
    await drop(page, "members.csv", bytes);
    const found = page.locator("#reset-list-found");
    await found.getByText("2 users").waitFor();
    // The id in lower case isn't used, but the address in its line can be looked up.
    await found.getByText("1 e-mail address to look up").waitFor();
  });
}

test("what isn't an id is never sent", async (t) => {
  const { world, page, console } = await openSignedIn(t);
  for (const text of ["webmaster", "w12345678", "W123", "https://example.com/", "1112275520242", "WASHINGTON GEORGE"]) {
    await console.askReset({ user: text });
    await page.locator("#reset-list[aria-invalid=true]:focus").waitFor();
    assert.equal(await console.dialog.isVisible(), false);
  }
  assert.deepEqual(await world.requests(), []);
});

test("an e-mail address is looked up, and the question names the user", async (t) => {
  const { world, console } = await openSignedIn(t);
  await console.startReset({ user: "w12345678@example.com" });
  assert.match(await console.ending(), /all sessions of user W12345678/);
  assert.deepEqual((await world.requests()).map(({ api_method: method }) => method), ["users.lookupByEmail", "admin.users.session.reset"]);
});

test("the field names an address that Slack doesn't know, and explains a missing scope", async (t) => {
  const { world, page, console } = await openSignedIn(t);
  await console.askReset({ user: "nobody@example.com" });
  assert.match(await page.locator("#reset-list-error").innerText(), /nobody@example\.com: Slack finds no active user/);
  await world.tokens({ "xoxp-standin-few": { scopes: ["admin.users:write"] } });
  await console.signOut();
  await console.signIn("xoxp-standin-few");
  await console.askReset({ user: "w12345678@example.com" });
  assert.match(await page.locator("#reset-list-error").innerText(), /lacks the scope users:read\.email/);
  assert.ok((await world.requests()).every(({ api_method: method }) => method === "users.lookupByEmail"));
});

test("addresses are looked up as a run does it: bots and the primary owner are left out with the reason, and the review shows each address", async (t) => {
  const { world, console } = await openSignedIn(t);
  const names = ["w12345678", "w0000ownr", "w0000bot1", "nobody", "w00000002"];
  await console.askReset({ user: names.map((name) => `${name}@example.com`).join("\n") });
  const words = (await console.review.locator("tbody").getByRole("row").allInnerTexts()).join("\n");
  assert.match(words, /w0000ownr@example\.com\s+Left out\s+The user of this address is the primary owner/);
  assert.match(words, /w0000bot1@example\.com\s+Left out\s+The user of this address is a bot/);
  assert.match(words, /nobody@example\.com\s+Left out\s+Slack finds no active user/);
  assert.match(words, /W12345678\s+Ready\s+w12345678@example\.com/);
  await console.review.getByRole("button", { name: "End all sessions of 2 users" }).click();
  await console.run.getByRole("heading", { name: "Finished: 2 of 2" }).waitFor();
  assert.equal((await world.requests()).length, 5 + 2);
});

test("every address that Slack doesn't find is named, although the run gives reasons only for the first twenty", async (t) => {
  const { console, page } = await openSignedIn(t, { clock: true });
  await console.reset.getByLabel("Users").fill(["W12345678", ...Array.from({ length: 23 }, (_, index) => `nobody${index}@example.com`)].join("\n"));
  await console.reset.getByRole("button", { name: "Reset sessions…" }).click();
  while (!(await console.review.isVisible())) await page.clock.runFor(300);
  const words = await console.review.getByRole("row").filter({ hasText: "Left out" }).allInnerTexts();
  assert.deepEqual(words.map((one) => one.split(/\s/)[0]), Array.from({ length: 23 }, (_, index) => `nobody${index}@example.com`));
  assert.match(words[19], /Slack finds no active user/);
  assert.match(words[22], /Slack has no user with this address whose sessions can be ended/);
});

test("after a look-up is stopped, nothing is done", async (t) => {
  const { world, page, console } = await openSignedIn(t);
  await console.reset.getByLabel("Users").fill("w12345678@example.com\nw00000002@example.com\nw00000003@example.com");
  await world.faults({ pass: true, delay_ms: NEVER });
  await console.reset.getByRole("button", { name: "Reset sessions…" }).click();
  await page.getByText("Looking up e-mail address 1 of 3").waitFor();
  await console.reset.getByRole("button", { name: "Stop looking up" }).click();
  await page.locator("#look-up").waitFor({ state: "hidden" });
  assert.equal(await page.locator("#reset-list").inputValue(), "w12345678@example.com\nw00000002@example.com\nw00000003@example.com");
  assert.ok(!(await console.review.isVisible()));
  assert.ok((await world.requests()).length <= 1);
});
