// Accessibility of the console: axe-core, the keyboard, the focus, and what a screen reader says.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import { hold, holdUser, NARROW, NEVER, open, openSignedIn, TOKEN, WIDE } from "./page.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Fails if axe-core finds anything, or if the page is wider than its screen. */
async function check(page, state) {
  // Evaluate the script: the page's policy would refuse a script element.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  const words = found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(", ")}`);
  assert.deepEqual(words, [], state);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(over <= 0, `${state}: the page is ${over} pixels wider than the screen`);
}

for (const [screen, viewport] of Object.entries({ wide: WIDE, narrow: NARROW })) {
  for (const colorScheme of ["light", "dark"]) {
    test(`axe finds nothing in any state, and nothing is cut off: ${screen}, ${colorScheme}`, async (t) => {
      // Switch motion off, because axe must not see colours in the middle of a transition.
      const { page, world, console } = await open(t, { viewport, colorScheme, reducedMotion: "reduce" });
      await check(page, "signed out");
      await console.signIn("");
      await check(page, "signed out, with a field marked");
      await page.getByLabel("Through this server").check();
      await check(page, "signed out, through this server");
      await page.getByLabel("I have a token").check();
      await console.signIn(TOKEN);
      await check(page, "signed in");
      await console.askReset({ user: "" });
      await check(page, "signed in, with a field marked");
      await console.askRevoke({ session: "9007199254740993", user: "W00000002", team: "T12345678" });
      await check(page, "the question");
      await console.confirm();
      await console.ending(1);
      await check(page, "done");
      await world.faults({ status: 429, headers: { "retry-after": "110" }, json: { ok: false, error: "ratelimited" } });
      await console.startRevoke({ session: "1112275520242", user: "W12345678" });
      await console.running.getByText("Slack asked to wait").waitFor();
      await check(page, "running");
      await console.abort.click();
      await console.ending(2);
      await check(page, "stopped");
      await world.faults({ json: { ok: false, error: "missing_scope", needed: "admin.users:write", provided: "x".repeat(120), warning: "a,b" } });
      await console.startReset({ user: "W0000OWNR" });
      await console.ending(3);
      await check(page, "not done");
      await world.always({ status: 502 });
      await console.startReset({ user: "W12345678", devices: "Mobile" });
      await console.ending(4);
      await check(page, "unknown");
      await console.askReset({ user: "W12345678" });
      await check(page, "the question about a repeat");
      await page.keyboard.press("Escape");
      await console.signOut();
      await check(page, "signed out, with a history");
    });
  }
}

for (const [screen, viewport] of Object.entries({ wide: WIDE, narrow: NARROW })) {
  for (const colorScheme of ["light", "dark"]) {
    test(`axe finds nothing in a list, its review and its run: ${screen}, ${colorScheme}`, async (t) => {
      const { page, world, console } = await open(t, { viewport, colorScheme, reducedMotion: "reduce", pace: 600 });
      await world.tokens({ "xoxp-standin-short": { expires_after: 12 } });
      await console.signIn("xoxp-standin-short");
      await world.crowd({ count: 30 });
      const users = Array.from({ length: 30 }, (_, index) => `WC${String(index + 1).padStart(7, "0")}`);
      await world.faults({ arguments: { user_id: "WC0000002" }, error: "internal_error" });
      await console.askReset({ user: ["W0000OWNR", ...users, "w12345678", "a line without an id 1"].join("\n") });
      await check(page, "the review");
      await console.review.getByLabel("Type 31 to go on").fill("31");
      await console.review.getByRole("button", { name: /^End/ }).click();
      await console.runRows.getByText("Done").nth(2).waitFor();
      await check(page, "running");
      await page.locator("#renew:not([hidden])").waitFor();
      await check(page, "paused, and another token is asked for");
      await page.locator("#new-token").fill(TOKEN);
      await page.locator("#new-token").press("Enter");
      await console.run.getByRole("heading", { name: "Finished: 31 of 31" }).waitFor();
      await check(page, "over");
      await console.run.getByRole("button", { name: "I checked WC0000002…" }).click();
      await check(page, "the question about what was found");
    });
  }
}

