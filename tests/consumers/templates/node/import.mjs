import { AdminUsersSessionApi, SlackApiError } from "slack-admin-session";
import { calls } from "./calls.js";

console.log(JSON.stringify(await calls({ AdminUsersSessionApi, SlackApiError }, process.argv[2])));
