// What goes wrong, and how the page says it.

import assert from "node:assert/strict";
import { createServer } from "node:net";
import { test } from "node:test";
import { open, TOKEN } from "./page.mjs";

/** The base URL of a loopback port that nothing listens on. */
async function deadHost() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}/api`;
}

test("a refusal by Slack is shown with its code, the next step and the request id", async (t) => {
  const { console } = await open(t);
  await console.enterToken(TOKEN);
  await console.startReset({ user: "W99999999" });
  const report = await console.report();
  assert.match(report, /^Not done$/m);
  assert.match(report, /Slack knows no such user/);
  assert.match(report, /user_not_found/);
  assert.match(report, /Check the user id/);
  assert.match(report, /Request id\s+\S+/);
});

test("a missing scope is shown with the scopes needed and given", async (t) => {
  const { console } = await open(t);
  await console.enterToken("xoxp-standin-noscope");
  await console.startReset({ user: "W12345678" });
  const report = await console.report();
  assert.match(report, /missing_scope/);
  assert.match(report, /Scope needed\s+admin\.users:write/);
  assert.match(report, /Scopes given\s+users:read/);
});

test("a code that the page does not know is shown as it is", async (t) => {
  const { world, console } = await open(t);
  await world.faults({ json: { ok: false, error: "constructor" } });
  await console.enterToken(TOKEN);
  await console.startReset({ user: "W12345678" });
  const report = await console.report();
  assert.match(report, /^Not done$/m);
  assert.match(report, /Slack’s code\s+constructor/);
});

test("a failure inside Slack is unmistakably unknown, and says how to make sure", async (t) => {
  const { world, console } = await open(t);
  await world.faults({ json: { ok: false, error: "internal_error" }, times: 0 });
  await console.enterToken(TOKEN);
  await console.startReset({ user: "W12345678" });
  const report = await console.report();
  assert.match(report, /^Unknown: it may have happened$/m);
  assert.match(report, /internal_error/);
  assert.match(report, /reset again: it does no harm/);
});

test("a proxy's refusal is not done and shows its status", async (t) => {
  const { world, console } = await open(t);
  await world.faults({ status: 403, reason: "Forbidden", body: "<h1>Blocked</h1>" });
  await console.enterToken(TOKEN);
  await console.startReset({ user: "W12345678" });
  const report = await console.report();
  assert.match(report, /^Not done$/m);
  assert.match(report, /HTTP status\s+403/);
});

test("a redirect is refused in words", async (t) => {
  const { world, console } = await open(t);
  await world.faults({ status: 302, headers: { location: "/elsewhere" } });
  await console.enterToken(TOKEN);
  await console.startReset({ user: "W12345678" });
  const report = await console.report();
  assert.match(report, /^Not done$/m);
  assert.match(report, /a redirect; the token was not sent on/);
  assert.equal((await world.requests()).length, 1);
});

test("a failure that may pass is tried again, and the page says so", async (t) => {
  const { world, console } = await open(t);
  await world.faults({ status: 429, headers: { "retry-after": "2" }, json: { ok: false, error: "ratelimited" } });
  await console.enterToken(TOKEN);
  await console.startReset({ user: "W12345678" });
  await console.result.getByText("Attempt 1 failed. The next one follows in 2 s.").waitFor();
  assert.match(await console.report(), /^Done$/m);
  assert.equal((await world.requests()).length, 2);
});

test("Abort ends the wait for the next attempt at once, and nothing more is sent", async (t) => {
  const { world, console } = await open(t);
  await world.faults({ status: 429, headers: { "retry-after": "20" }, json: { ok: false, error: "ratelimited" } });
  await console.enterToken(TOKEN);
  await console.startReset({ user: "W12345678" });
  await console.result.getByText("The next one follows in 20 s.").waitFor();
  await console.result.getByRole("button", { name: "Abort" }).click();
  assert.match(await console.report(), /You stopped waiting/);
  assert.equal((await world.requests()).length, 1);
});

test("a limit that is too long to wait for says how long", async (t) => {
  const { world, console } = await open(t);
  await world.faults({ status: 429, headers: { "retry-after": "1700" }, json: { ok: false, error: "ratelimited" }, times: 0 });
  await console.enterToken(TOKEN);
  await console.startReset({ user: "W12345678" });
  const report = await console.report();
  assert.match(report, /^Not done$/m);
  assert.match(report, /ratelimited/);
  assert.match(report, /Wait 1700 seconds/);
});

test("an answer that is not Slack's is unknown", async (t) => {
  const { world, console } = await open(t);
  await world.faults({ body: "<h1>Please sign in</h1>" });
  await console.enterToken(TOKEN);
  await console.startReset({ user: "W12345678" });
  const report = await console.report();
  assert.match(report, /^Unknown: it may have happened$/m);
  assert.match(report, /not as Slack answers/);
});

test("a bad argument names its field, goes to it, and sends nothing", async (t) => {
  const { world, console, page } = await open(t);
  await console.enterToken(TOKEN);
  const cases = [
    [() => console.startReset({ user: "" }), "User id", "reset-user"],
    [() => console.startInvalidate({ user: "W12345678", session: "12x" }), "Session id", "invalidate-session"],
    [() => console.startInvalidate({ session: "1112275520242" }), "User id", "invalidate-user"],
    [() => page.getByLabel("Host").fill("http://slack.example").then(() => console.startReset({ user: "W12345678" })), "Host", "host"],
  ];
  for (const [start, label, field] of cases) {
    await start();
    await page.locator(`#${field}[aria-invalid=true]:focus`).waitFor();
    const report = await console.report();
    assert.match(report, /^Not done: nothing was sent$/m);
    assert.match(report, new RegExp(`The field “${label}” is not right`));
  }
  assert.deepEqual(await world.requests(), []);
});

