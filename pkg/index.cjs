// @ts-check
// Chosen by what knows no ES modules and isn't Node, or plays a browser in Node, as Jest's jsdom does: as index.js.
const bytes = require("./core/bytes.cjs");
const { default: start, ...exported } = require("./core/core.cjs");

start(bytes);

module.exports = exported;