for (const [screen, viewport] of Object.entries({ wide: WIDE, narrow: NARROW })) {
  for (const colorScheme of ["light", "dark"]) {
    test(`axe finds nothing while sessions are chosen, lists wait and addresses are looked up, nor on a locked page: ${screen}, ${colorScheme}`, async (t) => {
      const { page, context, world, console } = await openSignedIn(t, { viewport, colorScheme, reducedMotion: "reduce", clock: true });
      await console.revoke.getByText("Choose from a user’s active sessions").click();
      await check(page, "a user is asked for");
      await console.revoke.getByLabel("User id").fill("W12345678");
      await console.revoke.getByRole("button", { name: "Show" }).click();
      await page.locator("#sessions").getByRole("listitem").nth(2).waitFor();
      await check(page, "the sessions of a user");
      await world.faults({ pass: true, delay_ms: NEVER });
      await console.reset.getByLabel("Users").fill("w12345678@example.com w00000002@example.com");
      await console.reset.getByRole("button", { name: "Reset sessions…" }).click();
      await page.getByText("Looking up e-mail address 1 of 2").waitFor();
      await check(page, "addresses are looked up");
      await console.reset.getByRole("button", { name: "Stop looking up" }).click();
      await page.locator("#look-up").waitFor({ state: "hidden" });
      const release = await holdUser(context, world, "W00000002");
      for (const users of ["W12345678 W00000002 W00000003", "W12345678 W0000OWNR"]) {
        await console.askReset({ user: users });
        await console.review.getByRole("button", { name: /^(End|Queue)/ }).click();
      }
      await console.waiting.waitFor();
      await check(page, "a list waits");
      await console.run.getByRole("button", { name: "Pause" }).click();
      release();
      await console.run.getByRole("heading", { name: /^Paused/ }).waitFor();
      await page.clock.fastForward(16 * 60_000);
      await page.getByText("Locked after 15 minutes without use").waitFor();
      await check(page, "locked");
      await console.signIn(TOKEN);
      await console.run.getByRole("button", { name: "Stop" }).click();
      await console.run.getByRole("heading", { name: "Finished: 2 of 2" }).waitFor();
      await page.getByRole("list", { name: "Other runs" }).getByRole("button").click();
      await console.run.getByRole("heading", { name: /^Stopped/ }).waitFor();
      await check(page, "an earlier run");
    });
  }
}

for (const width of [320, 390, 768, 1024, 1280, 1920]) {
  test(`at ${width} pixels nothing is wider than the screen, no id is broken, and rows are 36 pixels high`, async (t) => {
    const { page, world, console } = await openSignedIn(t, { viewport: { width, height: 900 } });
    await world.faults({ arguments: { user_id: "W12345678" }, error: "internal_error" });
    await console.askReset({ user: "W0000OWNR W12345678 W00000002 W00000003" });
    const fits = async (state) => {
      const over = await page.evaluate(() => {
        const wide = [...document.querySelectorAll("body, .card, .rows")].filter((box) => box.scrollWidth > box.clientWidth + 1 && box.clientWidth > 0);
        return [document.documentElement.scrollWidth - innerWidth, ...wide.map((box) => box.className)];
      });
      assert.deepEqual(over.slice(1), [], state);
      assert.ok(over[0] <= 0, state);
      const lines = await page.locator(".rows .id:visible, .history .id:visible").evaluateAll((all) => all.map((id) => id.getClientRects().length));
      assert.ok(lines.length > 0 && lines.every((count) => count === 1), `${state}: ${lines}`);
    };
    await fits("the review");
    await console.review.getByRole("button", { name: /^End/ }).click();
    await console.run.getByRole("heading", { name: "Finished: 4 of 4" }).waitFor();
    await console.startReset({ user: "W12345678" });
    await console.ending(5);
    await console.history.getByText("Settled: done").waitFor();
    await fits("the run, a later call that settles one of it, and the history");
    if (width >= 1024) {
      const row = console.runRows.filter({ hasText: "W00000003" });
      assert.equal(Math.round((await row.boundingBox()).height), 36);
    }
  });
}

test("a person with only a keyboard can sign in, correct, choose, confirm and read the report", async (t) => {
  const { world, page } = await open(t);
  const focused = (id) => page.locator(`#${id}:focus`).waitFor();
  const press = async (...keys) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  await page.locator("#token").focus();
  await page.keyboard.type(TOKEN);
  await press("Enter");
  await focused("reset-list");
  await press("Control+Enter");
  await page.locator("#reset-list[aria-invalid=true]:focus").waitFor();
  await page.keyboard.type("W12345678");
  await press("Tab", "ArrowRight", "Enter");
  await focused("confirm-no");
  await press("Tab");
  await focused("confirm-yes");
  await press("Enter");
  await focused("report-title");
  assert.deepEqual(await world.sessions("W12345678"), ["1112275520242", "1112275520244"]);
});

