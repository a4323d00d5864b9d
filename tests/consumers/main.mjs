// The consumer matrix: node main.mjs [--short] [--only ROW]… [--without ROW]…; `cargo xtask consumers` starts it.
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { closeBrowsers } from "./browsers.mjs";
import { rows as bundlers } from "./rows/bundlers.mjs";
import { rows as lint } from "./rows/lint.mjs";
import { rows as next } from "./rows/next.mjs";
import { rows as node } from "./rows/node.mjs";
import { rows as nodeBundles } from "./rows/node-bundles.mjs";
import { rows as pages } from "./rows/pages.mjs";
import { rows as readme } from "./rows/readme.mjs";
import { rows as runners } from "./rows/runners.mjs";
import { rows as runtimes } from "./rows/runtimes.mjs";
import { rows as typescript } from "./rows/typescript.mjs";
import { rows as vite } from "./rows/vite.mjs";
import { rows as wasmSuite } from "./rows/wasm-suite.mjs";
import { print } from "./table.mjs";

const ALL = [
  ...readme, ...node, ...typescript, ...bundlers, ...nodeBundles, ...vite, ...next, ...runtimes, ...runners, ...pages, ...lint, ...wasmSuite,
];

/** The rows that `cargo xtask test` runs: one of each kind, quick to install. */
const SHORT = [
  "readme", "node-oldest", "node-26", "vite", "webpack", "esbuild", "ncc", "esbuild-node", "vite-slim", "deno", "jest-jsdom", "sinon",
  "page-direct", "page-slim", "module-worker", "service-worker", "publint", "attw",
];

const { values } = parseArgs({
  options: {
    short: { type: "boolean", default: false },
    only: { type: "string", multiple: true, default: [] },
    without: { type: "string", multiple: true, default: [] },
    needs: { type: "boolean", default: false },
  },
});
for (const name of [...values.only, ...values.without, ...SHORT]) {
  if (!ALL.some((row) => row.name === name)) {
    console.error(`there is no row ${name}; the rows are: ${ALL.map((row) => row.name).join(" ")}`);
    process.exit(2);
  }
}
const names = values.only.length > 0 ? values.only : values.short ? SHORT : ALL.map((row) => row.name);
const chosen = ALL.filter(({ name }) => names.includes(name) && !values.without.includes(name));

// Asked first, by who can install it.
if (values.needs) {
  console.log([...new Set(chosen.flatMap(({ needs = [] }) => needs))].join(" "));
  process.exit();
}
for (const name of ["STANDIN", "TARBALL", "INSTALLED", "PROJECTS"]) {
  if (!process.env[name]) throw new Error(`${name} is not set: \`cargo xtask consumers\` sets it`);
}

const results = [];
for (const row of chosen) {
  const start = performance.now();
  const result = { name: row.name, versions: "", outcome: "works" };
  const lacks = (row.needs ?? []).filter((name) => !process.env[name]);
  try {
    if (lacks.length > 0) result.outcome = `NOT RUN: ${process.env[`${lacks[0]}_LACKS`] ?? `${lacks[0]} is not set`}`;
    else result.versions = await row.run();
  } catch (error) {
    result.outcome = `FAILED: ${error.message}`;
    console.log(`\n${row.name}: ${error.stack}\n`);
  }
  result.seconds = (performance.now() - start) / 1000;
  // Together they are gigabytes; a project that fails stays, so that it can be inspected.
  if (result.outcome === "works") await rm(join(process.env.PROJECTS, row.name), { recursive: true, force: true });
  results.push(result);
  console.log(`${result.outcome === "works" ? "✓" : "✗"} ${row.name}: ${result.seconds.toFixed(1)} s`);
}
await closeBrowsers();
const leftOut = values.without.map((name) => ({ name, versions: "", seconds: 0, outcome: "left out" }));
print([...results, ...leftOut]);
const working = results.filter(({ outcome }) => outcome === "works").length;
console.log(`${working} of ${results.length} rows work`);
process.exitCode = working === results.length && working > 0 ? 0 : 1;
