import { pathToFileURL } from "node:url";
import { AdminUsersSessionApi, SlackApiError, init } from "slack-admin-session/slim";
import { calls } from "../calls.js";

export default defineEventHandler(async (event) => {
  const { host, wasm } = getQuery(event);
  await init(pathToFileURL(wasm));
  return calls({ AdminUsersSessionApi, SlackApiError }, host);
});
