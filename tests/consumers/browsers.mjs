// Chromium and Firefox: each opens a page, and reads what the page says in `document.body.dataset`.
import puppeteer from "puppeteer-core";
import { launch } from "../chromium.mjs";
import { world } from "./checked-world.mjs";

const launches = {
  chromium: () => launch(process.env.CHROMIUM),
  firefox: () => puppeteer.launch({ browser: "firefox", executablePath: process.env.FIREFOX }),
};
const running = new Map();
/** Milliseconds for a page to load and to report, even on a busy machine. */
const PATIENCE = 120_000;

async function launched(name) {
  if (!running.has(name)) running.set(name, await launches[name]());
  return running.get(name);
}

/** The version of a browser. */
export const versionOf = async (name) => `${name} ${String(await (await launched(name)).version()).replace(/^\D*/, "")}`;

/** What a page reports. Throws if the page prints or throws an error, or reports nothing. */
export async function said(address, name = "chromium") {
  const page = await (await launched(name)).newPage();
  const heard = [];
  page.on("console", (message) => ["error", "warning", "warn"].includes(message.type()) && heard.push(message.text()));
  page.on("pageerror", (error) => heard.push(String(error)));
  try {
    await page.goto(address, { timeout: PATIENCE });
    await page.waitForSelector("body[data-said]", { state: "attached", timeout: PATIENCE });
    const text = await page.evaluate(() => document.body.dataset.said);
    if (heard.length > 0) throw new Error("it printed an error or a warning");
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${name} at ${address}: ${error.message}\n${heard.join("\n")}`);
  } finally {
    await page.close();
  }
}

/** Opens the page with a new world as its host, and checks its report and its calls. */
export async function opens(address, name) {
  const slack = world();
  const url = new URL(address);
  url.searchParams.set("host", slack.host);
  await slack.check(await said(url.href, name));
}

export async function closeBrowsers() {
  for (const browser of running.values()) await browser.close();
}
