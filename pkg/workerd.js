// @ts-check
// Chosen by workerd (Cloudflare Workers), which compiles nothing at run time: there a `.wasm` file is imported compiled.
import module from "./core/core.wasm";
import start, * as core from "./core/core.js";

start(module);

// Made here for the reason given in index.js.
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
