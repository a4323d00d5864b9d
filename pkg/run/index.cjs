// @ts-check
// slack-admin-session/run where the package's index.cjs is chosen, and as it.
const bytes = require("../core/run-bytes.cjs");
const { default: start, ...exported } = require("../core/run.cjs");

start(bytes);

module.exports = exported;
