// @ts-check
// slack-admin-session/slim in Node, for import: as node.mjs.
import { createRequire } from "node:module";

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
} = createRequire(import.meta.url)("./slim.cjs");
