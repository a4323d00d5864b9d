// @ts-check
// Chosen by bundlers, browsers and every runtime but Node: the program's bytes are inlined, and instantiated at import.
import bytes from "./core/bytes.js";
import { initSync } from "./core/core.js";

initSync({ module: Uint8Array.from(atob(bytes), (character) => character.charCodeAt(0)) });

export {
  AdminUsersSessionApi,
  SlackApiError,
  SlackArgumentError,
  SlackError,
  SlackHttpError,
  SlackNetworkError,
  SlackProtocolError,
  SlackRateLimitedError,
  SlackTimeoutError,
} from "./core/core.js";
