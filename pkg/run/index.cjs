// @ts-check
// slack-admin-session/run, chosen where the package's index.cjs is, and made like it.
const bytes = require("../core/run-bytes.cjs");
const { default: start, ...exported } = require("../core/run.cjs");

start(bytes);

module.exports = exported;
