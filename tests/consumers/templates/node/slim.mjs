import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { AdminUsersSessionApi, SlackApiError, SlackError, init } from "slack-admin-session/slim";
import { calls } from "./calls.js";

const early = () => new AdminUsersSessionApi({ accessToken: "xoxp-standin-admin" });
assert.throws(early, (error) => /await init\(source\)/.test(error.message) && !(error instanceof SlackError));
await assert.rejects(init(undefined), /init: the source must be a URL/);
await assert.rejects(init(new Response("", { status: 404 })), /with status 404/);
await assert.rejects(init(Uint8Array.of(1, 2, 3)), WebAssembly.CompileError);
// Node 20.6 has import.meta.resolve for this.
const where = pathToFileURL(createRequire(import.meta.url).resolve("slack-admin-session/core.wasm")).href;
// A second `init` at once, one later, and one with another source change nothing.
await Promise.all([init(where), init(new URL(where))]);
await init(undefined);
console.log(JSON.stringify(await calls({ AdminUsersSessionApi, SlackApiError }, process.argv[2])));
