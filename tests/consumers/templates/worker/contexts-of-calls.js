import { AsyncLocalStorage } from "node:async_hooks";
import * as slack from "slack-admin-session";
import { contexts } from "./contexts.js";

export default { fetch: async () => Response.json(await contexts(slack, AsyncLocalStorage)) };
