// @ts-check
// slack-admin-session/run/file for require() and, through file.mjs, for import.
module.exports = require("../core/run-file.cjs");
