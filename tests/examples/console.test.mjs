// The console of the examples in Chromium, under the policy that SECURITY.md gives.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { open } from "./site.mjs";
import { EXPIRED, PACKAGE, TOKEN } from "./installed-examples.mjs";

const [, POLICY] = readFileSync(join(PACKAGE, "SECURITY.md"), "utf8").match(/^```text csp\n(.*)\n```$/m) ?? assert.fail("no policy");
const DIRECT = POLICY.replace("connect-src 'self'", "connect-src https://slack.com");

test("through the proxy a user is reset, and the page has no token", async (t) => {
  const { slack, reset, seen, heard } = await open(t, POLICY);
  assert.equal(await reset({ user: "W12345678" }), "Done: all sessions of W12345678 are ended.");
  assert.deepEqual(await slack.sessions("W12345678"), []);
  assert.ok(!JSON.stringify(seen).includes(TOKEN));
  assert.deepEqual(heard, [], "the policy forbids something that the page does");
});

test("what Slack refuses is not done, with its code and its request id", async (t) => {
  const { reset } = await open(t, POLICY);
  assert.match(await reset({ user: "W0000OWNR" }), /^Not done: .*cannot_reset_primary_owner.*request id is \S+\.$/);
});

test("a lost answer counts neither as done nor as not done", async (t) => {
  const { slack, reset } = await open(t, POLICY);
  // An unknown outcome that isn't tried again.
  await slack.faults({ apply: true, status: 200, body: "<h1>Sign in</h1>" });
  assert.match(await reset({ user: "W12345678" }), /^It is not known whether it was done/);
  assert.deepEqual(await slack.sessions("W12345678"), []);
});

test("a second call works after a first that failed", async (t) => {
  const { reset } = await open(t, POLICY);
  await reset({ user: "W0000OWNR" });
  assert.match(await reset({ user: "W12345678" }), /^Done/);
});

test("with a token the call goes straight to Slack, without a preflight, cookies and a referrer", async (t) => {
  const { slack, reset, serveSlack, sent, seen, heard } = await open(t, DIRECT);
  await serveSlack();
  assert.match(await reset({ user: "W12345678", token: TOKEN }), /^Done/);
  assert.deepEqual(await slack.sessions("W12345678"), []);
  assert.equal(sent.length, 1);
  const [{ method, headers, body }] = sent;
  assert.equal(method, "POST");
  assert.equal(new URLSearchParams(body).get("token"), TOKEN);
  for (const name of ["authorization", "cookie", "referer"]) assert.ok(!(name in headers), name);
  assert.ok(!seen.some(({ path }) => path.startsWith("/slack/")));
  assert.deepEqual(heard, []);
});

test("with an expired token the reset is not done, and the token is not shown", async (t) => {
  const { page, reset, serveSlack } = await open(t, DIRECT);
  await serveSlack();
  const words = await reset({ user: "W12345678", token: EXPIRED });
  assert.match(words, /^Not done: .*token_expired/);
  assert.ok(!(await page.content()).includes(EXPIRED));
});

test("the browser sends the page's cookie to the proxy of its origin, and the record says who asked", async (t) => {
  const { slack, page, seen, recorded } = await open(t, POLICY);
  await page.evaluate(async () => {
    const { AdminUsersSessionApi } = await import("/slack-admin-session/index.js");
    await new AdminUsersSessionApi({ host: "/slack", retry: false }).reset({ user_id: "W12345678" });
  });
  assert.equal((await slack.sessions("W12345678")).length, 0);
  const form = { user_id: "W12345678" };
  const entries = recorded.map(({ who, form, state, ok }) => ({ who, form, state, ok }));
  assert.deepEqual(entries, [
    { who: "an admin", form, state: "asked", ok: undefined },
    { who: "an admin", form, state: "answered", ok: true },
  ]);
  const { headers } = seen.find(({ path }) => path === "/slack/admin.users.session.reset");
  assert.ok(!("referer" in headers));
  assert.match(headers["cache-control"], /no-cache|no-store/);
});

test("a call with a token sends no cookie, not even to the page's own origin", async (t) => {
  const { page, seen } = await open(t, POLICY);
  await page.evaluate(async () => {
    const { AdminUsersSessionApi } = await import("/slack-admin-session/index.js");
    const api = new AdminUsersSessionApi({ host: "/slack", accessToken: "xoxp-page", retry: false });
    await api.reset({ user_id: "W12345678" }).catch(() => {});
  });
  const { headers } = seen.find(({ path }) => path === "/slack/admin.users.session.reset");
  assert.ok(!("cookie" in headers));
});

test("the policy keeps the token from being sent elsewhere", async (t) => {
  const { reset, serveSlack, sent, heard, hears } = await open(t, POLICY);
  await serveSlack();
  assert.match(await reset({ user: "W12345678", token: TOKEN }), /^(It is not known|Not done)/);
  assert.deepEqual(sent, []);
  await hears(/Content Security Policy/);
  assert.ok(!heard.join("\n").includes(TOKEN));
});

test("without 'wasm-unsafe-eval' the package can't be loaded", async (t) => {
  const { page, hears } = await open(t, POLICY.replace(" 'wasm-unsafe-eval'", ""));
  await hears(/WebAssembly|wasm/i);
  assert.ok(await page.getByRole("button", { name: "Reset" }).isDisabled());
});
