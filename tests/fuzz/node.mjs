// The fuzz in Node: node node.mjs [--values N] [--seed N] [--only GROUP]
import { inspect, parseArgs } from "node:util";
import { createContext, runInContext } from "node:vm";
import { Worker } from "node:worker_threads";
import { instances } from "../instances.mjs";
import { ifAliveAfter } from "../stopwatch.mjs";
import { Run } from "./run.mjs";
import { report, settings } from "./report.mjs";

const { values: given } = parseArgs({ options: { values: { type: "string" }, seed: { type: "string" }, only: { type: "string" } } });
const write = process.stdout.write.bind(process.stdout);
const tell = (line) => write(`${line}\n`);
const { values, seed, only } = settings(given);
tell(`fuzz in Node ${process.version}: ${values} values, --seed ${seed}${only === undefined ? "" : ` --only ${only}`}`);

// A loop of microtasks without end starves every timer: only another thread can tell.
const beats = new Int32Array(new SharedArrayBuffer(4));
const watchdog = new Worker(
  `const { workerData } = require("node:worker_threads");
  let last = -1;
  setInterval(() => {
    const now = Atomics.load(workerData, 0);
    if (now === last) {
      require("node:fs").writeSync(1, "FAILED: nothing has moved for 60 s\\n");
      process.kill(process.pid, "SIGKILL");
    }
    last = now;
  }, 60_000);`,
  { eval: true, workerData: beats },
);
watchdog.unref();

const api = await import("slack-admin-session");
const realm = runInContext("globalThis", createContext());
const run = new Run({ api, realm, inspect, seed, values, only, tell, alive: () => Atomics.add(beats, 0, 1) });

process.on("uncaughtException", (error) => run.problem(undefined, "an uncaught exception", error));
process.on("unhandledRejection", (error) => run.problem(undefined, "an unhandled rejection", error));
process.stdout.write = process.stderr.write = (text) => (run.problem(undefined, "something was printed", String(text)), true);
process.on("warning", (warning) => run.problem(undefined, "Node warns", warning));

const result = await run.all();
if (instances.length !== 1) run.problem(undefined, `the module was instantiated ${instances.length} times: it trapped`);
result.problems = run.counted.problems;
for (const line of report(result)) tell(line);
await watchdog.terminate();
process.exitCode = result.problems === 0 ? 0 : 1;

ifAliveAfter(3_000, () => {
  tell(`FAILED: the process does not end, because of ${process.getActiveResourcesInfo().join(", ")}`);
  process.exit(1);
});
