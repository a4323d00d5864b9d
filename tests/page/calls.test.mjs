// Both calls by hand, from another origin than the API's: the question, the request and the report.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openSignedIn, TOKEN } from "./page.mjs";

test("a reset names what will happen, happens without a preflight, and is reported", async (t) => {
  const { world, page, console } = await openSignedIn(t);
  await console.askReset({ user: "W12345678" });
  const host = new URL(world.host).host;
  assert.match(
    await console.dialog.innerText(),
    new RegExp(`This will end all sessions of user W12345678 on all devices at ${host}\\. They will have to sign in again\\.`),
  );
  assert.deepEqual(await world.requests(), [], "nothing is sent before the answer");
  const answer = page.waitForResponse((response) => response.url().endsWith("/admin.users.session.reset"));
  await console.dialog.getByRole("button", { name: "End all sessions of W12345678" }).click();
  const report = await console.ending();

  assert.match(report, /^Done$/m);
  assert.match(report, /Slack confirmed that it ended all sessions of user W12345678 on all devices/);
  assert.ok(report.includes((await answer).headers()["x-slack-req-id"]));
  assert.deepEqual(await world.sessions("W12345678"), []);
  const requests = await world.requests();
  assert.deepEqual(requests.map((request) => request.http_method), ["POST"]);
  const [{ body, ...rest }] = requests;
  assert.deepEqual(new URLSearchParams(body).getAll("token"), [TOKEN]);
  assert.equal(JSON.stringify(rest).includes(TOKEN), false, "the token is outside the body");
});

for (const [devices, words, left] of [
  ["Mobile", "End all mobile sessions of W12345678", ["1112275520242", "1112275520244"]],
  ["Web", "End all web sessions of W12345678", ["1112275520243", "1112275520244"]],
]) {
  test(`a reset of ${devices} ends these sessions and no others`, async (t) => {
    const { world, console } = await openSignedIn(t);
    await console.askReset({ user: "W12345678", devices });
    await console.dialog.getByRole("button", { name: words }).click();
    assert.match(await console.ending(), /^Done$/m);
    assert.deepEqual(await world.sessions("W12345678"), left);
  });
}

test("a session id above 2^53 is revoked digit for digit", async (t) => {
  const { world, console } = await openSignedIn(t);
  await console.askRevoke({ user: "W00000002", session: "9007199254740993" });
  assert.match(await console.dialog.innerText(), /session 9007199254740993 of user W00000002 at .+ That device will/);
  await console.confirm();
  assert.match(await console.ending(), /it ended session 9007199254740993 of user W00000002/);
  const [{ body }] = await world.requests();
  const sent = new URLSearchParams(body);
  assert.equal(sent.get("session_id"), "9007199254740993");
  assert.equal(sent.has("team_id"), false, "an empty field is left out");
  assert.deepEqual(await world.sessions("W00000002"), ["1112275520250"]);
});

test("a session is revoked by team id, and by both ids", async (t) => {
  const { world, console } = await openSignedIn(t);
  await console.startRevoke({ user: "W12345678", team: "T12345678", session: "1112275520242" });
  assert.match(await console.ending(1), /session 1112275520242 of user W12345678 in team T12345678/);
  await console.startRevoke({ team: "T12345678", session: "1112275520243" });
  assert.match(await console.ending(2), /session 1112275520243 in team T12345678/);
  assert.deepEqual(await world.sessions("W12345678"), ["1112275520244"]);
});

test("the safe answer has the focus, and neither it nor Escape does anything", async (t) => {
  const { world, page, console } = await openSignedIn(t);
  for (const refuse of [() => page.keyboard.press("Enter"), () => page.keyboard.press("Escape")]) {
    await console.askReset({ user: "W12345678" });
    await page.locator("#confirm-no:focus").waitFor();
    await refuse();
    await console.dialog.waitFor({ state: "hidden" });
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Reset sessions…");
  }
  // The answer to one question must not count for the next one.
  await console.startReset({ user: "W00000002" });
  await console.ending();
  await console.askReset({ user: "W12345678" });
  await page.keyboard.press("Escape");
  await console.dialog.waitFor({ state: "hidden" });
  assert.equal((await world.requests()).length, 1);
  assert.equal((await world.sessions("W12345678")).length, 3);
});

