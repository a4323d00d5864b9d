import { AdminUsersSessionApi, SlackApiError } from "slack-admin-session";
import { calls } from "../../calls.js";

export async function GET(request) {
  const host = new URL(request.url).searchParams.get("host");
  return Response.json(await calls({ AdminUsersSessionApi, SlackApiError }, host));
}
