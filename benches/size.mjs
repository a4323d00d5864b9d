// How much a browser downloads for a program that calls `reset`, bundled and minified.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { clients } from "./clients.mjs";
import { ask } from "./goals.mjs";
import { installed, project, tool } from "./project.mjs";
import { kb, table } from "./table.mjs";

const PROGRAMS = {
  like: `const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), 30_000);
    try {
      const body = new URLSearchParams({ token: location.hash.slice(1), user_id: "W12345678" });
      const init = { method: "POST", body, signal: controller.signal, redirect: "manual" };
      const response = await fetch("https://slack.com/api/admin.users.session.reset", init);
      if (response.status !== 200 || (await response.json())?.ok !== true) throw new Error("not done");
    } finally {
      clearTimeout(timer);
    }`,
  ours: `import { AdminUsersSessionApi } from "slack-admin-session";
    await new AdminUsersSessionApi({ accessToken: location.hash.slice(1) }).reset({ user_id: "W12345678" });`,
  webApi: `import { WebClient } from "@slack/web-api";
    await new WebClient(location.hash.slice(1)).admin.users.session.reset({ user_id: "W12345678" });`,
  webApiClient: `import { SlackAPIClient } from "slack-web-api-client";
    await new SlackAPIClient(location.hash.slice(1)).admin.users.session.reset({ user_id: "W12345678" });`,
};

/** The official client imports Node's modules, and so can't be bundled for a browser. */
const PLATFORM = { webApi: "node" };

async function bundle(contents, platform = "browser") {
  const made = await tool("esbuild").build({
    stdin: { contents, resolveDir: project },
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    platform,
    write: false,
    logLevel: "warning",
  });
  return made.outputFiles[0].contents;
}

/** The glue and the module as separate files, for a page that loads the module itself. */
async function slim() {
  const folder = installed(clients.ours.package);
  const glue = await bundle(`export * from ${JSON.stringify(join(folder, "slim.js"))};`);
  return [glue, readFileSync(join(folder, "core/core.wasm"))];
}

/** Raw, gzip and brotli, of one or more files. */
function weigh(files) {
  const sum = (size) => files.reduce((total, file) => total + size(file).length, 0);
  return { raw: sum((file) => file), gzip: sum((file) => gzipSync(file, { level: 9 })), brotli: sum((file) => brotliCompressSync(file)) };
}

export async function sizes() {
  const weights = {};
  for (const [name, program] of Object.entries(PROGRAMS)) weights[name] = weigh([await bundle(program, PLATFORM[name])]);
  const [glue, wasm] = await slim();
  const rows = [
    [clients.like.title, weights.like],
    ["slack-admin-session, module inlined", weights.ours],
    ["slack-admin-session/slim, both files", weigh([glue, wasm])],
    ["  its glue", weigh([glue])],
    ["  its WebAssembly module", weigh([wasm])],
    ["@slack/web-api, for Node", weights.webApi],
    [clients.webApiClient.title, weights.webApiClient],
  ];
  const official = weights.webApi.gzip;
  table(
    "Size of a program that calls `reset`, bundled and minified by esbuild (kB of 1000 bytes)",
    ["", "raw", "gzip", "brotli", "gzip × official"],
    rows.map(([title, { raw, gzip, brotli }]) => [title, kb(raw), kb(gzip), kb(brotli), (gzip / official).toFixed(2)]),
  );
  const write = (bytes) => `${kb(bytes)} kB`;
  ask("/slim, gzip", weigh([glue, wasm]).gzip, { goal: 30_000, limit: 36_700, write });
  ask("module inlined, gzip", weights.ours.gzip, { goal: 30_500, limit: 37_300, write });
}
