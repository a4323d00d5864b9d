import { AdminUsersSessionApi, SlackApiError } from "slack-admin-session";
import { calls } from "/calls.js";

const host = new URLSearchParams(location.search).get("host");
document.body.dataset.said = JSON.stringify(await calls({ AdminUsersSessionApi, SlackApiError }, host));
