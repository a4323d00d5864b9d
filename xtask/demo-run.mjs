// Runs a list with a user listed twice, a protected user and an unknown one. Kills the run in the middle, resumes it, and
// prints the report.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { NEVER, TOKEN, world } from "../tests/standin/client.mjs";

const slack = world();
const program = fileURLToPath(new URL("../node_modules/.bin/slack-admin-session", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "slack-sessions-"));
process.on("exit", () => rmSync(folder, { recursive: true }));

/** Starts the command, and shows what it says. */
function start(...words) {
  console.log(`\n$ slack-admin-session ${words.join(" ")}`);
  const env = { ...process.env, SLACK_TOKEN: TOKEN };
  // stdin is ignored, so the command can't ask.
  return spawn(process.execPath, [program, ...words], { cwd: folder, env, stdio: ["ignore", "inherit", "inherit"] });
}

/** Runs the command to its end, and checks its exit status. */
async function command(status, ...words) {
  const [code] = await once(start(...words), "exit");
  assert.equal(code, status, "the exit status");
}

await slack.crowd({ count: 11, ids: "WD#######" });
const ids = Array.from({ length: 11 }, (_, n) => `WD${String(n + 1).padStart(7, "0")}`);
writeFileSync(join(folder, "users.csv"), `name,userid\n${[...ids, ids[0], "WDNOTTHERE"].map((id) => `somebody,${id}\n`).join("")}`);
writeFileSync(join(folder, "owners.txt"), `${ids[3]}\n`);

const words = ["--yes", "--protect", "owners.txt", "--host", slack.host, "--per-minute", "120", "--record", "run.jsonl"];
// Slack never answers the call for this user, so the run can be killed during it.
await slack.faults({ arguments: { user_id: ids[5] }, pass: true, delay_ms: NEVER });
const killed = start("reset", "users.csv", ...words);
const ended = once(killed, "exit");
while (!(await slack.targets()).some(({ user_id }) => user_id === ids[5])) {
  assert.equal(killed.exitCode, null, "the run ended before it was killed");
  await new Promise((resolve) => setTimeout(resolve, 20));
}
killed.kill("SIGKILL");
await ended;
console.log("\n  killed with SIGKILL during a call. The last line of the record is the intent of that call:");
console.log(`    ${readFileSync(join(folder, "run.jsonl"), "utf8").trimEnd().split("\n").at(-1)}`);

await command(1, "resume", "run.jsonl", "--yes");
await command(0, "report", "run.jsonl");
const calls = await slack.targets();
assert.ok(calls.every(({ calls }) => calls.length === 1), "a user was called twice");
assert.ok(!calls.some(({ user_id }) => user_id === ids[3]), "a protected user was called");
console.log(`\n  ${calls.length} users were called, each of them once. The protected user was not called.\n`);