test("Tab follows the reading order, and the focus is always visible", async (t) => {
  const { page, console } = await openSignedIn(t);
  await console.startReset({ user: "W12345678" });
  await console.ending();
  await page.locator("#sign-out").focus();
  const order = [];
  for (let step = 0; step < 13; step += 1) {
    await page.keyboard.press("Tab");
    const seen = await page.evaluate(() => {
      const { activeElement: at } = document;
      const drawn = [at, at.closest(".tile")].filter(Boolean).some((element) => getComputedStyle(element).outlineStyle !== "none");
      return { name: at.id || at.getAttribute("aria-label")?.replace(/[0-9a-f]{32}/, "…") || at.value || at.textContent, drawn };
    });
    assert.ok(seen.drawn, `the focus on ${seen.name} can’t be seen`);
    order.push(seen.name);
  }
  assert.deepEqual(order, [
    "reset-list",
    "all",
    "Reset sessions…",
    "revoke-list",
    "Choose from a user’s active sessions",
    "Revoke sessions…",
    "record-open",
    "Copy request id …",
    "print",
    "save-jsonl",
    "save-csv",
    "clear",
    "Copy request id …",
  ]);
});

test("a call moves the focus to its progress, and then to its report", async (t) => {
  const { world, page, console } = await openSignedIn(t);
  await world.faults({ pass: true, delay_ms: NEVER });
  await console.startReset({ user: "W12345678" });
  await page.locator("#running-title:focus").waitFor();
  await console.abort.focus();
  await page.keyboard.press("Enter");
  await page.locator("#report-title:focus").waitFor();
});

test("a person who goes on typing keeps the focus, and hears the result: urgently if the outcome is unknown", async (t) => {
  const { world, page, console } = await openSignedIn(t);
  for (const [fault, region, words] of [
    [{ pass: true }, "status", /^Done\. Slack confirmed/],
    [{ status: 500 }, "alert", /^It may have happened — check before you repeat\./],
  ]) {
    await world.always(fault);
    const release = await hold(page, world);
    await console.startReset({ user: "W12345678" });
    // First wait until the page has moved the focus to the progress of the call.
    await page.locator("#running-title:focus").waitFor();
    await console.revoke.getByLabel("Sessions").focus();
    release();
    await page.getByRole(region).filter({ hasText: words }).waitFor({ state: "attached" });
    assert.equal(await page.evaluate(() => document.activeElement.id), "revoke-list");
  }
});

test("a button of the history keeps the focus while a run goes on", async (t) => {
  const { page, context, world, console } = await openSignedIn(t);
  const release = await holdUser(context, world, "W00000002");
  await console.askReset({ user: "W12345678 W00000002" });
  await console.review.getByRole("button", { name: /^End/ }).click();
  const button = console.rows.first().getByRole("button", { name: /^Copy/ });
  await button.focus();
  const name = await button.getAttribute("aria-label");
  release();
  await console.rows.nth(1).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), name);
});

test("every field has a label, headings go down by one, and the narrow history is still a table", async (t) => {
  const { page, console } = await openSignedIn(t, { viewport: NARROW });
  await console.startReset({ user: "W12345678" });
  await console.ending();
  const unlabelled = await page.evaluate(() =>
    [...document.querySelectorAll("input:not([type=file]), select, textarea")].filter((field) => field.labels.length === 0).map((field) => field.id),
  );
  assert.deepEqual(unlabelled, []);
  const levels = await page.getByRole("heading").evaluateAll((all) => all.map((heading) => Number(heading.localName[1])));
  assert.equal(levels[0], 1);
  levels.reduce((before, level) => (assert.ok(level <= before + 1, String(levels)), level));
  assert.equal(await console.history.getByRole("table").getByRole("columnheader").count(), 6);
  assert.equal(await console.history.getByRole("row").nth(1).getByRole("cell").count(), 6);
});

test("with forced colours an unknown outcome still has its dashed edge and its icon", async (t) => {
  const { world, page, console } = await openSignedIn(t, { forcedColors: "active" });
  await world.always({ status: 500 });
  await console.startReset({ user: "W12345678" });
  await console.ending();
  await check(page, "forced colours");
  const edges = await console.report.evaluate((report) => getComputedStyle(report).borderTopStyle);
  assert.equal(edges, "dashed");
  assert.ok(await console.report.locator("svg").first().isVisible());
});

test("with reduced motion nothing moves", async (t) => {
  for (const [reducedMotion, expected] of [["reduce", "none"], ["no-preference", "turn"]]) {
    const { page } = await open(t, { reducedMotion });
    const name = await page.evaluate(() => getComputedStyle(document.querySelector(".spinner")).animationName);
    assert.equal(name, expected);
  }
});
