import * as slack from "/node_modules/slack-admin-session/slim.js";
import { calls } from "/calls.js";

const WASM = "/node_modules/slack-admin-session/core/core.wasm";
const query = new URLSearchParams(location.search);
let streamed = 0;
const { compileStreaming } = WebAssembly;
WebAssembly.compileStreaming = (...given) => {
  streamed++;
  return compileStreaming(...given);
};

const problems = [];
const check = (holds, what) => holds || problems.push(what);
const failure = (action) => action().then(() => "", String);

try {
  new slack.AdminUsersSessionApi({ accessToken: "xoxp-standin-admin" });
} catch (error) {
  check(/await init\(source\)/.test(error.message), `a client before init: ${error}`);
}
check(/no network/.test(await failure(() => slack.init(Promise.reject(new TypeError("no network"))))), "a fetch that fails");
check(/CompileError/.test(await failure(() => slack.init("/slim.js"))), "a file that isn't wasm");
// The content type is wasm on one path and text on the other, which streaming compilation refuses.
const plain = query.get("plain") === "yes";
const source = plain ? `/plain${WASM}` : fetch(WASM, { integrity: query.get("integrity") });
await Promise.all([slack.init(source), slack.init(WASM)]);
await slack.init(WASM);
check(streamed === (plain ? 0 : 1), `compiled ${streamed} times while streaming`);
const said = await calls(slack, query.get("host"));
if (problems.length > 0) said.refused = problems.join("; ");
document.body.dataset.said = JSON.stringify(said);
