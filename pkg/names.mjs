// @ts-check
// What Node's require() gives, by name, for node.mjs and slim.mjs.
import core from "./core/core.cjs";

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
} = core;
