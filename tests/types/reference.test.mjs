// The examples of API.md, as it is installed, have no type errors.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { programs } from "../node/fences.mjs";

const require = createRequire(import.meta.url);
const ts = require(process.env.TYPESCRIPT);
const folder = import.meta.dirname;
const installed = dirname(require.resolve("slack-admin-session/package.json"));
// Node's own types aren't there; this is all that the examples use of them.
const NODE = `declare const process: { env: Record<string, string | undefined> };
declare global {
  interface ImportMeta { resolve(name: string): string }
}
`;
const examples = new Map(
  programs(readFileSync(join(installed, "API.md"), "utf8")).map(({ code, line }) => [
    join(folder, `line-${line}.mts`),
    `${NODE}${code}`,
  ]),
);

/** What the compiler says of the programs, strictly. */
function complaints(texts) {
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(folder, "tsconfig.nodenext.json"), ts.sys.readFile).config,
    ts.sys,
    folder,
  );
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (name) => texts.has(name) || fileExists.call(host, name);
  host.readFile = (name) => texts.get(name) ?? readFile.call(host, name);
  host.getSourceFile = (name, ...rest) =>
    texts.has(name) ? ts.createSourceFile(name, texts.get(name), ...rest) : getSourceFile.call(host, name, ...rest);
  const program = ts.createProgram([...texts.keys()], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const at = file ? `${file.fileName}, ${file.getLineAndCharacterOfPosition(start).line + 1}` : "options";
    return `${at}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  });
}

test("the examples are checked, so that a wrong one is found", () => {
  const [[name, text]] = examples;
  const wrong = new Map([[name, `${text}\nawait api.reset({ mobile_only: true });\n`]]);
  assert.match(complaints(wrong).join("\n"), /user_id/);
});

test("every example has the right types", () => {
  assert.ok(examples.size > 30, `${examples.size} examples`);
  assert.deepEqual(complaints(examples), []);
});
