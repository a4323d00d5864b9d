import { AdminUsersSessionApi, SlackApiError } from "slack-admin-session";
import { calls } from "../calls.js";

export default defineEventHandler((event) => calls({ AdminUsersSessionApi, SlackApiError }, getQuery(event).host));
