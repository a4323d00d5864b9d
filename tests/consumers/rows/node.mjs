// Node, from the oldest that the package promises to the newest, by import and by require.
import assert from "node:assert/strict";
import { node } from "../node-versions.mjs";
import { project } from "../project.mjs";
import { world } from "../checked-world.mjs";

const VERSIONS = { "node-oldest": "20.0.0", "node-20": "20.20.2", "node-22": "22.23.3", "node-24": "24.21.0", "node-26": "26.10.0" };

export const rows = Object.entries(VERSIONS).map(([name, version]) => ({
  name,
  async run() {
    const { dependencies, command } = node(version);
    const made = await project(name, ["node"], dependencies);
    for (const file of ["import.mjs", "require.cjs", "slim.mjs", "slim.cjs", "same.mjs"]) {
      const slack = world();
      await slack.check(await made.says(made.path(command), [file, slack.host]));
    }
    if (name === "node-26") {
      // The first long-term version whose permissions include the network.
      const said = await made.says(made.path(command), ["--permission", "--allow-fs-read=*", "no-leave.mjs", world().host]);
      assert.deepEqual(said, { name: "SlackNetworkError", outcome: "not_sent" });
    }
    return `Node ${(await made.run(made.path(command), ["--version"])).trim().slice(1)}`;
  },
}));
