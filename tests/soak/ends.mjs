// A program with one call, to see when it ends: node ends.mjs SCENARIO, or with HOST a call over a real socket that is aborted.
import { AdminUsersSessionApi } from "slack-admin-session";
import { play, scenarios } from "./scenarios.mjs";

const open = (configuration) => new AdminUsersSessionApi(configuration);
const controller = new AbortController();
const [, , name] = process.argv;
const { HOST } = process.env;
if (HOST) {
  const client = open({ accessToken: "xoxp-standin-admin", host: HOST });
  const call = client.reset({ user_id: "W12345678" }, { signal: controller.signal });
  setTimeout(() => controller.abort("stop"), 100);
  console.log(await call.then(String, String));
} else {
  console.log(await play(scenarios[name], open, { controller, signal: controller.signal }));
}
