// Bundles for Node and for Bun. Each must work by itself, so the installed packages are removed before it runs.
import assert from "node:assert/strict";
import { copyFile, rm, writeFile } from "node:fs/promises";
import { BUN, BUN_VERSION } from "../bun.mjs";
import { absent, once } from "../copies-of-module.mjs";
import { NEWER } from "../node-versions.mjs";
import { during } from "../process.mjs";
import { project } from "../project.mjs";
import { freePort } from "../serve.mjs";
import { world } from "../checked-world.mjs";

const ESBUILD = { esbuild: "0.28.2" };

/** A project with main.js, slim.js and unused.js. */
const bundled = (name, dependencies) => project(name, ["node-bundle", "legacy"], { ...dependencies, legacy: "file:legacy" });

/** Removes the installed packages except the file for slim's `init`; returns its path. */
async function uninstall(made) {
  const wasm = made.path("core.wasm");
  await copyFile(made.path("node_modules/slack-admin-session/core/core.wasm"), wasm);
  await rm(made.path("node_modules"), { recursive: true });
  return wasm;
}

/** Runs programs, each given as the words of its command line, where nothing is installed any more. */
async function runAlone(made, programs) {
  const wasm = await uninstall(made);
  for (const [command, ...words] of programs) {
    const slack = world();
    await slack.check(await made.says(command, [...words, slack.host, wasm]));
  }
}

const ncc = {
  name: "ncc",
  async run() {
    const made = await bundled("ncc", { "@vercel/ncc": "0.45.0" });
    const version = `ncc ${await made.version("@vercel/ncc")}`;
    const bundle = (program) => made.run(made.bin("ncc"), ["build", `${program}.js`, "--out", `out/${program}`]);
    for (const program of ["main", "slim", "unused"]) await bundle(program);
    await once(made.path("out/main"));
    await absent(made.path("out/unused"));
    await runAlone(made, ["main", "slim"].map((program) => ["node", `out/${program}/index.js`]));
    return version;
  },
};

/** esbuild sets the condition `module` only if the user sets no condition. */
const ESBUILD_WORDS = {
  esm: ["--format=esm"],
  cjs: ["--format=cjs"],
  "esm-condition": ["--format=esm", "--conditions=production"],
  "cjs-condition": ["--format=cjs", "--conditions=production"],
};

const esbuild = {
  name: "esbuild-node",
  async run() {
    const made = await bundled("esbuild-node", ESBUILD);
    const version = `esbuild ${await made.version("esbuild")}`;
    const programs = [];
    for (const [name, words] of Object.entries(ESBUILD_WORDS)) {
      const extension = name.startsWith("esm") ? "mjs" : "cjs";
      const bundle = async (folder, ...scripts) => {
        const all = [...scripts, "--bundle", "--platform=node", ...words, `--out-extension:.js=.${extension}`];
        await made.run(made.bin("esbuild"), [...all, `--outdir=${folder}`]);
        return made.path(folder);
      };
      const used = await bundle(`used-${name}`, "main.js", "slim.js");
      await once(used);
      await absent(await bundle(`unused-${name}`, "unused.js"));
      programs.push(["node", `${used}/main.${extension}`], ["node", `${used}/slim.${extension}`]);
    }
    await runAlone(made, programs);
    return version;
  },
};

const bunCompile = {
  name: "bun-compile",
  async run() {
    const made = await bundled("bun-compile", { [BUN]: BUN_VERSION });
    const version = `bun ${await made.version(BUN)}`;
    const bun = made.path("node_modules", BUN, "bin/bun");
    const programs = ["main", "slim"];
    for (const program of programs) await made.run(bun, ["build", "--compile", `${program}.js`, `--outfile=out/${program}`]);
    await runAlone(made, programs.map((program) => [made.path("out", program)]));
    return version;
  },
};

/** A single-executable application: a copy of Node with the bundle in it. A distribution's Node may have no place for it. */
const sea = {
  name: "node-sea",
  async run() {
    const made = await bundled("node-sea", { ...ESBUILD, ...NEWER.dependencies, postject: "1.0.0-alpha.6" });
    const node = made.path(NEWER.command);
    const version = `Node ${(await made.run(node, ["--version"])).trim().slice(1)}`;
    const programs = ["main", "slim"];
    for (const program of programs) {
      const [script, configuration, blob] = ["cjs", "json", "blob"].map((extension) => `${program}.${extension}`);
      await made.run(made.bin("esbuild"), [`${program}.js`, "--bundle", "--platform=node", `--outfile=${script}`]);
      const given = { main: script, output: blob, disableExperimentalSEAWarning: true };
      await writeFile(made.path(configuration), JSON.stringify(given));
      await made.run(node, ["--experimental-sea-config", configuration]);
      await copyFile(node, made.path(program));
      const fuse = "NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2";
      await made.run(made.bin("postject"), [program, "NODE_SEA_BLOB", blob, "--sentinel-fuse", fuse]);
    }
    await runAlone(made, programs.map((program) => [made.path(program)]));
    return version;
  },
};

/** Nitro doesn't bundle packages: it copies the files that it finds in use. Nuxt builds its server with it. */
const nitro = {
  name: "nitro",
  async run() {
    const made = await project("nitro", ["nitro"]);
    const version = `nitropack ${await made.version("nitropack")}`;
    await made.run(made.bin("nitropack"), ["build"]);
    const wasm = await uninstall(made);
    const port = await freePort();
    const origin = `http://127.0.0.1:${port}`;
    const env = { HOST: "127.0.0.1", PORT: `${port}` };
    await during("node", [".output/server/index.mjs"], { cwd: made.folder, env, url: origin }, async () => {
      for (const route of ["main", "slim"]) {
        const slack = world();
        const answer = await fetch(`${origin}/${route}?${new URLSearchParams({ host: slack.host, wasm })}`);
        assert.equal(answer.status, 200, `the route /${route} answered ${answer.status}`);
        await slack.check(await answer.json());
      }
    });
    return version;
  },
};

export const rows = [ncc, esbuild, bunCompile, sea, nitro];
