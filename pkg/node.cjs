// @ts-check
// Chosen by Node, for require() and, through node.mjs, for import: the module is read from disk, and instantiated at import.
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { default: start, ...exported } = require("./core/core.cjs");

start(readFileSync(join(__dirname, "core", "core.wasm")));

module.exports = exported;
