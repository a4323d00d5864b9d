// A run over a list, beside what a program would use instead; and what a hundred thousand targets cost.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TOKEN, world } from "../tests/standin/client.mjs";
import { ask } from "./goals.mjs";
import { installed } from "./project.mjs";
import { say, table } from "./table.mjs";

const OURS = "slack-admin-session/run";
/** The ways over a list, all at 20 a minute of the stand-in's. */
const WAYS = {
  ours: OURS,
  webApi: "a loop over @slack/web-api, with its own retries",
  bottleneck: "Bottleneck around a bare `fetch`",
};
/** What Slack allows in a minute. */
const PACE = 20;

/** Runs a program of this folder to its end, and returns the JSON that it ends with. */
async function program(name, words, flags = []) {
  const path = join(import.meta.dirname, name);
  const child = spawn(process.execPath, [...flags, path, ...words.map(String)], { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  child.stdout.on("data", (data) => (output += data));
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`${name} ${words.join(" ")} ended with ${code}`);
  return JSON.parse(output);
}

/** A world of the stand-in, with a limit and a crowd. */
async function crowded(limit, count) {
  const slack = world();
  await slack.crowd({ count });
  await slack.limit(limit);
  return slack;
}

/** One way over a list of that many: what it reports itself, and what the stand-in saw. */
async function paced(way, { allowed, minute, count }) {
  const { host, targets } = await crowded({ per_minute: allowed, minute_ms: minute }, count);
  const said = await program("paced-list.mjs", [way, host, count, (PACE * 60_000) / minute]);
  const calls = (await targets()).flatMap((target) => target.calls).sort((one, other) => one.start_ms - other.start_ms);
  const first = calls[0].start_ms;
  const later = calls.filter(({ start_ms }) => start_ms - first >= minute);
  const limited = (some) => some.filter(({ status }) => status === 429).length;
  const minutes = (calls.at(-1).start_ms - first) / minute;
  return { ...said, calls: calls.length, limited: limited(calls), later: limited(later) / Math.max(1, later.length), minutes };
}

/** All ways at once, each in a process of its own: they wait most of the time. */
async function side({ allowed, minute, count }, title) {
  const measured = {};
  const one = async (way) => (measured[way] = await paced(way, { allowed, minute, count }));
  await Promise.all(Object.keys(WAYS).map(one));
  const row = (way) => {
    const { done, failed, calls, limited, later, minutes } = measured[way];
    return [WAYS[way], ...[done, failed, calls, limited].map(String), later.toFixed(2), minutes.toFixed(2)];
  };
  const head = ["", "done", "failed", "calls", "429s", "429s a call, after the first minute", "minutes"];
  table(title, head, Object.keys(WAYS).map(row));
  return measured.ours;
}

export async function runs({ minute, count, slower, rounds }) {
  const scaled = `a minute of the stand-in's takes ${minute / 1000} s`;
  const even = await side({ allowed: PACE, minute, count }, `A list of ${count} users, ${PACE} a minute allowed (${scaled})`);
  // From the first start to the last there is one gap fewer than there are calls.
  const needed = (count - 1) / PACE;
  ask("a run at the limit, time, to what the limit allows", even.minutes / needed, { goal: 1 / 0.97, limit: 1.5 });
  ask("a run at the limit, 429s", even.limited, { goal: 0, limit: 2 });
  ask("a run at the limit, not done", even.failed, { goal: 0, limit: 0 });
  const less = await side({ allowed: 12, minute, count: slower }, `A list of ${slower} users, 12 a minute allowed, run at ${PACE} (${scaled})`);
  ask("a run above the limit, 429s a call after the first minute", less.later, { goal: 0.1, limit: 0.2 });
  ask("a run above the limit, not done", less.failed, { goal: 0, limit: 0 });
  await large(rounds);
}

/** The command, resuming with ten targets left of a hundred thousand: seconds to its end, and bytes of its process. */
async function resumed(folder, host) {
  const record = join(folder, "large.jsonl");
  await program("large-list.mjs", ["record", record, host]);
  const { bin } = JSON.parse(readFileSync(join(installed("slack-admin-session"), "package.json"), "utf8"));
  const command = join(installed("slack-admin-session"), bin["slack-admin-session"]);
  const peak = 'process.on("exit",()=>require("fs").writeSync(3,String(process.resourceUsage().maxRSS)))';
  const tell = `--import=data:text/javascript,import{createRequire}from"module";const require=createRequire("file:///");${encodeURIComponent(peak)}`;
  const start = performance.now();
  const child = spawn(process.execPath, [tell, command, "resume", record, "--yes"], {
    env: { ...process.env, SLACK_TOKEN: TOKEN },
    stdio: ["ignore", "ignore", "pipe", "pipe"],
  });
  let said = "";
  let kilobytes = "";
  child.stderr.on("data", (data) => (said += data));
  child.stdio[3].on("data", (data) => (kilobytes += data));
  const [code] = await once(child, "close");
  if (code !== 0 || !/^100000 of 100000 done/m.test(said)) throw new Error(`resume ended with ${code}: ${said}`);
  return { seconds: (performance.now() - start) / 1000, bytes: Number(kilobytes) * 1024 };
}

async function large(rounds) {
  const folder = mkdtempSync(join(tmpdir(), "slack-run-"));
  try {
    const plans = await program("large-list.mjs", ["plan"]);
    const { host, targets } = await crowded({ per_minute: null }, 100_000);
    const resume = await resumed(folder, host);
    const reached = (await targets()).length;
    if (reached !== 10) throw new Error(`resume called ${reached} users instead of the 10 that were left`);
    const whole = await program("large-list.mjs", ["whole"], ["--expose-gc"]);
    const cost = await program("large-list.mjs", ["cost", join(folder, "cost.jsonl"), rounds]);
    const rows = [
      ...Object.entries(plans).map(([form, seconds]) => [`planned, ${form}`, `${seconds.toFixed(2)} s`]),
      ["the command resumes at target 99,990, from its start to its end", `${resume.seconds.toFixed(2)} s`],
      ["  its process at most", megabytes(resume.bytes)],
      ["a run over all of them, its process at most", megabytes(whole.peak)],
      ["  the module's memory once it runs", megabytes(whole.before)],
      ["  the same at its end", megabytes(whole.after)],
    ];
    table("A list of 100,000 users", ["", ""], rows);
    const write = (milliseconds) => `${milliseconds.toFixed(2)} ms`;
    table(
      `What a run adds to a target's call (a \`fetch\` that answers at once, no pace; ms, best and median of ${rounds} rounds of ${cost.targets})`,
      ["", "at best", "median"],
      ["whole", "syncs", "client", "processor"].map((what) => [COSTS[what], ...[cost.best, cost.median].map((of) => of[what].toFixed(3))]),
    );
    ask("100,000 targets, planned", Math.max(...Object.values(plans)), { goal: 1, limit: 10, write: seconds });
    ask("100,000 targets, resumed at the 99,990th", resume.seconds, { goal: 2, limit: 20, write: seconds });
    ask("100,000 targets, memory", Math.max(resume.bytes, whole.peak), { goal: 250e6, limit: 400e6, write: megabytes });
    ask("100,000 targets, growth of the module's memory in the run", whole.after - whole.before, { goal: 0, limit: 0, write: megabytes });
    ask("a target's own cost, with both syncs", cost.median.whole, { goal: 1, write });
    ask("a target's own cost, processor", cost.median.processor, { atBest: cost.best.processor, goal: 1, limit: 2, write });
    say();
    say("A run syncs the disk twice for each target. A loop that only writes and syncs the same two lines shows the part that can't be saved.");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const COSTS = {
  whole: "a target, whole",
  syncs: "  two lines, written and synced in a loop",
  client: "  the client's call alone",
  processor: "a target, processor",
};

const seconds = (number) => `${number.toFixed(2)} s`;
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
