// The console in Firefox: signing in, one reset, and one run.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test } from "node:test";
import puppeteer from "puppeteer-core";
import { TOKEN, world as newWorld } from "../standin/client.mjs";

const { FIREFOX, WWW } = process.env;
if (!FIREFOX || !existsSync(FIREFOX)) throw new Error("FIREFOX is not the path of a Firefox; `cargo xtask test` sets it.");

test("in Firefox a person signs in, resets one user, and then twelve in a run, and the browser keeps the record", async (t) => {
  const browser = await puppeteer.launch({ browser: "firefox", executablePath: FIREFOX });
  t.after(() => browser.close());
  const page = await browser.newPage();
  page.setDefaultTimeout(60_000);
  const world = newWorld();
  await world.crowd({ count: 12 });
  await page.goto(`${WWW}/?host=${encodeURIComponent(world.host)}&per_minute=6000`);
  const heard = (id, words) =>
    page.waitForFunction((id, words) => document.getElementById(id)?.innerText.includes(words), {}, id, words);
  const type = async (selector, text) => {
    await (await page.waitForSelector(selector, { visible: true })).type(text);
  };
  const click = async (selector) => {
    await (await page.waitForSelector(selector, { visible: true })).click();
  };

  await type("#token", TOKEN);
  await click("#enter");
  await heard("connection-who", "w00000003");

  await type("#reset-list", "W12345678");
  await click("#reset .primary");
  await click("#confirm-yes");
  await heard("report-title", "Done");
  assert.deepEqual(await world.sessions("W12345678"), []);

  const ids = Array.from({ length: 12 }, (_, index) => `WC${String(index + 1).padStart(7, "0")}`);
  await type("#reset-list", ids.join(" "));
  await click("#reset .primary");
  await type("#review-number", "12");
  await click("#review-yes");
  await heard("run-title", "Finished: 12 of 12");
  const calls = (await world.targets()).filter(({ user_id: user }) => user?.startsWith("WC"));
  assert.deepEqual(calls.map(({ user_id: user, calls: all }) => [user, all.length]), ids.map((id) => [id, 1]));
});
