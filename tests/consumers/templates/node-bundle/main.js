// A program and a dependency that is CommonJS, in one bundle.
import { AdminUsersSessionApi, SlackApiError } from "slack-admin-session";
import RequiredError from "legacy";
import { calls } from "./calls.js";

calls({ AdminUsersSessionApi, SlackApiError }, process.argv[2]).then((said) => {
  // A second copy of the package would have classes of its own.
  if (RequiredError !== SlackApiError) said.refused = "import and require give different classes";
  console.log(JSON.stringify(said));
});
