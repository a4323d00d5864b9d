import module from "slack-admin-session/core.wasm";
import { AdminUsersSessionApi, SlackApiError, init } from "slack-admin-session/slim";
import { calls } from "./calls.js";

export default {
  async fetch(request) {
    await init(module);
    const host = new URL(request.url).searchParams.get("host");
    return Response.json(await calls({ AdminUsersSessionApi, SlackApiError }, host));
  },
};
