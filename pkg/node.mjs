// @ts-check
// Chosen by Node for import: the same module as require() gives, so that classes are the same in a program that does both.
// Required here too: to import CommonJS, Node first starts a lexer for the names in it, which takes longer than all the rest.
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
} = createRequire(import.meta.url)("./node.cjs");
