// In a module worker, and in a service worker.
import { AdminUsersSessionApi, SlackApiError } from "/node_modules/slack-admin-session/index.js";
import { calls } from "/calls.js";

addEventListener("message", (event) => {
  const said = calls({ AdminUsersSessionApi, SlackApiError }, event.data).catch(String);
  const answer = said.then((data) => (event.source ?? globalThis).postMessage(data));
  event.waitUntil?.(answer);
});
