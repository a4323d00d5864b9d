// The README's first steps in a fresh folder, each as it is written there: install, one user, a list, a script, a page.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch } from "../../chromium.mjs";
import { TOKEN, world } from "../../standin/client.mjs";
import { publishing } from "../registry.mjs";
import { inTerminal } from "../terminal.mjs";

const README = await readFile(new URL("../../../README.md", import.meta.url), "utf8");
/** What asks slack.com asks the stand-in instead. */
const PRELOAD = new URL("../../node/readme-fetch.mjs", import.meta.url).href;
const USER = "W12345678";

/** The first block of a kind under a heading. */
function block(heading, kind) {
  const [, section] = README.split(`\n## ${heading}\n`);
  assert.ok(section, `the README has no section "${heading}"`);
  const found = new RegExp(`^\`\`\`${kind}\n([^]*?)^\`\`\`$`, "m").exec(section.split("\n## ")[0]);
  assert.ok(found, `the section "${heading}" has no block of the kind ${kind}`);
  return found[1];
}

/** The words between backticks that stand in a section's text and match. */
function inText(heading, pattern) {
  const found = pattern.exec(README.split(`\n## ${heading}\n`)[1]);
  assert.ok(found, `the section "${heading}" doesn't say ${pattern}`);
  return found[1];
}

async function endOneUser(slack, shell) {
  const terminal = shell(block("End one user's sessions now", "sh"), slack, { SLACK_TOKEN: "" });
  await terminal.hides();
  terminal.type(TOKEN);
  await terminal.shows(/Type 1 to begin: /);
  assert.deepEqual(await slack.requests(), [], "it asks first");
  terminal.type("1");
  const shown = await terminal.ends();
  assert.match(shown, /1 of 1 done/);
  assert.ok(!shown.includes(TOKEN), "it showed the token");
  assert.deepEqual(await slack.sessions(USER), []);
}

async function endAList(slack, shell, folder) {
  await writeFile(join(folder, "users.csv"), `userid,name\n${USER},login1\nW00000002,login2\nW00000003,login3\n`);
  await writeFile(join(folder, "owners.txt"), "W00000003\n");
  const [, command] = /^\$ (.*)$/m.exec(block("A list of users", "console"));
  const terminal = shell(command, slack);
  await terminal.shows(/Type 2 to begin: /);
  terminal.type("2");
  assert.match(await terminal.ends(), /2 of 2 done/);
  const ended = (await slack.targets()).map(({ user_id }) => user_id);
  assert.deepEqual(ended.sort(), ["W00000002", USER]);
}

async function runTheScript(slack, shell, folder) {
  const file = inText("From a script", /Save this as `([^`]+)`/);
  await writeFile(join(folder, file), block("From a script", "js"));
  await shell(inText("From a script", /run `(node [^`]+)`/), slack).ends();
  const requests = (await slack.requests()).map(({ api_method, status }) => `${api_method} ${status}`);
  assert.deepEqual(requests, ["admin.users.session.reset 200", "admin.users.session.invalidate 200"]);
}

async function openThePage(slack, shell, folder) {
  const file = inText("In a page", /Save this as `([^`]+)`/);
  await writeFile(join(folder, file), block("In a page", "html"));
  const server = shell(inText("In a page", /run `(npx [^`]+)`/), slack, { npm_config_yes: "true", NODE_OPTIONS: "" });
  const browser = await launch(process.env.CHROMIUM);
  try {
    const [, address] = await server.shows(/(http:\/\/localhost:\d+\/)/);
    const page = await browser.newPage();
    const heard = [];
    page.on("console", (message) => ["error", "warning"].includes(message.type()) && heard.push(message.text()));
    page.on("pageerror", (error) => heard.push(String(error)));
    page.on("dialog", (dialog) => dialog.accept());
    await page.route("https://slack.com/api/**", async (route) => {
      const url = route.request().url().replace("https://slack.com/api", slack.host);
      await route.fulfill({ response: await route.fetch({ url }) });
    });
    await page.goto(address);
    await page.getByLabel("Token").fill(TOKEN);
    await page.getByLabel("User id").fill(USER);
    await page.getByRole("button").click();
    await page.getByText(/^(Done|Not done|It may have happened)/).waitFor();
    assert.equal(await page.locator("output").textContent(), `Done: all sessions of ${USER} are ended.`);
    assert.deepEqual(heard, [], "the page printed errors");
    assert.deepEqual(await slack.sessions(USER), []);
  } finally {
    await browser.close();
    await server.close();
  }
}

const readme = {
  name: "readme",
  needs: ["CHROMIUM", "TERMINAL"],
  async run() {
    const { INSTALLED, TARBALL } = process.env;
    const manifest = JSON.parse(await readFile(join(INSTALLED, "package.json"), "utf8"));
    const upstream = execFileSync("npm", ["config", "get", "registry"], { encoding: "utf8" }).trim();
    // Not in this checkout, in whose folders npm would look for a project.
    const folder = await mkdtemp(join(tmpdir(), "readme-"));
    try {
      await publishing({ tarball: TARBALL, manifest, upstream }, async (registry) => {
        const shell = (line, slack, more = {}) => {
          const quiet = { npm_config_registry: registry, npm_config_update_notifier: "false", npm_config_prefer_offline: "true" };
          const redirected = { NODE_OPTIONS: `--import=${PRELOAD}`, HOST: slack?.host ?? "", SLACK_TOKEN: TOKEN };
          return inTerminal(line, { cwd: folder, env: { ...process.env, ...quiet, ...redirected, ...more } });
        };
        await shell(block("Install", "sh"), undefined, { NODE_OPTIONS: "" }).ends();
        for (const step of [endOneUser, endAList, runTheScript, openThePage]) await step(world(), shell, folder);
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    return `Node ${process.versions.node}`;
  },
};

export const rows = [readme];
