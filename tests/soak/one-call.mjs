// A program with one call, to see when it ends: node one-call.mjs SCENARIO, or HOST=… node one-call.mjs PLACE, a call over a
// real socket that is aborted there. It prints how the call ended, and how many milliseconds it ran after that.
import { AdminUsersSessionApi } from "slack-admin-session";
import { TOKEN } from "../standin/client.mjs";
import { stopwatch } from "../stopwatch.mjs";
import { play, scenarios } from "./call-ends.mjs";

const open = (configuration) => new AdminUsersSessionApi(configuration);
const controller = new AbortController();
const abortSoon = () => void setTimeout(() => controller.abort("stop"), 100);

/** The platform's fetch, with an abort at that point of the call. */
const aborting = {
  "before the headers": (...given) => (abortSoon(), fetch(...given)),
  async "within the body"(...given) {
    const answer = await fetch(...given);
    abortSoon();
    return answer;
  },
};

const [, , name] = process.argv;
const { HOST } = process.env;
if (HOST) {
  const client = open({ accessToken: TOKEN, host: HOST, fetch: aborting[name] });
  const call = client.reset({ user_id: "W12345678" }, { signal: controller.signal });
  console.log(await call.then(String, String));
} else {
  console.log(await play(scenarios[name], open, { controller, signal: controller.signal }));
}
const watch = stopwatch();
process.on("exit", () => console.log(Math.round(watch.stop())));
