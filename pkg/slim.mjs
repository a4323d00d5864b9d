// @ts-check
// slack-admin-session/slim where node.mjs is chosen, and as it.
import core from "./slim.cjs";

export const {
  AdminUsersSessionApi,
  SlackApiError,
  SlackArgumentError,
  SlackError,
  SlackHttpError,
  SlackNetworkError,
  SlackProtocolError,
  SlackRateLimitedError,
  SlackTimeoutError,
  init,
} = core;
