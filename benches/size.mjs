// How much a browser downloads for a program that calls `reset`, beside the other clients.
import { clients } from "./clients.mjs";
import { ask } from "./goals.mjs";
import { installed } from "./project.mjs";
import { kb, table } from "./table.mjs";
import { bundle, own, weigh } from "./weigh.mjs";

const FETCH = `const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), 30_000);
  try {
    const body = new URLSearchParams({ token: location.hash.slice(1), user_id: "W12345678" });
    const init = { method: "POST", body, signal: controller.signal, redirect: "manual" };
    const response = await fetch("https://slack.com/api/admin.users.session.reset", init);
    if (response.status !== 200 || (await response.json())?.ok !== true) throw new Error("not done");
  } finally {
    clearTimeout(timer);
  }`;
const WEB_API = `import { WebClient } from "@slack/web-api";
  await new WebClient(location.hash.slice(1)).admin.users.session.reset({ user_id: "W12345678" });`;
const WEB_API_CLIENT = `import { SlackAPIClient } from "slack-web-api-client";
  await new SlackAPIClient(location.hash.slice(1)).admin.users.session.reset({ user_id: "W12345678" });`;

export async function sizes() {
  const { inlined, slim, glue, wasm } = await own(installed(clients.ours.package));
  // It imports Node's modules, and so can't be bundled for a browser.
  const official = weigh(await bundle(WEB_API, { platform: "node" }));
  const rows = [
    [clients.like.title, weigh(await bundle(FETCH))],
    ["slack-admin-session, module inlined", inlined],
    ["slack-admin-session/slim, both files", slim],
    ["  its glue", glue],
    ["  its WebAssembly module", wasm],
    ["@slack/web-api, for Node", official],
    [clients.webApiClient.title, weigh(await bundle(WEB_API_CLIENT))],
  ];
  table(
    "Size of a program that calls `reset`, bundled and minified by esbuild (kB of 1000 bytes)",
    ["", "raw", "gzip", "brotli", "gzip × official"],
    rows.map(([title, { raw, gzip, brotli }]) => [title, kb(raw), kb(gzip), kb(brotli), (gzip / official.gzip).toFixed(2)]),
  );
  const write = (bytes) => `${kb(bytes)} kB`;
  ask("/slim, gzip", slim.gzip, { goal: 30_000, limit: 36_700, write });
  ask("module inlined, gzip", inlined.gzip, { goal: 30_500, limit: 37_300, write });
}
