const { AdminUsersSessionApi, SlackApiError } = require("slack-admin-session");
const { calls } = require("./calls.cjs");

calls({ AdminUsersSessionApi, SlackApiError }, process.argv[2]).then((said) => console.log(JSON.stringify(said)));
