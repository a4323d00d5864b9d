// The soak: STANDIN=… node --expose-gc main.mjs [--short]
import { parseArgs } from "node:util";
import { ifAliveAfter } from "../stopwatch.mjs";
import "../instances.mjs";
import "./timers-and-listeners.mjs";
import { close, tell } from "./table.mjs";

const { short } = parseArgs({ options: { short: { type: "boolean", default: false } } }).values;
if (!process.env.STANDIN) throw new Error("STANDIN is not set: set it to the base URL of a running stand-in; `cargo xtask soak` starts one");

// After the two, so that what the package does at its import is seen.
const { leftovers } = await import("./leftovers.mjs");
const { memory, overSockets } = await import("./memory.mjs");
const { queue } = await import("./queue.mjs");

let warnings = 0;
process.on("warning", () => (warnings += 1));
const start = performance.now();
tell(`Node ${process.version}`, short ? "short" : "long");
await (short ? memory(5_000, 20_000) : memory(20_000, 200_000));
await (short ? overSockets(1_500, 3_000) : overSockets(2_000, 10_000));
await queue();
await leftovers();
tell("warnings of Node", warnings);
close((performance.now() - start) / 1000);

ifAliveAfter(5_000, () => {
  console.log(`FAILED: the process does not end, because of ${process.getActiveResourcesInfo().join(", ")}`);
  process.exit(1);
});
