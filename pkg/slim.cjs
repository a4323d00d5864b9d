// @ts-check
// slack-admin-session/slim in Node, for require() and, through slim.mjs, for import. Node's fetch reads no files.
const { default: start, ...exported } = require("./core/core.cjs");
const { initWith } = require("./core/init.cjs");

const open = (url) => (url.protocol === "file:" ? require("node:fs/promises").readFile(url) : fetch(url));

module.exports = { ...exported, init: initWith(start, open) };
