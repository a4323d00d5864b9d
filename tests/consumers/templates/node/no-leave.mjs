// Runs without permission to use the network.
import { AdminUsersSessionApi } from "slack-admin-session";

const api = new AdminUsersSessionApi({ host: process.argv[2], accessToken: "xoxp-standin-admin", retry: false });
const end = await api.reset({ user_id: "W12345678" }).then(
  () => ({ name: "done" }),
  ({ name, outcome }) => ({ name, outcome }),
);
console.log(JSON.stringify(end));
