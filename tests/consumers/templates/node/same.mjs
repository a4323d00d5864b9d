// import, require, the default entry and slim: one set of classes, and one instance.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as imported from "slack-admin-session";
import * as slim from "slack-admin-session/slim";
import { calls } from "./calls.js";

const require = createRequire(import.meta.url);
const required = require("slack-admin-session");
const { init, ...names } = require("slack-admin-session/slim");
const listed = Object.keys(required).sort();
assert.deepEqual(Object.keys(imported).sort(), listed);
assert.deepEqual(Object.keys(names).sort(), listed);
assert.deepEqual(Object.keys(slim).sort(), [...listed, "init"].sort());
assert.equal(slim.init, init);
for (const inlined of [await import("./node_modules/slack-admin-session/index.js"), require("./node_modules/slack-admin-session/index.cjs")]) {
  assert.deepEqual(Object.keys(inlined).sort(), listed);
}
for (const name of listed) {
  for (const other of [imported, slim, names]) assert.equal(other[name], required[name], name);
}
await init(readFileSync(require.resolve("slack-admin-session/core.wasm")));
console.log(JSON.stringify(await calls(slim, process.argv[2])));
