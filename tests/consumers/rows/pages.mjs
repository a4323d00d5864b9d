// Pages without a bundler, under a policy that allows WebAssembly but no eval.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { opens, versionOf } from "../browsers.mjs";
import { project } from "../project.mjs";
import { serving } from "../serve.mjs";

const digest = (kind, content) => `${kind}-${createHash(kind).update(content).digest("base64")}`;

/** Serves the pages of templates/bare; `scripts` is what the policy allows besides. */
async function bare(name, work, scripts = "") {
  const made = await project(name, ["bare"]);
  const policy = `default-src 'none'; img-src data:; worker-src 'self'; connect-src *; script-src 'self' 'wasm-unsafe-eval' ${scripts}`;
  await serving(made.folder, { "Content-Security-Policy": policy }, (origin) => work(origin, made));
}

const MAP = await readFile(new URL("../templates/bare/map.html", import.meta.url), "utf8");
const inlineMap = /<script type="importmap">(.*?)<\/script>/s.exec(MAP)[1];

/** In slim's page the file comes with a checksum, then with a wrong type. */
async function slim(origin, made, browser) {
  const integrity = digest("sha384", await readFile(made.path("node_modules/slack-admin-session/core/core.wasm")));
  await opens(`${origin}/slim.html?integrity=${encodeURIComponent(integrity)}`, browser);
  await opens(`${origin}/slim.html?plain=yes`, browser);
}

const PAGES = {
  "page-direct": (origin, made, browser) => opens(`${origin}/direct.html`, browser),
  "page-import-map": (origin, made, browser) => opens(`${origin}/map.html`, browser),
  "page-slim": slim,
  "module-worker": (origin, made, browser) => opens(`${origin}/worker.html`, browser),
  "service-worker": (origin, made, browser) => opens(`${origin}/service.html`, browser),
};

const row = (browser, suffix) => ([name, open]) => ({
  name: name + suffix,
  needs: [browser.toUpperCase()],
  async run() {
    const allowed = `'${digest("sha256", inlineMap)}'`;
    await bare(name + suffix, (origin, made) => open(origin, made, browser), name === "page-import-map" ? allowed : "");
    return versionOf(browser);
  },
});

const pages = Object.entries(PAGES);
export const rows = [...pages.map(row("chromium", "")), ...pages.map(row("firefox", "-firefox"))];
