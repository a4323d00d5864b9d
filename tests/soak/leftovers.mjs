// After a call: no timer, no listener, and a program that ends at once.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { AdminUsersSessionApi } from "slack-admin-session";
import { NEVER, world } from "../standin/client.mjs";
import { play, scenarios } from "./call-ends.mjs";
import { row } from "./table.mjs";
import { countedSignal, timers } from "./timers-and-listeners.mjs";

/** Milliseconds of a program's own time from the end of its call to its own end. */
const AT_ONCE = 500;

export async function leftovers() {
  for (const [name, scenario] of Object.entries(scenarios)) {
    const counted = countedSignal();
    const end = await play(scenario, (configuration) => new AdminUsersSessionApi(configuration), counted);
    const left = { timers: timers(), listeners: counted.listeners };
    const { said, ms } = await program([name], {});
    row(
      `after ${name}: timers, listeners, program`,
      `${left.timers}, ${left.listeners}, ends in ${ms} ms`,
      `none, none, ${AT_ONCE} ms; the call ends in "${scenario.end}"`,
      left.timers === 0 && left.listeners === 0 && ms < AT_ONCE && end === scenario.end && said === scenario.end,
    );
  }
  await socket("before the headers", { delay_ms: NEVER });
  await socket("within the body", { endless: { data: " ", delay_ms: 20 } });
}

async function socket(where, fault) {
  const slack = world();
  await slack.faults(fault);
  const { said, ms } = await program([where], { HOST: slack.host });
  row(`after an abort ${where}, over a socket: program`, `ends in ${ms} ms`, `${AT_ONCE} ms`, ms < AT_ONCE && said === "stop");
}

/** How the call of a program with one call ended, and how long the program ran after that. */
async function program(given, environment) {
  const path = fileURLToPath(new URL("one-call.mjs", import.meta.url));
  const env = { ...process.env, ...environment };
  const child = spawn(process.execPath, [path, ...given], { env, stdio: ["ignore", "pipe", "inherit"], timeout: 60_000 });
  let output = "";
  child.stdout.on("data", (text) => (output += text));
  await once(child, "close");
  const [said, ms] = output.split("\n");
  return { said, ms: ms ? Number(ms) : NaN };
}
