// @ts-check
// slack-admin-session/slim, chosen where index.cjs is. Node's fetch reads no files.
const { default: start, ...exported } = require("./core/core.cjs");
const { initWith } = require("./core/init.cjs");

// A bundle that is an ES module has no require(), and Node before 20.16 has nothing else.
const files = () => process.getBuiltinModule?.("node:fs/promises") ?? require("node:fs/promises");
const open = (url) => (url.protocol === "file:" ? files().readFile(url) : fetch(url));

module.exports = { ...exported, init: initWith(start, open) };
