// The README's code: ```js is run as a module, ```js browser is only parsed.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { node, runAgainst } from "./block.mjs";
import { fences, isScript } from "./fences.mjs";
import { world } from "./support.mjs";

const script = fences(readFileSync(join(import.meta.dirname, "../../README.md"), "utf8")).filter(isScript);
const blocks = script.filter(({ kind }) => kind === "js");
const pages = script.filter(({ kind }) => kind === "js browser");

test("the README has code to run, and every block of it is of a kind that is looked at", () => {
  assert.ok(blocks.length > 0, "there is no ```js block");
  for (const { kind, line } of script) {
    assert.ok(["js", "js browser"].includes(kind), `line ${line}: no test runs \`\`\`${kind}`);
  }
});

for (const { code, line } of blocks) {
  test(`the code at line ${line} runs`, async () => {
    const { status, signal, stdout, stderr } = runAgainst(world(), code);
    assert.equal(status, 0, `it ended with ${status ?? signal}:\n${stdout}${stderr}`);
  });
}

for (const { code, line } of pages) {
  test(`the page's code at line ${line} can be parsed`, () => {
    const { status, stderr } = node(code, {}, "--check");
    assert.equal(status, 0, stderr);
  });
}
