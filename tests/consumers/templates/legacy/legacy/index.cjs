// A dependency that is CommonJS: what it requires must be what the program imports.
const { SlackApiError } = require("slack-admin-session");

module.exports = SlackApiError;
