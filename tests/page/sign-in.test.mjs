// Signing in and out.

import assert from "node:assert/strict";
import { test } from "node:test";
import { NEVER, open, openSignedIn, TOKEN, visit } from "./page.mjs";

test("the token leaves its field at once, and the desk opens", async (t) => {
  const { page, console } = await open(t);
  await console.signIn(TOKEN);
  await console.reset.waitFor();
  assert.equal(await page.locator("#token").inputValue(), "");
  assert.equal(await console.signInForm.isVisible(), false);
  assert.ok(await page.getByText(/^Signed in as w00000003 · Stand-in at 127\.0\.0\.1:\d+ with a token$/).isVisible());
  await page.locator("#reset-list:focus").waitFor();
});

test("the token's field is a password field without completion", async (t) => {
  const { page } = await open(t);
  const token = page.getByLabel("Token", { exact: true });
  assert.equal(await token.getAttribute("type"), "password");
  assert.equal(await token.getAttribute("autocomplete"), "off");
});

test("signing in needs a token, and a text that can't be one is refused by the library and not kept", async (t) => {
  const { page, console } = await open(t);
  for (const [token, problem] of [["", /Enter a token/], ["xoxp two words", /can’t be a token/]]) {
    await console.signIn(token);
    await page.locator("#token[aria-invalid=true]:focus").waitFor();
    assert.match(await page.locator("#token-error").innerText(), problem);
    assert.equal(await page.locator("#token").inputValue(), "");
    assert.equal(await console.reset.isVisible(), false);
  }
});

test("a host that the library refuses is marked, and the mark disappears after a correction", async (t) => {
  const { page, console } = await open(t);
  // Without a scheme the host would be a path on the page's own server.
  for (const host of ["http://slack.example/api", "slack.com/api", "//slack.example/api", "/api"]) {
    await page.getByLabel("Address of the host").fill(host);
    await console.signIn(TOKEN);
    await page.locator("#other-host[aria-invalid=true]:focus").waitFor();
    assert.match(await page.locator("#other-host-error").innerText(), /begins with https/);
  }
  await page.route("https://slack.com/**", (route) => route.fulfill({ json: { ok: true } }));
  await page.getByLabel("Host", { exact: true }).selectOption("https://slack.com/api");
  await console.signIn(TOKEN);
  await console.reset.waitFor();
  assert.equal(await page.locator("[aria-invalid]").count(), 0);
  assert.ok(await page.getByText("slack.com", { exact: true }).isVisible());
});

test("the host is Slack unless a person chooses another one", async (t) => {
  const { page } = await visit(t, "/");
  assert.equal(await page.getByLabel("Host", { exact: true }).inputValue(), "https://slack.com/api");
  const offered = await page.getByLabel("Host", { exact: true }).getByRole("option").allInnerTexts();
  assert.deepEqual(offered, ["Slack (slack.com)", "GovSlack (slack-gov.com)", "Another host…"]);
});

test("a link can name only a host of this machine", async (t) => {
  const { page, world } = await open(t);
  assert.equal(await page.getByLabel("Address of the host").inputValue(), world.host);
  assert.ok(await page.getByText("From the link that opened this page").isVisible());
  for (const host of ["https://slack.example/api", "http://127.0.0.1.slack.example", "//slack.example", "javascript:0", "/api"]) {
    await page.goto(new URL(`/?host=${encodeURIComponent(host)}`, page.url()).href);
    assert.equal(await page.getByLabel("Host", { exact: true }).inputValue(), "https://slack.com/api", host);
    assert.equal(await page.getByLabel("Address of the host").isVisible(), false, host);
  }
});

test("calls through this server go to the page's own origin without a token; the proxy adds it", async (t) => {
  const { page, world, console } = await open(t);
  const sent = [];
  page.on("request", (request) => sent.push(request));
  await console.signInThroughProxy(world.proxy);
  assert.ok(await page.getByText(/on this server without a token in this page$/).isVisible());
  await console.startReset({ user: "W12345678" });
  await console.ending();
  assert.deepEqual(await world.sessions("W12345678"), []);

  const call = sent.findLast((request) => request.method() === "POST");
  assert.equal(new URL(call.url()).origin, new URL(page.url()).origin);
  assert.equal(JSON.stringify([await call.allHeaders(), call.postData(), call.url()]).includes("xoxp"), false);
  const [{ headers }] = await world.requests();
  assert.equal(headers.authorization, `Bearer ${TOKEN}`);
});

test("a proxy must be a path on this server", async (t) => {
  const { page, world, console } = await open(t);
  for (const path of ["https://slack.example/api", "//slack.example/api", "/\\slack.example/api", "api", ""]) {
    await console.signInThroughProxy(path);
    await page.locator("#proxy[aria-invalid=true]:focus").waitFor();
    assert.match(await page.locator("#proxy-error").innerText(), /path on this server/);
  }
  await console.signInThroughProxy(`${world.proxy}?a=b`);
  assert.match(await page.locator("#proxy-error").innerText(), /no \? or #/);
});

test("the proxy refuses pages of other origins", async (t) => {
  const { world, context, page } = await open(t);
  const proxy = new URL(world.proxy, page.url()).href;
  const other = await context.newPage();
  // The stand-in's own origin is another one. A form is sent without a preflight.
  await other.goto(world.host.replace(/api$/, "control/state"));
  const status = await other.evaluate(async (url) => {
    const response = await fetch(url, { method: "POST", mode: "no-cors", body: new URLSearchParams({ user_id: "W12345678" }) });
    return response.type;
  }, `${proxy}/admin.users.session.reset`);
  assert.equal(status, "opaque");
  assert.deepEqual(await world.requests(), []);
  assert.equal((await world.sessions("W12345678")).length, 3);
});

test("signing out wipes the token, empties the forms, and keeps the history", async (t) => {
  const { page, console } = await openSignedIn(t);
  await console.startReset({ user: "W12345678" });
  await console.ending();
  await console.signOut();
  await page.locator("#sign-in-title:focus").waitFor();
  assert.equal(await console.reset.isVisible(), false);
  assert.equal(await console.rows.count(), 1);
  assert.equal(await page.locator("#reset-list").inputValue(), "");

  await console.signIn("xoxp-standin-revoked");
  await page.locator("#token[aria-invalid=true]:focus").waitFor();
  assert.match(await page.locator("#token-error").innerText(), /The token has been revoked/);
  assert.equal(await console.reset.isVisible(), false);
});

test("signing out during a call ends it, and the history says that it may have happened", async (t) => {
  const { world, console } = await openSignedIn(t);
  await world.faults({ pass: true, delay_ms: NEVER });
  await console.startReset({ user: "W12345678" });
  await world.arrival();
  await console.signOut();
  await console.rows.getByText("Unknown: check").waitFor();
});
