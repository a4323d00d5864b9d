// Every fault with every client, against one stand-in: `STANDIN=… CONSUMER=… node main.mjs [--short]`.
// `--short`: only this package. If a row of ours doesn't hold, it names the row and ends with 1.
import { parseArgs } from "node:util";
import { clients } from "./clients.mjs";
import { rows } from "./faults.mjs";
import { head, line } from "./table.mjs";
import { perform } from "./process.mjs";

const { short } = parseArgs({ options: { short: { type: "boolean", default: false } } }).values;
for (const name of ["STANDIN", "CONSUMER"]) {
  if (!process.env[name]) throw new Error(`${name} is not set; use \`cargo xtask faults\`, which sets it`);
}
const repeated = rows.map(({ name }) => name).filter((name, index, names) => names.indexOf(name) !== index);
if (repeated.length > 0) throw new Error(`two faults have the name ${repeated.join(", ")}`);

/**
 * Processes at once: few of ours, since they are timed; the peers' mostly wait until the watch ends.
 * Faults in a process: only one for the peers, which may leave anything behind.
 */
const OURS = { atOnce: 6, each: 6 };
const PEERS = { atOnce: 24, each: 1 };

const shown = short ? ["ours"] : Object.keys(clients);
const reports = new Map(rows.map((row) => [row, {}]));

/** The pieces of work for one client: some rows each. Neighbouring rows are alike, so they go to different processes. */
function work(which, each) {
  const wanted = rows.filter((row) => which === "ours" || !row.peers);
  const pieces = Math.ceil(wanted.length / each);
  return Array.from({ length: pieces }, (_, piece) => async () => {
    const some = wanted.filter((_, index) => index % pieces === piece);
    const told = await perform(which, some);
    some.forEach((row, index) => (reports.get(row)[which] = told[index]));
  });
}

/** Does all pieces, that many at once. */
async function pool(pieces, atOnce) {
  const left = pieces.values();
  const runner = async () => {
    for (const piece of left) await piece();
  };
  await Promise.all(Array.from({ length: atOnce }, runner));
}

const start = performance.now();
const [ours, ...peers] = shown;
await pool(work(ours, OURS.each), OURS.atOnce);
await pool(
  peers.flatMap((peer) => work(peer, PEERS.each)),
  PEERS.atOnce,
);

console.log(head(shown));
for (const row of rows) console.log(line(row, reports.get(row), shown));
const failed = rows.filter((row) => reports.get(row).ours.problems.length > 0);
for (const row of failed) {
  console.log(`\n✗ ${row.name}`);
  for (const problem of reports.get(row).ours.problems) console.log(`    ${problem}`);
}
const seconds = ((performance.now() - start) / 1000).toFixed(1);
console.log(`\n${rows.length - failed.length} of ${rows.length} faults ended as the contract says, in ${seconds} s`);
if (failed.length > 0) process.exitCode = 1;
