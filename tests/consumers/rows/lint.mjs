// Tools that check a package's manifest and its types.
import { project } from "../project.mjs";

const judge = (name, dependencies, words) => ({
  name,
  async run() {
    const made = await project(name, [], dependencies);
    await made.run(made.bin(name), words);
    const [tool] = Object.keys(dependencies);
    return `${name} ${await made.version(tool)}`;
  },
});

export const rows = [
  judge("publint", { publint: "0.3.25" }, ["--strict", "slack-admin-session.tgz"]),
  // A file of bytes has no types.
  judge("attw", { "@arethetypeswrong/cli": "0.18.5" }, ["slack-admin-session.tgz", "--exclude-entrypoints", "core.wasm"]),
];
