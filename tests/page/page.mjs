// Shared by the tests of pages: Chromium, a page on the demo's server, and a world of the stand-in for each test.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { after, before } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { launch } from "../chromium.mjs";
import { deadPort } from "../dead-port.mjs";
import { NEVER, TOKEN, world as newWorld } from "../standin/client.mjs";
import { Console } from "./console.mjs";

export { NEVER, TOKEN };
export const WIDE = { width: 1280, height: 900 };
export const NARROW = { width: 360, height: 780 };

function need(name, what) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: the page's tests need ${what}; \`cargo xtask test\` sets it.`);
  return value;
}

const STANDIN = need("STANDIN", "the base URL of a running stand-in");
const WWW = need("WWW", "the base URL of the page's origin");
const CHROMIUM = need("CHROMIUM", "the path of a Chromium");
if (!existsSync(CHROMIUM)) throw new Error(`CHROMIUM is ${CHROMIUM}, but there is no such file.`);
if (new URL(STANDIN).origin === new URL(WWW).origin) {
  throw new Error("STANDIN and WWW have the same origin, so these tests could not test calls across origins.");
}

let browser;
before(async () => {
  browser = await launch(CHROMIUM);
});
after(() => browser?.close());

/** Opens a path of the demo's server in a fresh browser profile. `violations` are the violations of the page's policy. */
export async function visit(t, path, { mayViolate, clock, ...options } = {}) {
  const context = await browser.newContext({ viewport: WIDE, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const violations = [];
  t.after(async () => {
    await context.close();
    if (!mayViolate) assert.deepEqual(violations, [], "the page broke its Content-Security-Policy");
  });
  await page.exposeFunction("reportViolation", (what) => violations.push(what));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      reportViolation(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
    });
  });
  // The wait before another attempt is random, from zero on. Here it is always zero, so that no test waits longer than it must.
  await page.addInitScript(() => (Math.random = () => 0));
  if (clock) await page.clock.install();
  const heard = [];
  page.on("console", (message) => heard.push(message.text()));
  page.on("pageerror", (error) => heard.push(String(error)));
  await page.goto(new URL(path, WWW).href);
  return { page, context, heard, violations };
}

/** Opens the console, signed out, with a new world of the stand-in (or `host`) in its link. */
export async function open(t, { host, path = "/", pace = 6000, ...options } = {}) {
  const world = newWorld();
  // The page asks whose token it is at each sign-in.
  const { requests } = world;
  world.requests = async () => (await requests()).filter(({ api_method: method }) => method !== "auth.test");
  world.arrival = async (count = 1) => {
    while ((await world.requests()).length < count) await sleep(10);
  };
  const opened = await visit(t, `${path}?host=${encodeURIComponent(host ?? world.host)}&per_minute=${pace}`, options);
  const console = new Console(opened.page);
  await console.signInForm.waitFor();
  return { ...opened, world, console };
}

/** Opens the console, signed in with a token. */
export async function openSignedIn(t, { token = TOKEN, ...options } = {}) {
  const opened = await open(t, options);
  await opened.console.signIn(token);
  return opened;
}

/** Keeps the next call from going out until the function that this resolves to is called. */
export async function hold(page, world) {
  let release;
  const released = new Promise((resolve) => (release = resolve));
  const send = (route) => released.then(() => route.continue());
  await page.route(`${world.host}/**`, send, { times: 1 });
  return release;
}

/** Keeps the call for one user from going out, from the page or a worker, until the function that this resolves to is called. */
export async function holdUser(context, world, user) {
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await context.route(`${world.host}/admin.users.session.reset`, async (route) => {
    if (route.request().postData()?.includes(user)) await released;
    await route.continue();
  });
  return release;
}

/** The base URL of a port on which nothing listens. */
export async function deadHost() {
  const { port } = await deadPort();
  return `http://127.0.0.1:${port}/api`;
}
