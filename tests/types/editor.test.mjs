// What an editor offers and shows, according to TypeScript's language service. TypeScript 7 has none for JavaScript, so
// `TYPESCRIPT` names an earlier version.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";

const require = createRequire(import.meta.url);
const ts = require(process.env.TYPESCRIPT);
const folder = import.meta.dirname;
const path = join(folder, "edited.ts");
const HEAD = `import { AdminUsersSessionApi } from "slack-admin-session";
const api = new AdminUsersSessionApi({ accessToken: "xoxp-…" });
const user_id = "W12345678";
`;

let version = 0;
let text = "";
const { options } = ts.parseJsonConfigFileContent(
  ts.readConfigFile(join(folder, "tsconfig.nodenext.json"), ts.sys.readFile).config,
  ts.sys,
  folder,
);
const service = ts.createLanguageService({
  getCompilationSettings: () => options,
  getScriptFileNames: () => [path],
  getScriptVersion: (name) => (name === path ? String(version) : "0"),
  getScriptSnapshot: (name) => {
    const content = name === path ? text : ts.sys.readFile(name);
    return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
  },
  getCurrentDirectory: () => folder,
  getDefaultLibFileName: ts.getDefaultLibFilePath,
  fileExists: (name) => name === path || ts.sys.fileExists(name),
  readFile: (name) => (name === path ? text : ts.sys.readFile(name)),
  directoryExists: ts.sys.directoryExists,
  getDirectories: ts.sys.getDirectories,
});

/** Writes the program, and returns the position of `|` in its last lines. */
const write = (lines) => {
  const at = HEAD.length + lines.indexOf("|");
  text = HEAD + lines.replace("|", "");
  version += 1;
  return at;
};
const plain = (parts) => ts.displayPartsToString(parts);
const offered = (lines) => {
  const entries = service.getCompletionsAtPosition(path, write(lines), {})?.entries ?? [];
  return entries.map(({ name }) => name);
};
const documentation = (lines, name) => {
  const details = service.getCompletionEntryDetails(path, write(lines), name, {}, undefined, {}, undefined);
  return plain(details?.documentation);
};
const hover = (lines) => {
  const info = service.getQuickInfoAtPosition(path, write(lines));
  return plain(info?.displayParts);
};

const OPTIONS = [
  "accept",
  "contentType",
  "deadline",
  "headers",
  "onEvent",
  "retry",
  "signal",
  "skipDeserialization",
  "stream",
  "throwOnError",
  "timeout",
  "token",
  "withResponse",
];

test("inside the options of a call an editor offers the options, and nothing else", () => {
  for (const call of ["reset({ user_id }", "invalidate({ user_id, session_id: 1 }"]) {
    assert.deepEqual(offered(`await api.${call}, { | });`).sort(), OPTIONS);
    const others = OPTIONS.filter((name) => name !== "timeout");
    assert.deepEqual(offered(`await api.${call}, { timeout: 1, | });`).sort(), others);
  }
});

test("every option has its documentation in the list of offers", () => {
  for (const name of OPTIONS) assert.match(documentation(`await api.reset({ user_id }, { | });`, name), /\w{3}.*\./s);
  assert.match(documentation(`await api.reset({ user_id }, { | });`, "timeout"), /How long one attempt may take/);
});

test("the values of an option are offered", () => {
  const contentTypes = offered(`await api.reset({ user_id }, { contentType: "|" });`);
  assert.deepEqual(contentTypes.sort(), ["application/json", "application/x-www-form-urlencoded"]);
  const retry = offered(`await api.reset({ user_id }, { retry: { | } });`);
  assert.deepEqual(retry.sort(), ["attempts", "maxDelay", "maxRetryAfter", "minDelay", "unknown"]);
});

test("inside a request an editor offers the method's own properties, and no misspelt one", () => {
  assert.deepEqual(offered(`await api.reset({ | });`).sort(), ["mobile_only", "user_id", "web_only"]);
  assert.deepEqual(offered(`await api.invalidate({ | });`).sort(), ["session_id", "team_id", "user_id"]);
});

test("a hover spells out what a call resolves to", () => {
  for (const [options, result] of [
    ["", "SlackResponse"],
    [", { timeout: 1 }", "SlackResponse"],
    [", { withResponse: true }", "FullResponse<SlackResponse>"],
    [", { skipDeserialization: true, stream: true }", "RawResponse"],
    [", { throwOnError: false }", "SlackResponse | SlackFailure"],
    [", { withResponse: true, throwOnError: false }", "FullResponse<SlackResponse | SlackFailure>"],
  ]) {
    const call = hover(`api.re|set({ user_id }${options});`);
    assert.ok(call.includes(`): Promise<${result}>`), call);
    assert.equal(hover(`const ans|wer = await api.reset({ user_id }${options});`), `const answer: ${result}`);
  }
});

test("a type error says what to do instead", () => {
  const told = (lines) => {
    write(`${lines}|`);
    return service
      .getSemanticDiagnostics(path)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"))
      .join("\n");
  };
  assert.match(told(`api.reset({ user_id, mobileOnly: true });`), /mobile_only is Slack's name/);
  assert.match(told(`api.reset({ user_id, session_id: 1 });`), /session_id is not a property of this method/);
  assert.match(told(`api.reset({ user_id, token: "xoxp-…" });`), /give the token as options\.token/);
  assert.match(told(`api.reset({ user_id }, { timeuot: 1 });`), /Did you mean to write 'timeout'\?/);
  assert.equal(told(`api.reset({ user_id, further: 1 }, { timeout: 1 });`), "");
});
