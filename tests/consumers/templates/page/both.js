import { AdminUsersSessionApi, SlackApiError } from "slack-admin-session";
import RequiredError from "legacy";
import { calls } from "./calls.js";

const host = new URLSearchParams(location.search).get("host");
calls({ AdminUsersSessionApi, SlackApiError }, host).then((said) => {
  // A second copy of the package would have classes of its own.
  if (RequiredError !== SlackApiError) said.refused = "import and require give different classes";
  document.body.dataset.said = JSON.stringify(said);
});
