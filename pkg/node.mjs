// @ts-check
// Chosen by Node, Deno and Bun for import, and by bundlers for them: exports what require() gives, so that classes are the
// same in a program that does both. Bundlers follow this import; they don't follow createRequire().
import core from "./index.cjs";

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
