import { pathToFileURL } from "node:url";
import { AdminUsersSessionApi, SlackApiError, init } from "slack-admin-session/slim";
import { calls } from "./calls.js";

const [, , host, wasm] = process.argv;
init(pathToFileURL(wasm))
  .then(() => calls({ AdminUsersSessionApi, SlackApiError }, host))
  .then((said) => console.log(JSON.stringify(said)));
