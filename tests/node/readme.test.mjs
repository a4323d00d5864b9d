// The README's code: ```js is run as a module, ```js browser is only parsed.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { pathToFileURL } from "node:url";
import { PATIENCE, TOKEN, world } from "./support.mjs";

const here = import.meta.dirname;
const readme = readFileSync(join(here, "../../README.md"), "utf8");
const fences = [...readme.matchAll(/^```([^\n`]*)\n(.*?)^```$/gms)].map((found) => ({
  kind: found[1].trim(),
  code: found[2],
  line: readme.slice(0, found.index).split("\n").length + 1,
}));
const script = fences.filter(({ kind }) => /^(js|javascript|mjs|cjs|jsx)\b/i.test(kind));
const blocks = script.filter(({ kind }) => kind === "js");
const pages = script.filter(({ kind }) => kind === "js browser");

/** Runs node with a block in a file, in a folder where the package is found. */
function node(code, env, ...args) {
  const folder = mkdtempSync(join(here, ".readme-"));
  try {
    const file = join(folder, "block.mjs");
    writeFileSync(file, code);
    return spawnSync(process.execPath, [...args, file], {
      cwd: folder,
      env: { ...process.env, ...env },
      encoding: "utf8",
      timeout: PATIENCE,
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("the README has code to run, and every block is of a kind that is tested", () => {
  assert.ok(blocks.length > 0, "there is no ```js block");
  for (const { kind, line } of script) {
    assert.ok(["js", "js browser"].includes(kind), `line ${line}: no test runs \`\`\`${kind}`);
  }
});

for (const { code, line } of blocks) {
  test(`the code at line ${line} runs`, async () => {
    const slack = world();
    const env = { HOST: slack.host, SLACK_TOKEN: TOKEN };
    const preload = pathToFileURL(join(here, "readme-fetch.mjs")).href;
    const { status, signal, stdout, stderr } = node(code, env, "--import", preload);
    assert.equal(status, 0, `it ended with ${status ?? signal}:\n${stdout}${stderr}`);
  });
}

for (const { code, line } of pages) {
  test(`the page's code at line ${line} can be parsed`, () => {
    const { status, stderr } = node(code, {}, "--check");
    assert.equal(status, 0, stderr);
  });
}
