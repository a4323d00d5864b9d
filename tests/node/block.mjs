// Runs a block of code of a document.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { PATIENCE, TOKEN } from "./support.mjs";

const here = import.meta.dirname;

/** Runs node with a block in a file, at a place where the package is found. */
export function node(code, env, ...args) {
  const folder = mkdtempSync(join(here, ".block-"));
  try {
    const file = join(folder, "block.mjs");
    writeFileSync(file, code);
    return spawnSync(process.execPath, [...args, file], {
      cwd: folder,
      env: { ...process.env, ...env },
      encoding: "utf8",
      timeout: PATIENCE,
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs a block whose calls to Slack go to a world of the stand-in. */
export function runAgainst(slack, code) {
  const preload = pathToFileURL(join(here, "readme-fetch.mjs")).href;
  return node(code, { HOST: slack.host, SLACK_TOKEN: TOKEN }, "--import", preload);
}
