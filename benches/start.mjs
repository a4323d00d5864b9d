// From the import to the first call, each time in a fresh process.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { clients } from "./clients.mjs";
import { atBest, inTurn, median, ratio } from "./figures.mjs";
import { ask } from "./goals.mjs";
import { table, times } from "./table.mjs";

const GOAL = 0.25;

const RUNS = {
  like: ["like", "import"],
  oursImport: ["ours", "import"],
  oursRequire: ["ours", "require"],
  officialImport: ["webApi", "import"],
  officialRequire: ["webApi", "require"],
  otherImport: ["webApiClient", "import"],
  otherRequire: ["webApiClient", "require"],
};

async function run(name, way, host) {
  const start = performance.now();
  const program = [join(import.meta.dirname, "first-call.mjs"), name, way, host];
  const child = spawn(process.execPath, program, { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  child.stdout.on("data", (data) => (output += data));
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`first-call.mjs ${name} ${way} ended with ${code}`);
  return { ...JSON.parse(output), process: { wall: performance.now() - start } };
}

export async function start(host, rounds) {
  const measured = await inTurn(Object.keys(RUNS), rounds, (key) => run(...RUNS[key], host));
  const of = (key, until, what = "wall") => measured[key].map((figures) => figures[until][what]);
  const ms = (...which) => median(of(...which)).toFixed(1);
  const official = (until) => of("officialImport", until);
  const rows = Object.entries(RUNS).map(([key, [name, way]]) => {
    const { title } = clients[name];
    const settled = [ms(key, "settled"), times(of(key, "settled"), official("settled")), ms(key, "settled", "cpu"), ms(key, "process")];
    if (name === "like") return [title, "–", "–", "–", ...settled];
    const ready = [ms(key, "ready"), times(of(key, "ready"), official("ready")), ms(key, "ready", "cpu")];
    return [`${title}, \`${way}\``, ...ready, ...settled];
  });
  const head = ["import → client", "× official", "processor", "→ first call done", "× official", "processor", "process"];
  table(`Start, each time in a fresh process (ms; medians of ${rounds}; official: imported)`, ["", ...head], rows);

  const goal = (what, until, ours, official, limit) => {
    const cpu = [of(ours, until, "cpu"), of(official, until, "cpu")];
    ask(`${what}, time, to the official's`, ratio(of(ours, until), of(official, until)), { goal: GOAL });
    ask(`${what}, processor, to the official's`, ratio(...cpu), { atBest: atBest(...cpu), goal: GOAL, limit });
  };
  goal("import → client", "ready", "oursImport", "officialImport", 0.5);
  goal("require → client", "ready", "oursRequire", "officialRequire", 0.7);
  goal("import → first call done", "settled", "oursImport", "officialImport", 1);
  // Node loads its own fetch at the first call, with every client.
  const own = (key) => median(of(key, "settled")) - median(of("like", "settled"));
  ask("  its time, less the first call of `fetch` each", own("oursImport") / own("officialImport"), { goal: GOAL });
}
