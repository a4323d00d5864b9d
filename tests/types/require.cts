// The types of `require`, in a file that is a CommonJS module.
import slack = require("slack-admin-session");

const api = new slack.AdminUsersSessionApi({ accessToken: "xoxp-…" });
export const answer: Promise<slack.SlackResponse> = api.reset({ user_id: "W12345678" });
export const isOurs = (error: unknown): error is slack.SlackError => error instanceof slack.SlackError;
