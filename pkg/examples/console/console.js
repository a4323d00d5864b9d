// The smallest console: one user, one button, and the result in words.
//
// Without a bundler the package's folder must be beside this page's, as `slack-admin-session`; with one, import
// "slack-admin-session".
import { AdminUsersSessionApi, SlackError } from "../slack-admin-session/index.js";

const [form, token, user, button, status] = ["form", "#token", "#user", "button", "[role=status]"].map((selector) =>
  document.querySelector(selector),
);

/** With a token: straight to Slack. Without: through the proxy of this page's server, with the cookie of its session. */
function connect() {
  return new AdminUsersSessionApi(token.value ? { accessToken: token.value } : { host: "/slack" });
}

/** What a failure means for the person who asked. */
function words(error) {
  const id = error.requestId ? ` Slack’s request id is ${error.requestId}.` : "";
  if (!(error instanceof SlackError) || error.outcome === "unknown") {
    return `It is not known whether it was done: ${error.message}. Look in Slack, or reset again.${id}`;
  }
  return `Not done: ${error.message}.${id}`;
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  button.disabled = true;
  status.textContent = "Waiting for Slack …";
  let api;
  try {
    api = connect();
    await api.reset({ user_id: user.value.trim() });
    status.textContent = `Done: all sessions of ${user.value.trim()} are ended.`;
  } catch (error) {
    status.textContent = words(error);
  } finally {
    api?.dispose();
    button.disabled = false;
  }
});

button.disabled = false;
