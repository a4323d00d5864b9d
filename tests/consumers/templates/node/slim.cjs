const { readFileSync } = require("node:fs");
const { AdminUsersSessionApi, SlackApiError, init } = require("slack-admin-session/slim");
const { calls } = require("./calls.cjs");

(async () => {
  await init(new WebAssembly.Module(readFileSync(require.resolve("slack-admin-session/core.wasm"))));
  console.log(JSON.stringify(await calls({ AdminUsersSessionApi, SlackApiError }, process.argv[2])));
})();
