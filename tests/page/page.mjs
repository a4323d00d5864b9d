// The console in a real Chromium, and a world of the stand-in for each test.

import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { after, before } from "node:test";
import { chromium } from "playwright-core";

/** The stand-in's token that may do everything. */
export const TOKEN = "xoxp-standin-admin";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Containers often have a small /dev/shm, in which Chromium crashes.
  "--disable-dev-shm-usage",
];

function need(name, what) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: the page's tests need ${what}; \`cargo xtask test\` sets it.`);
  return value;
}

const STANDIN = need("STANDIN", "the base URL of a running stand-in");
const WWW = need("WWW", "the base URL of the page's origin");
const CHROMIUM = need("CHROMIUM", "the path of a Chromium");
if (!existsSync(CHROMIUM)) throw new Error(`CHROMIUM is ${CHROMIUM}, and there is no such file.`);
if (new URL(STANDIN).origin === new URL(WWW).origin) {
  throw new Error("STANDIN and WWW are of one origin: then these tests would show nothing about calls across origins.");
}

let browser;
before(async () => {
  browser = await chromium.launch({ executablePath: CHROMIUM, headless: true, args: FLAGS });
});
after(() => browser?.close());

/** Opens the console on a new world of the stand-in, or on `host`; it is closed when the test `t` ends. */
export async function open(t, { host, colorScheme = "light" } = {}) {
  const world = new World();
  const context = await browser.newContext({ colorScheme });
  t.after(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const heard = [];
  page.on("console", (message) => heard.push(message.text()));
  page.on("pageerror", (error) => heard.push(String(error)));
  const address = new URL("/", WWW);
  address.searchParams.set("host", host ?? world.host);
  await page.goto(address.href);
  await page.getByText("Nothing has been done yet.").waitFor();
  return { world, page, heard, console: new Console(page) };
}

/** The page as a person uses it. */
class Console {
  constructor(page) {
    this.page = page;
    this.reset = page.getByRole("form", { name: "Reset a user’s sessions" });
    this.invalidate = page.getByRole("form", { name: "Revoke one session" });
    this.result = page.getByRole("region", { name: "Result" });
  }

  async enterToken(token) {
    await this.page.getByLabel("Token", { exact: true }).fill(token);
  }

  async choosePlacement(placement) {
    await this.page.getByText("Advanced").click();
    await this.page.getByLabel("Token placement").selectOption(placement);
  }

  /** Fills the form in, presses its button, and waits for nothing. */
  async startReset({ user, devices = "all" }) {
    await this.reset.getByLabel("User id").fill(user);
    await this.reset.getByLabel(devices).check();
    await this.reset.getByRole("button", { name: "Reset sessions" }).click();
  }

  async startInvalidate({ user = "", team = "", session }) {
    await this.invalidate.getByLabel("User id").fill(user);
    await this.invalidate.getByLabel("Team id").fill(team);
    await this.invalidate.getByLabel("Session id").fill(session);
    await this.invalidate.getByRole("button", { name: "Revoke session" }).click();
  }

  /** The words shown once no call is under way. */
  async report() {
    await this.page.locator("#result:is([data-state=done], [data-state=not-done], [data-state=unknown])").waitFor();
    return this.result.innerText();
  }
}

/** A world of the stand-in that no other test uses. */
class World {
  #base = `${STANDIN}/w/page-${randomUUID()}`;

  get host() {
    return `${this.#base}/api`;
  }

  async #control(path, init) {
    const answer = await fetch(`${this.#base}/control/${path}`, init);
    if (!answer.ok) throw new Error(`the stand-in's control/${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  }

  /** The session ids of a user, as text. */
  async sessionsOf(user) {
    const { users } = await this.#control("state");
    return users.find(({ id }) => id === user).sessions.map((session) => session.id_text);
  }

  /** Every request that reached the stand-in, OPTIONS included. */
  requests() {
    return this.#control("requests");
  }

  async faults(...faults) {
    const answer = await fetch(`${this.#base}/control/faults`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(faults),
    });
    if (!answer.ok) throw new Error(`the stand-in refused the faults: ${await answer.text()}`);
  }
}