test("the question names an earlier reset of the same user, and warns of an alert if that reset may have happened", async (t) => {
  const { world, console } = await openSignedIn(t);
  await world.faults({ status: 403 }, { error: "internal_error", times: 4 });
  await console.startReset({ user: "W12345678" });
  await console.ending();
  await console.askReset({ user: "W12345678" });
  assert.match(await console.dialog.innerText(), /You did this before: today at .+ Outcome: Not done\./);
  assert.doesNotMatch(await console.dialog.innerText(), /24 hours/);
  await console.confirm();
  await console.ending(2);
  await console.askReset({ user: "W12345678" });
  assert.match(await console.dialog.innerText(), /Outcome: Unknown: check\. A second reset within 24 hours alerts some organisations\./);
  await console.dialog.getByRole("button", { name: "Go back" }).click();
  await console.askReset({ user: "W00000002" });
  assert.doesNotMatch(await console.dialog.innerText(), /before/);
});

test("a call that wasn't done or may have happened can be made again from its report and from the history, after a question", async (t) => {
  const { world, page, console } = await openSignedIn(t);
  const again = console.report.getByRole("button", { name: "Again…" });
  await world.faults({ status: 403 }, { error: "user_session_reset_failed", times: 4 });
  await console.startReset({ user: "W12345678" });
  await console.ending();
  await again.click();
  await console.dialog.getByRole("button", { name: "Go back" }).click();
  assert.equal((await world.requests()).length, 1);
  await again.click();
  await console.confirm();
  await console.ending(2);
  const [newest, oldest] = [console.rows.first(), console.rows.last()];
  assert.equal(await oldest.getByRole("button", { name: /^Again/ }).count(), 0, "only the latest call of a user can be made again");
  await newest.getByRole("button", { name: "Again W12345678…" }).click();
  assert.match(await console.dialog.innerText(), /A second reset within 24 hours alerts some organisations\./);
  await console.confirm();
  await console.ending(3);
  assert.equal(await again.isVisible(), false);
  assert.equal(await page.getByRole("button", { name: /^Again/ }).count(), 0);
  assert.deepEqual(await world.sessions("W12345678"), []);
});

test("a bad argument is marked at its field without a question, and nothing is sent", async (t) => {
  const { world, console, page } = await openSignedIn(t);
  const cases = [
    [() => console.askReset({ user: "" }), "reset-list", /Enter the id of a user, or many/],
    [() => console.askRevoke({ user: "W12345678", session: "12x" }), "revoke-list", /one session id \(digits\)/],
    [() => console.askRevoke({ user: "W12345678", session: "" }), "revoke-list", /one session id \(digits\)/],
    [() => console.askRevoke({ session: "1112275520242" }), "revoke-list", /a user id or a team id/],
  ];
  for (const [start, field, words] of cases) {
    await start();
    await page.locator(`#${field}[aria-invalid=true]:focus`).waitFor();
    assert.match(await page.locator(`#${field}-error`).innerText(), words);
    assert.equal(await page.locator("[aria-invalid]").count(), 1, "the earlier mark is gone");
    assert.equal(await console.dialog.isVisible(), false);
  }
  assert.deepEqual(await world.requests(), []);
  await console.startReset({ user: "W12345678" });
  assert.match(await console.ending(), /^Done$/m);
  assert.equal(await page.locator("[aria-invalid]").count(), 0);
});

test("Slack's warnings about a successful call are shown", async (t) => {
  const { world, console } = await openSignedIn(t);
  const json = { ok: true, warning: "missing_charset,late", response_metadata: { warnings: ["missing_charset"], messages: ["[WARN] odd"] } };
  await world.faults({ json });
  await console.startReset({ user: "W12345678" });
  assert.match(await console.ending(), /^Done$[^]*Slack remarked\s+missing_charset\s+late\s+\[WARN\] odd$/m);
});

test("a button copies a request id", async (t) => {
  const { page, context, console } = await openSignedIn(t);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await console.startReset({ user: "W12345678" });
  await console.ending();
  const id = await console.report.locator("code").last().innerText();
  await console.report.getByRole("button", { name: `Copy request id ${id}` }).click();
  await page.getByText("Request id copied.").waitFor({ state: "attached" });
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), id);
});

test("if the browser refuses to copy, the request id is selected instead", async (t) => {
  const { page, console } = await openSignedIn(t);
  await page.evaluate(() => (navigator.clipboard.writeText = () => Promise.reject(new Error("refused"))));
  await console.startReset({ user: "W12345678" });
  await console.ending();
  const id = await console.report.locator("code").last().innerText();
  await console.report.getByRole("button", { name: /^Copy request id/ }).click();
  await page.getByRole("alert").filter({ hasText: "The browser refused to copy" }).waitFor({ state: "attached" });
  assert.equal(await page.evaluate(() => String(getSelection())), id);
});
