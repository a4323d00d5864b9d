// @ts-check
// Chosen by browsers, by bundlers for them, and by every runtime without a loader of its own: the module is inlined, and
// instantiated at import.
import bytes from "./core/bytes.js";
import start, * as core from "./core/core.js";

start(bytes);

// Made here, not re-exported: bundlers skip a module that only re-exports, and would lose the line above.
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
