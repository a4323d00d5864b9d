import * as slack from "slack-admin-session";
import * as slim from "slack-admin-session/slim";
import { calls } from "./calls.js";

export default {
  async fetch(request) {
    const host = new URL(request.url).searchParams.get("host");
    const said = await calls(slack, host);
    for (const name in slim) {
      if (name !== "init" && slim[name] !== slack[name]) said.refused = `${name} is not in both`;
    }
    return Response.json(said);
  },
};
