// API.md, as it is installed: its examples run, and its links lead somewhere. tests/types checks the examples' types.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import test from "node:test";
import { pathToFileURL } from "node:url";
import { fences, isScript, programs } from "./fences.mjs";
import { TOKEN, world } from "./support.mjs";
// After what calls the stand-in itself.
import "./readme-fetch.mjs";

const installed = dirname(createRequire(import.meta.url).resolve("slack-admin-session/package.json"));
const reference = readFileSync(join(installed, "API.md"), "utf8");
const items = reference.split(/^### /m).slice(1);

test("every block of code is of a kind that is run", () => {
  for (const { kind, line } of fences(reference).filter(isScript)) assert.equal(kind, "js", `line ${line}`);
});

test("every function and every class has an example", () => {
  const isCode = (item) => /^\w+\(\)\n|^#### Constructors$|^Extends \[`SlackError`\]/m.test(item);
  const code = items.filter(isCode);
  assert.ok(code.length >= 17, `${code.length} functions and classes`);
  const lacking = code.filter((item) => !item.includes("\n```js\n"));
  assert.deepEqual(
    lacking.map((item) => item.split("\n")[0]),
    [],
  );
});

test("every link leads to the item that it names", () => {
  const seen = new Map();
  // As GitHub and npm name headings: lower case, signs left out, a number if there was one like it.
  const titles = new Map(
    [...reference.matchAll(/^#+ (.+)$/gm)].map(([, title]) => {
      const anchor = title
        .toLowerCase()
        .replace(/[^\w\- ]/g, "")
        .replaceAll(" ", "-");
      const count = seen.get(anchor) ?? 0;
      seen.set(anchor, count + 1);
      return [count ? `${anchor}-${count}` : anchor, title.replace("()", "")];
    }),
  );
  const links = [...reference.matchAll(/\[`?([^\]`]+)`?\]\(#([^)]+)\)/g)];
  assert.ok(links.length > items.length, `${links.length} links`);
  for (const [, text, anchor] of links) assert.equal(titles.get(anchor), text, `#${anchor}`);
});

test("no line but a table's row is long", () => {
  for (const line of reference.split("\n")) assert.ok(line.length <= 200 || line.startsWith("|"), line);
});

for (const { code, line } of programs(reference)) {
  test(`the example at line ${line} runs`, async (context) => {
    for (const method of ["log", "error"]) context.mock.method(console, method, () => {});
    Object.assign(process.env, { HOST: world().host, SLACK_TOKEN: TOKEN });
    // Where the package is found, and for the records that the example writes.
    const folder = mkdtempSync(join(import.meta.dirname, ".example-"));
    process.chdir(folder);
    try {
      writeFileSync("example.mjs", code);
      await import(pathToFileURL(join(folder, "example.mjs")));
    } finally {
      process.chdir(import.meta.dirname);
      rmSync(folder, { recursive: true });
    }
  });
}
