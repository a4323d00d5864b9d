// @ts-check
// Chosen by Node for import: the same module as require() gives, so that classes are the same in a program that does both.
import loaded from "./node.cjs";

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
} = loaded;
