// The entry points of the run: how they are imported, and what a bundle of them has.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import test from "node:test";
import * as imported from "slack-admin-session/run";
import * as importedFile from "slack-admin-session/run/file";
import { bytes, memory, ok } from "./record-in-memory.mjs";

const require = createRequire(import.meta.url);
const esbuild = createRequire(`${process.env.TESTS_NODE_MODULES}/x.js`)("esbuild");
const NAMES = ["RunInputError", "RunRecordError", "plan", "report", "resume", "run"];

/** A bundle of a program, in the file that esbuild makes of it for that platform. */
async function bundle(contents, options) {
  const stdin = { contents, resolveDir: import.meta.dirname };
  const made = await esbuild.build({ stdin, bundle: true, write: false, metafile: true, logLevel: "error", ...options });
  return { text: made.outputFiles[0].text, inputs: Object.keys(made.metafile.inputs) };
}

const load = (text) => import(`data:text/javascript;base64,${Buffer.from(text).toString("base64")}`);

/** One target, done. */
async function works({ plan, run }) {
  const record = memory();
  const made = await plan(bytes("W0AAAAAA1\n"), { method: "reset", perMinute: Infinity });
  assert.equal((await run({ reset: async () => ok }, made, { record })).done, 1);
}

test("require and import give the same names, and the same value for each", async () => {
  const known = (given) => Object.keys(given).filter((name) => !["default", "module.exports"].includes(name)).sort();
  for (const [name, there, names] of [
    ["slack-admin-session/run", imported, NAMES],
    ["slack-admin-session/run/file", importedFile, ["createRecord", "openRecord"]],
  ]) {
    const required = require(name);
    assert.deepEqual(known(required), names);
    assert.deepEqual(known(there), names);
    for (const one of names) assert.equal(required[one], there[one], one);
  }
});

test("for browsers the bundle is one file without Node's modules, and works", async () => {
  const { text } = await bundle('export * from "slack-admin-session/run";', { format: "esm", platform: "browser", minify: true });
  assert.doesNotMatch(text, /node:|require\(/);
  await works(await load(text));
});

test("for Node the bundle is one file, and both entries have the same error classes", async () => {
  const program = 'export * from "slack-admin-session/run"; export * from "slack-admin-session/run/file";';
  const banner = { js: 'import { createRequire } from "node:module"; const require = createRequire("file:///");' };
  const made = await load((await bundle(program, { format: "esm", platform: "node", banner })).text);
  await works(made);
  await assert.rejects(made.openRecord("/nowhere/at/all"), (error) => error instanceof made.RunRecordError || error.code === "ENOENT");
});

test("Workers get the module as a compiled file", async () => {
  const { inputs } = await bundle('export * from "slack-admin-session/run";', {
    format: "esm", conditions: ["workerd"], loader: { ".wasm": "binary" },
  });
  assert.deepEqual(inputs.filter((name) => /wasm|bytes/.test(name)).map((name) => name.split("/").at(-1)), ["run.wasm"]);
});

test("a program without a run has nothing of it in its bundle, and one with a run has no client", async () => {
  for (const [name, absent] of [["slack-admin-session", /core\/run/], ["slack-admin-session/run", /core\/(core|bytes)/]]) {
    for (const platform of ["browser", "node"]) {
      const { inputs } = await bundle(`export * from "${name}";`, { format: "esm", platform });
      assert.deepEqual(inputs.filter((input) => absent.test(input)), [], `${name} for ${platform}`);
    }
  }
  const unused = await bundle('import * as run from "slack-admin-session/run";', { format: "esm", platform: "browser" });
  assert.doesNotMatch(unused.text, /WebAssembly/);
});

test("a page without a bundler can import the loader by its path", async () => {
  const loader = require.resolve("slack-admin-session/package.json").replace(/package\.json$/, "run/index.js");
  await works(await import(pathToFileURL(loader)));
  assert.doesNotMatch(await readFile(loader, "utf8"), /node:/);
});
