// @ts-check
// Chosen by Node, for require() and, through node.mjs, for import: the program's bytes are read from disk at import.
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { initSync, ...exported } = require("./core/core.cjs");

initSync({ module: readFileSync(join(__dirname, "core", "core.wasm")) });

module.exports = exported;
