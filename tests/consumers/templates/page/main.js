import { AdminUsersSessionApi, SlackApiError } from "slack-admin-session";
import { calls } from "./calls.js";

const host = new URLSearchParams(location.search).get("host");
calls({ AdminUsersSessionApi, SlackApiError }, host).then((said) => {
  document.body.dataset.said = JSON.stringify(said);
});
