// Fresh projects, each made from a folder of templates/, with the packed package installed by npm.
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { calls } from "./in-projects/calls.mjs";
import { contexts } from "./in-projects/contexts.mjs";
import { run } from "./process.mjs";
import { timers } from "./in-projects/timers.mjs";

const { PROJECTS, TARBALL } = process.env;

/** A project in `PROJECTS`: the files of the templates, later ones over earlier ones, with the package and `dependencies`. */
export async function project(name, templates, dependencies = {}) {
  const folder = join(PROJECTS, name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const template of templates) {
    await cp(new URL(`templates/${template}`, import.meta.url), folder, { recursive: true });
  }
  await cp(TARBALL, join(folder, "slack-admin-session.tgz"));
  for (const shared of [calls, contexts, timers]) {
    await writeFile(join(folder, `${shared.name}.js`), `export ${shared}\n`);
    await writeFile(join(folder, `${shared.name}.cjs`), `exports.${shared.name} = ${shared};\n`);
  }
  const given = await readFile(join(folder, "package.json"), "utf8").then(JSON.parse, () => ({ type: "module" }));
  given.private = true;
  given.dependencies = { ...given.dependencies, ...dependencies, "slack-admin-session": "file:slack-admin-session.tgz" };
  await writeFile(join(folder, "package.json"), JSON.stringify(given));
  const made = new Project(folder);
  // What the projects use comes with its platform's package; scripts would only look for it elsewhere.
  await made.run("npm", ["install", "--ignore-scripts", "--install-links", "--prefer-offline", "--loglevel=error"]);
  return made;
}

class Project {
  constructor(folder) {
    this.folder = folder;
  }

  path(...names) {
    return join(this.folder, ...names);
  }

  /** A command that an installed package brings. */
  bin(name) {
    return this.path("node_modules/.bin", name);
  }

  run(command, args = [], options = {}) {
    return run(command, args, { cwd: this.folder, ...options });
  }

  /** The JSON on the last line that a program prints. */
  async says(command, args, options) {
    const printed = await this.run(command, args, options);
    return JSON.parse(printed.trim().split("\n").at(-1));
  }

  async version(name) {
    return JSON.parse(await readFile(this.path("node_modules", name, "package.json"), "utf8")).version;
  }
}
