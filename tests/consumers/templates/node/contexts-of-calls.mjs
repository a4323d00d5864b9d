import { AsyncLocalStorage } from "node:async_hooks";
import * as slack from "slack-admin-session";
import { contexts } from "./contexts.js";

console.log(JSON.stringify(await contexts(slack, AsyncLocalStorage)));
