import { AdminUsersSessionApi } from "slack-admin-session";

export default { fetch: () => new Response("nothing") };
