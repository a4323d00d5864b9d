// After a call: no timer, no listener, and a program that ends at once.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { AdminUsersSessionApi } from "slack-admin-session";
import { play, scenarios } from "./scenarios.mjs";
import { row } from "./table.mjs";
import { countedSignal, timers } from "./watch.mjs";

/** Milliseconds from a program's last line to its end. Node itself takes a part of them. */
const AT_ONCE = 500;

export async function leftovers(standin) {
  for (const [name, scenario] of Object.entries(scenarios)) {
    const counted = countedSignal();
    const end = await play(scenario, (configuration) => new AdminUsersSessionApi(configuration), counted);
    const left = { timers: timers(), listeners: counted.listeners };
    await sleep(10);
    const { said, ms } = await program([name], {});
    row(
      `after ${name}: timers, listeners, program`,
      `${left.timers}, ${left.listeners}, ends in ${ms} ms`,
      `none, none, ${AT_ONCE} ms; the call ends in "${scenario.end}"`,
      left.timers === 0 && left.listeners === 0 && ms < AT_ONCE && end === scenario.end && said === scenario.end,
    );
  }
  await socket("before the headers", { delay_ms: 30_000 }, standin);
  await socket("within the body", { endless: { data: " ", delay_ms: 20 } }, standin);
}

async function socket(where, fault, standin) {
  const root = `${standin}/w/soak-${where.replaceAll(" ", "-")}`;
  const headers = { "content-type": "application/json" };
  const scripted = await globalThis.fetch(`${root}/control/faults`, { method: "POST", headers, body: JSON.stringify([fault]) });
  if (!scripted.ok) throw new Error(`the stand-in refused the fault: ${scripted.status}`);
  const { said, ms } = await program([], { HOST: `${root}/api` });
  row(`after an abort ${where}, over a socket: program`, `ends in ${ms} ms`, `${AT_ONCE} ms`, ms < AT_ONCE && said === "stop");
}

/** What a program with one call printed, and how long it went on after that. */
async function program(given, environment) {
  const path = fileURLToPath(new URL("ends.mjs", import.meta.url));
  const env = { ...process.env, ...environment };
  const child = spawn(process.execPath, [path, ...given], { env, stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  let at = NaN;
  child.stdout.on("data", (text) => {
    said += text;
    at = performance.now();
  });
  const kill = sleep(10_000, undefined, { ref: false }).then(() => child.kill("SIGKILL"));
  await Promise.race([once(child, "close"), kill.then(() => once(child, "close"))]);
  return { said: said.trim(), ms: Math.round(performance.now() - at) };
}
