// @ts-check
// Chosen by Node, Deno and Bun for require() and, through node.mjs, for import, by bundlers for them, and by platforms without
// ES modules, such as Jest's jsdom. The module is inlined: a file that is read from disk would be missing beside a bundle.
const bytes = require("./core/bytes.cjs");
const { default: start, ...exported } = require("./core/core.cjs");

start(bytes);

module.exports = exported;
