// @ts-check
// slack-admin-session/slim, for browsers and bundlers for them: nothing is inlined, `init` says where the module is.
import start from "./core/core.js";
import { initWith } from "./core/init.js";

export * from "./core/core.js";
export const init = initWith(start, (url) => fetch(url));
