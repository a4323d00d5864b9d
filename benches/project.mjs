// The project of the measured programs: it has all clients, ours as installed from the tarball.
import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { clients } from "./clients.mjs";

/** These files were copied into it. */
const project = dirname(import.meta.dirname);

function from(name) {
  const path = process.env[name];
  if (!path) throw new Error(`${name} is not set: \`cargo xtask bench\` sets it`);
  return path;
}

/** The project that has nothing but the packed package. */
const consumer = from("CONSUMER");
/** The folder of the tools and peers. */
const tests = from("TESTS");

/** Where a package is installed. */
export const installed = (name) => join(name === "slack-admin-session" ? consumer : tests, "node_modules", name);

/** Links the packages into the project. */
export function link() {
  const packages = Object.values(clients).flatMap((client) => client.package ?? []);
  for (const name of [...packages, "bottleneck"]) {
    const path = join(project, "node_modules", name);
    rmSync(path, { recursive: true, force: true });
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(installed(name), path, "junction");
  }
}
