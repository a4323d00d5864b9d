// The types of `import`, in a file that is an ES module.
import { AdminUsersSessionApi, SlackApiError } from "slack-admin-session";
import type { SlackResponse } from "slack-admin-session";

const api = new AdminUsersSessionApi({ accessToken: "xoxp-…" });
const answer: SlackResponse = await api.reset({ user_id: "W12345678" });
export const failed: boolean = (answer as unknown) instanceof SlackApiError;
