// Bundlers, without configuration for the package: a page that uses it works and holds the module once, even if a
// dependency requires it too; a page that doesn't use its import holds nothing of it.
import { copyFile } from "node:fs/promises";
import { opens } from "../browsers.mjs";
import { BUN, BUN_VERSION } from "../bun.mjs";
import { absent, once } from "../copies-of-module.mjs";
import { project } from "../project.mjs";
import { serving } from "../serve.mjs";

/** How each bundles main.js, or the page that loads it, for production into the folder `to`. */
const BUNDLERS = {
  vite: {
    dependencies: { vite: "8.3.8" },
    words: (to) => ["vite", "build", "--outDir", to],
    takesPage: true,
  },
  webpack: {
    dependencies: { webpack: "5.112.2", "webpack-cli": "7.3.1" },
    words: (to) => ["webpack", "--mode=production", "--entry=./main.js", `--output-path=${to}`],
  },
  esbuild: {
    dependencies: { esbuild: "0.28.2" },
    words: (to) => ["esbuild", "main.js", "--bundle", "--minify", `--outdir=${to}`],
  },
  rollup: {
    dependencies: { rollup: "4.68.7", "@rollup/plugin-node-resolve": "16.0.3", "@rollup/plugin-commonjs": "29.0.0" },
    words: (to) => ["rollup", "main.js", "--plugin=node-resolve", "--plugin=commonjs", `--dir=${to}`],
  },
  rolldown: {
    dependencies: { rolldown: "1.3.2" },
    words: (to) => ["rolldown", "main.js", "--minify", `--dir=${to}`],
  },
  parcel: {
    dependencies: { parcel: "2.16.4" },
    words: (to) => ["parcel", "build", "index.html", `--dist-dir=${to}`, "--no-cache"],
    takesPage: true,
  },
  "bun-build": {
    dependencies: { [BUN]: BUN_VERSION },
    words: (to) => [`../${BUN}/bin/bun`, "build", "main.js", "--minify", `--outdir=${to}`],
  },
};

export const rows = Object.entries(BUNDLERS).map(([name, { dependencies, words, takesPage }]) => ({
  name,
  needs: ["CHROMIUM"],
  async run() {
    const made = await project(name, ["page", "legacy"], { ...dependencies, legacy: "file:legacy" });
    /** Bundles a script of the project's instead of main.js; returns the folder that was written. */
    const bundle = async (script, folder) => {
      if (script !== "main.js") await copyFile(made.path(script), made.path("main.js"));
      const [command, ...rest] = words(folder);
      await made.run(made.bin(command), rest);
      return made.path(folder);
    };
    for (const [script, folder] of [["main.js", "used"], ["both.js", "used-twice"]]) {
      const written = await bundle(script, folder);
      if (!takesPage) await copyFile(made.path("index.html"), made.path(folder, "index.html"));
      await serving(written, {}, (origin) => opens(`${origin}/index.html`));
      await once(written);
    }
    await absent(await bundle("unused.js", "unused"));
    const [tool] = Object.keys(dependencies);
    return `${name.split("-")[0]} ${await made.version(tool)}`;
  },
}));
