// A site with the console of the examples, as its users would set it up: page, package, and the proxy beside them.
import { once } from "node:events";
import { createReadStream, existsSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { Readable } from "node:stream";
import { pathToFileURL } from "node:url";
import { after, before } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { launch } from "../chromium.mjs";
import { PACKAGE, TOKEN, example, world } from "./installed-examples.mjs";

const { proxy } = await import(pathToFileURL(example("proxy.mjs")));

const TYPES = { ".html": "text/html", ".js": "text/javascript" };
/** Milliseconds for anything that a page does, even on a busy machine. */
const PATIENCE = 60_000;
const COOKIE = "session=good; Path=/; HttpOnly; SameSite=Strict";

let browser;
before(async () => {
  browser = await launch(process.env.CHROMIUM);
});
after(() => browser?.close());

/** Makes a standard `Request` for the proxy from node:http's; the proxy reads the body. */
function standard(incoming, origin) {
  const { url, method, headers } = incoming;
  return new Request(`${origin}${url}`, { method, headers, body: Readable.toWeb(incoming), duplex: "half" });
}

/** Serves the site with this policy, and opens the console, until the test `t` ends. */
export async function open(t, policy) {
  const slack = world();
  const seen = [];
  const recorded = [];
  const server = createServer(async (incoming, answer) => {
    const { pathname } = new URL(incoming.url, origin);
    seen.push({ path: pathname, headers: incoming.headers });
    if (pathname.startsWith("/slack/")) {
      const made = await handle(standard(incoming, origin));
      return answer.writeHead(made.status, Object.fromEntries(made.headers)).end(await made.text());
    }
    const file = pathname.replace("/console/", "/examples/console/").replace("/slack-admin-session/", "/");
    const path = join(PACKAGE, file.endsWith("/") ? `${file}index.html` : file);
    if (!existsSync(path)) return answer.writeHead(404).end();
    const headers = { "content-type": TYPES[extname(path)], "content-security-policy": policy, "set-cookie": COOKIE };
    return createReadStream(path).pipe(answer.writeHead(200, headers));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${server.address().port}`;
  const handle = proxy({
    origin,
    path: "/slack/",
    token: () => TOKEN,
    authenticate: (request) => request.headers.get("cookie") === "session=good" && "an admin",
    record: (entry) => recorded.push(entry),
    host: slack.host,
  });

  const context = await browser.newContext();
  t.after(async () => {
    await context.close();
    server.closeAllConnections();
    server.close();
  });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const heard = [];
  page.on("console", (message) => heard.push(message.text()));
  page.on("pageerror", (error) => heard.push(String(error)));
  await page.goto(`${origin}/console/`);

  /** Fills in the form and presses its button; returns the words of the result. */
  const reset = async ({ user, token = "" }) => {
    await page.getByLabel("Token").fill(token);
    await page.getByLabel("User id").fill(user);
    await page.getByRole("button", { name: "Reset" }).click();
    const status = page.getByRole("status");
    await status.filter({ hasText: /^(?!Waiting|$)/ }).waitFor();
    return status.innerText();
  };

  /** Waits until the browser's console has such a line, which may come late. */
  const hears = async (words) => {
    const limit = performance.now() + PATIENCE;
    while (!heard.some((text) => words.test(text))) {
      if (performance.now() > limit) throw new Error(`the browser's console has no ${words}, only:\n${heard.join("\n")}`);
      await sleep(20);
    }
  };

  /** Answers calls to Slack's own address from the stand-in's, and keeps what the page sent. */
  const sent = [];
  const serveSlack = () =>
    context.route("https://slack.com/**", async (route) => {
      const request = route.request();
      sent.push({ method: request.method(), headers: await request.allHeaders(), body: request.postData() });
      const url = request.url().replace("https://slack.com/api", slack.host);
      await route.fulfill({ response: await route.fetch({ url }) });
    });
  return { slack, seen, recorded, page, heard, hears, reset, serveSlack, sent };
}
