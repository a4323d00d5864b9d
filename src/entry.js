// What the loaders of the package load: the glue that wasm-bindgen made, and what it can't be told to do.
import { AdminUsersSessionApi } from "../target/core/slack_admin_session.js";

// The generated free() would leave later calls on the client without an owner. To dispose is all that users need; the
// memory follows when the client is collected.
const { prototype } = AdminUsersSessionApi;
prototype.free = prototype.dispose;
if (Symbol.dispose) prototype[Symbol.dispose] = prototype.dispose;

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
  initSync,
} from "../target/core/slack_admin_session.js";
