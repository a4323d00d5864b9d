import url from "slack-admin-session/core.wasm?url";
import { AdminUsersSessionApi, SlackApiError, init } from "slack-admin-session/slim";
import { calls } from "./calls.js";

const host = new URLSearchParams(location.search).get("host");
init(url)
  .then(() => calls({ AdminUsersSessionApi, SlackApiError }, host))
  .then((said) => (document.body.dataset.said = JSON.stringify(said)));
