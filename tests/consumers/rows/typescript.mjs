// TypeScript with each module resolution, strict, checking the package's own declarations: compiled, then run.
import { copyFile } from "node:fs/promises";
import { project } from "../project.mjs";
import { world } from "../checked-world.mjs";

const MODES = {
  node16: { module: "node16", files: ["program.mts", "program.cts"] },
  nodenext: { module: "nodenext", files: ["program.mts", "program.cts"] },
  bundler: { module: "esnext", files: ["program.mts"] },
};

export const rows = Object.entries(MODES).map(([mode, { module, files }]) => ({
  name: `typescript-${mode}`,
  async run() {
    const made = await project(`typescript-${mode}`, ["typescript"]);
    for (const file of files) await copyFile(made.path("program.ts"), made.path(file));
    for (const compiler of ["typescript", "typescript-5"]) {
      const tsc = made.path("node_modules", compiler, "bin/tsc");
      await made.run("node", [tsc, "--project", ".", "--module", module, "--moduleResolution", mode]);
      for (const file of files) {
        const slack = world();
        await slack.check(await made.says("node", [`out/${file.replace("ts", "js")}`, slack.host]));
      }
    }
    return `TypeScript ${await made.version("typescript")}, ${await made.version("typescript-5")}`;
  },
}));
