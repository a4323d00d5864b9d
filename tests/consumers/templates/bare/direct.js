import { AdminUsersSessionApi, SlackApiError } from "/node_modules/slack-admin-session/index.js";
import { calls } from "/calls.js";

const host = new URLSearchParams(location.search).get("host");
document.body.dataset.said = JSON.stringify(await calls({ AdminUsersSessionApi, SlackApiError }, host));
