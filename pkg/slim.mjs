// @ts-check
// slack-admin-session/slim, chosen where node.mjs is, and made like it.
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
