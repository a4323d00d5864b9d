// The page itself: the token's secrecy, keyboard, what it loads and shows at the start.

import assert from "node:assert/strict";
import { test } from "node:test";
import { open, TOKEN } from "./page.mjs";

/** Everything that the page holds where somebody may look: its address, markup, words and storage. */
function everythingShown(page) {
  return page.evaluate(() =>
    JSON.stringify([
      location.href,
      document.title,
      document.documentElement.outerHTML,
      document.body.innerText,
      document.cookie,
      { ...localStorage },
      { ...sessionStorage },
      history.state,
      performance.getEntries().map((entry) => entry.name),
    ]),
  );
}

test("the token is never in the page, its address, its storage or the browser's console", async (t) => {
  const { world, page, heard, console } = await open(t);
  await console.enterToken(TOKEN);
  const withHeader = () => console.choosePlacement("authorization").then(() => console.startReset({ user: "W12345678" }));
  const steps = [
    ["after a success", () => console.startReset({ user: "W12345678" })],
    ["after a refusal", () => console.startReset({ user: "W99999999" })],
    ["as a user id", () => console.startReset({ user: TOKEN })],
    ["as a session id", () => console.startInvalidate({ user: "W12345678", session: TOKEN })],
    ["in an echoed code", () => echo({ json: { ok: false, error: TOKEN } })],
    ["in an echoed status and body", () => echo({ status: 403, reason: `no ${TOKEN}`, body: TOKEN })],
    ["in an echoed request id", () => echo({ pass: true, headers: { "x-slack-req-id": TOKEN } })],
    ["after a network error", withHeader],
  ];
  async function echo(fault) {
    await world.faults(fault);
    await console.startReset({ user: "W00000002" });
  }
  for (const [when, act] of steps) {
    await act();
    await console.report();
    const shown = await everythingShown(page);
    assert.equal(shown.includes(TOKEN), false, `the token is shown ${when}`);
  }
  // Chromium itself logs a failed answer with the server's status text; no page can keep it from that.
  const ours = heard.filter((line) => !line.startsWith("Failed to load resource:"));
  assert.equal(ours.join("\n").includes(TOKEN), false, "the token is in the browser's console");
});

test("a call throws nothing and writes nothing to the browser's console", async (t) => {
  const { heard, console } = await open(t);
  await console.enterToken(TOKEN);
  await console.startReset({ user: "W12345678" });
  await console.report();
  assert.deepEqual(heard, []);
});

test("the keyboard alone fills in, sends, and corrects", async (t) => {
  const { world, page, console } = await open(t);
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.textContent.trim());
  const order = [];
  for (let step = 0; step < 11; step += 1) {
    await page.keyboard.press("Tab");
    order.push(await focused());
    if (order.at(-1) === "token") await page.keyboard.type(TOKEN);
  }
  assert.deepEqual(order.slice(0, 4), ["host", "token", "Advanced", "reset-user"]);
  assert.deepEqual(order.slice(5), [
    "Reset sessions",
    "invalidate-user",
    "invalidate-team",
    "invalidate-session",
    "Revoke session",
    order.at(-1),
  ]);

  await console.reset.getByLabel("User id").focus();
  await page.keyboard.press("Enter");
  await page.locator("#reset-user[aria-invalid=true]:focus").waitFor();

  await page.keyboard.type("W12345678");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await console.result.getByText("the mobile sessions of W12345678 ended").waitFor();
  assert.deepEqual(await world.sessionsOf("W12345678"), ["1112275520242", "1112275520244"]);
});

test("aborting by keyboard leaves the focus at the report", async (t) => {
  const { world, page, console } = await open(t);
  await world.faults({ pass: true, delay_ms: 20_000 });
  await console.enterToken(TOKEN);
  await console.startReset({ user: "W12345678" });
  await console.result.getByRole("button", { name: "Abort" }).focus();
  await page.keyboard.press("Enter");
  await page.locator("#result[data-state=unknown]:focus").waitFor();
});

test("the result is announced politely", async (t) => {
  const { page } = await open(t);
  const status = page.getByRole("status");
  assert.equal(await status.getAttribute("aria-live"), "polite");
  assert.equal(await status.locator("#headline").count(), 1);
});

test("every field has a label, and the token's field is a password without completion", async (t) => {
  const { page } = await open(t);
  const unlabelled = await page.evaluate(() =>
    [...document.querySelectorAll("input, select")].filter((field) => field.labels.length === 0).map((field) => field.id),
  );
  assert.deepEqual(unlabelled, []);
  const token = page.getByLabel("Token", { exact: true });
  assert.equal(await token.getAttribute("type"), "password");
  assert.equal(await token.getAttribute("autocomplete"), "off");
});

test("a host that came with the link is pointed out", async (t) => {
  const { page, world } = await open(t);
  assert.equal(await page.getByLabel("Host").inputValue(), world.host);
  assert.ok(await page.getByText("This host comes from the link").isVisible());
  await page.goto(new URL("/", page.url()).href);
  await page.getByText("Nothing has been done yet.").waitFor();
  assert.equal(await page.getByLabel("Host").inputValue(), "https://slack.com/api");
  assert.equal(await page.getByText("This host comes from the link").isVisible(), false);
});

test("the page has no inline handlers and no inline styles", async (t) => {
  const { page } = await open(t);
  const inline = await page.evaluate(() =>
    [...document.querySelectorAll("*")].flatMap((node) =>
      node.getAttributeNames().filter((name) => name === "style" || name.startsWith("on")),
    ),
  );
  assert.deepEqual(inline, []);
  assert.equal(await page.locator("style, script:not([src]):not([type=importmap])").count(), 0);
});

test("light and dark are both there", async (t) => {
  const grounds = [];
  for (const colorScheme of ["light", "dark"]) {
    const { page } = await open(t, { colorScheme });
    grounds.push(await page.evaluate(() => getComputedStyle(document.body).backgroundColor));
  }
  assert.notEqual(grounds[0], grounds[1]);
});
