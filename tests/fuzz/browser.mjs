// The fuzz in Chromium: PACKAGE=… CHROMIUM=… node browser.mjs [--values N] [--seed N] [--only GROUP]
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { launch } from "../chromium.mjs";
import { settings } from "./report.mjs";

const { PACKAGE, CHROMIUM } = process.env;
if (!PACKAGE || !CHROMIUM) throw new Error("PACKAGE must be the folder of the installed package, and CHROMIUM the path of a Chromium");

const { values: given } = parseArgs({ options: { values: { type: "string" }, seed: { type: "string" }, only: { type: "string" } } });
const chosen = settings(given);

const TYPES = { ".html": "text/html", ".mjs": "text/javascript", ".js": "text/javascript" };
const tests = fileURLToPath(new URL("..", import.meta.url));
const server = createServer(async (request, response) => {
  const path = normalize(new URL(request.url, "http://page").pathname);
  const file = path.startsWith("/package/") ? join(PACKAGE, path.slice(9)) : join(tests, path);
  try {
    const content = await readFile(file);
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "text/plain" }).end(content);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));

// Its timers run as in a visible page.
const browser = await launch(CHROMIUM, "--disable-background-timer-throttling");
let failed = false;
const fail = (what) => {
  failed = true;
  console.log(what);
};
try {
  console.log(`fuzz in Chromium ${browser.version()}: ${chosen.values} values, --seed ${chosen.seed}`);
  const page = await browser.newPage();
  page.on("console", (message) => fail(`FAILED: the page printed ${message.text()}`));
  page.on("pageerror", (error) => fail(`FAILED: the page threw ${error.stack}`));
  await page.exposeFunction("tell", (line) => console.log(line));
  await page.goto(`http://127.0.0.1:${server.address().port}/fuzz/page.html`);
  await page.waitForFunction(() => globalThis.fuzz);
  const { lines, problems } = await Promise.race([page.evaluate((given) => globalThis.fuzz(given), chosen), stalled(page)]);
  for (const line of lines) console.log(line);
  failed ||= problems > 0;
} finally {
  await browser.close();
  server.close();
}
process.exitCode = failed ? 1 : 0;

/** Rejects when the page hasn't moved for a minute: a loop of microtasks without end starves every timer of it. */
async function stalled(page) {
  let last;
  for (;;) {
    const pause = new Promise((resolve) => setTimeout(resolve, 60_000, "stalled").unref());
    await pause;
    const now = await Promise.race([page.evaluate(() => globalThis.beats), new Promise((resolve) => setTimeout(resolve, 60_000).unref())]);
    if (now === undefined || now === last) throw new Error("the page has not moved for 60 s");
    last = now;
  }
}
