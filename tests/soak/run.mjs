// The soak: STANDIN=… node --expose-gc run.mjs [--short]
import { parseArgs } from "node:util";
import "./watch.mjs";
import { close, tell } from "./table.mjs";

const { short } = parseArgs({ options: { short: { type: "boolean", default: false } } }).values;
const { STANDIN } = process.env;
if (!STANDIN) throw new Error("STANDIN is not set: give it the base URL of a running stand-in; `cargo xtask soak` starts one");

// After the watch, so that what the package does at its import is seen.
const { leftovers } = await import("./leftovers.mjs");
const { memory, overSockets } = await import("./memory.mjs");
const { queue } = await import("./queue.mjs");
const { speed } = await import("./speed.mjs");

let warnings = 0;
process.on("warning", () => (warnings += 1));
const start = performance.now();
tell(`Node ${process.version}`, short ? "short" : "long");
await speed(short ? 20 : 60);
await (short ? memory(5_000, 20_000) : memory(20_000, 200_000));
await (short ? overSockets(1_500, 3_000, STANDIN) : overSockets(2_000, 10_000, STANDIN));
await queue();
await leftovers(STANDIN);
tell("warnings of Node", warnings);
close((performance.now() - start) / 1000);

// Unref'd: it rings only if something of all that keeps this program from ending by itself.
setTimeout(() => {
  console.log(`FAILED: the process does not end, because of ${process.getActiveResourcesInfo().join(", ")}`);
  process.exit(1);
}, 5000).unref();
