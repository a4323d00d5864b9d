// Side by side: STANDIN=… CONSUMER=… TESTS=… node main.mjs [--short] [--record FILE]
import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { world } from "../tests/standin/client.mjs";
import { calls } from "./calls.mjs";
import { close } from "./goals.mjs";
import { memory } from "./memory.mjs";
import { link } from "./project.mjs";
import { runs } from "./runs.mjs";
import { sizes } from "./size.mjs";
import { start } from "./start.mjs";
import { said, say } from "./table.mjs";

const { short, record } = parseArgs({
  options: { short: { type: "boolean", default: false }, record: { type: "string" } },
}).values;

const began = performance.now();
link();
const { host, limit } = world();
await limit({ per_minute: null });
say("# Side by side\n");
say(`Made by \`cargo xtask bench\`: Node ${process.versions.node}, ${availableParallelism()} cores, in turn, medians.`);
say("Ratios are medians of the rounds' own, with their middle half in brackets. “Official” is @slack/web-api; `fetch`");
say("is one that promises what the clients do: it can be aborted, ends in time, follows no redirect, and is checked.");
if (short) say("Short: few rounds, and a stand-in that takes longer to answer. Only the limits count.");
await sizes();
await start(host, short ? 6 : 15);
// Many short rounds for the limits: the shorter a round is, the likelier it is that nothing disturbs it.
await calls(host, short ? { rounds: 30, calls: 50, warm: 1500 } : { rounds: 81, calls: 250, warm: 2000, explain: true });
await memory(host, short ? 1 : 3, short ? 500 : 5000);
// A run at 20 calls a minute, with minutes of 20 s: a call a second.
await runs(short ? { minute: 6000, count: 25, slower: 18, rounds: 2 } : { minute: 20_000, count: 60, slower: 60, rounds: 7 });
close((performance.now() - began) / 1000);
if (record) writeFileSync(record, said());
