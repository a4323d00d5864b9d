// @ts-check
// Chosen by browsers, by bundlers for them, and by every runtime that another loader isn't for: the module is inlined, and
// instantiated at import.
import bytes from "./core/bytes.js";
import start, * as core from "./core/core.js";

start(bytes);

// Made here, not handed on: bundlers go past a module that only hands on, and would lose the line above.
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