test("the mark on a field goes away with the next call", async (t) => {
  const { console, page } = await open(t);
  await console.enterToken(TOKEN);
  await console.startReset({ user: "" });
  await page.locator("#reset-user[aria-invalid=true]").waitFor();
  await console.startReset({ user: "W12345678" });
  await console.result.getByText("Done", { exact: true }).waitFor();
  assert.equal(await page.locator("[aria-invalid]").count(), 0);
});

test("Abort ends the waiting at once and says that it may have happened", async (t) => {
  const { world, console } = await open(t);
  await world.faults({ pass: true, delay_ms: 20_000 });
  await console.enterToken(TOKEN);
  await console.startReset({ user: "W12345678" });
  await console.result.getByText("Waiting for Slack").waitFor();
  const abort = console.result.getByRole("button", { name: "Abort" });
  const pressed = Date.now();
  await abort.click();
  const report = await console.report();
  assert.ok(Date.now() - pressed < 5_000);
  assert.match(report, /^Unknown: it may have happened$/m);
  assert.match(report, /You stopped waiting/);
  assert.equal(await abort.isVisible(), false);

  await console.startReset({ user: "W00000002" });
  await console.result.getByText("the sessions of W00000002 ended").waitFor();
});

test("a second press during a call sends nothing more", async (t) => {
  const { world, console } = await open(t);
  await world.faults({ pass: true, delay_ms: 1_000 });
  await console.enterToken(TOKEN);
  await console.startReset({ user: "W12345678" });
  await console.result.getByText("Waiting for Slack").waitFor();
  await console.reset.getByLabel("User id").press("Enter");
  assert.match(await console.report(), /^Done$/m);
  assert.equal((await world.requests()).length, 1);
});

test("a dead host is a network error in words", async (t) => {
  const { console } = await open(t, { host: await deadHost() });
  await console.enterToken(TOKEN);
  await console.startReset({ user: "W12345678" });
  const report = await console.report();
  assert.match(report, /No complete answer came: the connection failed/);
  assert.match(report, /Check the connection and the host/);
});
