// The command in a terminal, as a person types it; and without one.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import test from "node:test";
import { deadPort } from "../dead-port.mjs";
import { PROGRAM, desk, fast, until, user, users } from "./command.mjs";

const [START, COMMAND] = [/\r|\u001b\[1G/, /\u001b\[\d*[A-Za-z]/g];
/** All that was written, split where a line was begun anew. */
const written = (line) => line.split(START).map((text) => text.replace(COMMAND, ""));
/** What a terminal shows at the end: for each line the text that was written last, or nothing if it was removed. */
const screen = (text) => text.split("\n").map((line) => written(line.replace(/\r$/, "")).at(-1)).join("\n");
/** The status lines that were drawn. */
const statusLines = (text) => text.split("\n").flatMap(written).filter((line) => /^\d+ of \d+ · \d+ done · \d+ not ·/.test(line));

/** A run of that many users that waits for an answer to its question. */
async function asked(t, count, { columns = 100, pace = "6000", words = [] } = {}) {
  const at = await desk(t, { count });
  at.write("users.csv", `userid\n${users(count)}`);
  const host = ["--host", at.slack.host, "--per-minute", pace, "--record", "r.jsonl"];
  const running = at.start(["reset", "users.csv", ...host, ...words], { columns });
  await running.says(new RegExp(`Type ${count} to begin: `));
  assert.ok(at.isThere("r.jsonl"), "the record is made before the question");
  return { at, running, type: (text) => running.child.stdin.write(text) };
}

test("typing the number of targets begins the run", async (t) => {
  const { at, running, type } = await asked(t, 3);
  assert.deepEqual(await at.slack.targets(), []);
  type("3\r");
  const { status, stdout } = await running.ended;
  assert.equal(status, 0, stdout);
  const shown = screen(stdout);
  assert.match(shown, /^End all sessions of 3 users at [^]* {2}list {8}users\.csv \(CSV, column userid\)\n[^]*Type 3 to begin: 3\n[^]*3 of 3 done/);
  assert.deepEqual(Object.keys(await at.calls()).length, 3);
});

test("anything other than the number, or the end of the input, sends nothing and leaves no record", async (t) => {
  for (const answer of ["yes\r", "2\r", "33\r", "\r", "\u0004", "\u0003"]) {
    const { at, running, type } = await asked(t, 3);
    type(answer);
    const { status, stdout } = await running.ended;
    assert.equal(status, 2, JSON.stringify(stdout));
    assert.match(screen(stdout), /Nothing was sent\.\n$/);
    assert.deepEqual(at.files(), ["users.csv"]);
    assert.deepEqual(await at.slack.targets(), []);
  }
});

test("one line shows the progress, never wider than the terminal, and at most once a second", async (t) => {
  // A call each 305 ms.
  const { running, type } = await asked(t, 12, { columns: 40, pace: "200" });
  const start = performance.now();
  type("12\r");
  const { status, stdout } = await running.ended;
  const seconds = (performance.now() - start) / 1000;
  assert.equal(status, 0, stdout);
  const lines = statusLines(stdout);
  assert.ok(lines.length >= 2 && lines.length <= seconds + 2, `${lines.length} lines in ${seconds} s`);
  assert.ok(lines.every((line) => line.length <= 39), lines.join("\n"));
  assert.match(lines[0], /^0 of 12 · 0 done · 0 not · 0 unknown · /);
  // The line is gone at the end.
  assert.match(screen(stdout), /to begin: 12\n12 of 12 done · /);
});

test("in a wide terminal the line has the time left", async (t) => {
  const { running, type } = await asked(t, 4, { columns: 120, pace: "60" });
  type("4\r");
  await running.says(/\d of 4 · \d done · 0 not · 0 unknown · \d s left \(\d\d:\d\d\)/);
  type("\u0003");
  assert.equal((await running.ended).status, 130);
});

test("Ctrl-C stops it once the call has ended; once more, at once", async (t) => {
  const { at, running, type } = await asked(t, 3, { pace: "1" });
  type("3\r");
  await until("the first outcome", () => /"outcome"/.test(at.read("r.jsonl")));
  type("\u0003");
  const { status, stdout } = await running.ended;
  assert.equal(status, 130);
  assert.match(screen(stdout), /Stopped by SIGINT\.\n[^]*slack-admin-session resume r\.jsonl\n/);
  assert.equal(at.end().reason, "stopped");

  await at.slack.faults({ delay_ms: 600_000 });
  const again = at.start(["resume", "r.jsonl", "--per-minute", "6000"], { columns: 100 });
  await again.says(/Type 2 to begin: /);
  again.child.stdin.write("2\r");
  await at.slack.arrival(2);
  again.child.stdin.write("\u0003");
  await again.says(/Stopping once the call/);
  again.child.stdin.write("\u0003");
  assert.equal((await again.ended).status, 130);
  assert.equal(at.end().type, "intent");
});

test("closing the terminal stops it, and the record has what was done", async (t) => {
  const { at, running, type } = await asked(t, 3, { pace: "1" });
  const pid = Number(running.stderr);
  type("3\r");
  await until("the first outcome", () => /"outcome"/.test(at.read("r.jsonl")));
  running.child.kill("SIGKILL");
  await until("the end", () => at.end()?.type === "end");
  assert.deepEqual([at.end().reason, at.end().done], ["stopped", 1]);
  await until("the process's end", () => !isAlive(pid));
  assert.ok(!existsSync(at.path("r.jsonl.lock")));
});

test("SIGHUP has a status of its own", async (t) => {
  const { at, running, type } = await asked(t, 3, { pace: "1" });
  type("3\r");
  await until("the first outcome", () => /"outcome"/.test(at.read("r.jsonl")));
  process.kill(Number(running.stderr), "SIGHUP");
  assert.equal((await running.ended).status, 129);
});

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test("nohup keeps it alive, and so do a closed stderr and a reader that is gone", async (t) => {
  for (const [what, program, stdio, meddle] of [
    ["nohup", ["nohup", process.execPath, PROGRAM], undefined, (child) => child.kill("SIGHUP")],
    ["a closed stderr", ["bash", "-c", 'exec "$@" 2>&-', "bash", process.execPath, PROGRAM], undefined, () => {}],
    ["a reader that is gone", [process.execPath, PROGRAM], undefined, (child) => child.stderr.destroy()],
  ]) {
    const at = await desk(t, { count: 5 });
    at.write("list", `${users(2)}W0NOTTHERE\n${user(3)}\n${user(4)}\n`);
    await at.slack.faults({ arguments: { user_id: user(1) }, pass: true, delay_ms: 300 });
    const running = at.start(at.quick("reset", "list"), { program, ...(stdio && { stdio }) });
    await at.slack.arrival(1);
    meddle(running.child);
    assert.equal((await running.ended).status, 1, what);
    assert.deepEqual([at.end().reason, at.end().done, at.end().not_done], ["complete", 4, 1], what);
  }
});

test("without a terminal there are the start, a line a minute, each target that isn't done, and the end", async (t) => {
  const at = await desk(t, { count: 5 });
  at.write("list", `${users(2)}W0NOTTHERE\n${user(3)}\n${user(4)}\n${user(5)}\n`);
  // Five minutes, in five seconds.
  const words = at.quick("reset", "list").map((word) => (word === "6000" ? "1" : word));
  const { status, stderr } = await at.run(words, { env: fast(60) });
  assert.equal(status, 1, stderr);
  const [start, rest] = stderr.split(/\n\n(?=\d|W)/);
  assert.match(start, /^End all sessions of 6 users/);
  const lines = rest.trim().split("\n");
  const minutes = lines.filter((line) => /^\d of 6 · /.test(line));
  assert.ok(minutes.length >= 3 && minutes.length <= 6, stderr);
  assert.equal(lines.filter((line) => /^W0NOTTHERE \(line 3\): not done, user_not_found\./.test(line)).length, 1);
  assert.equal(lines.length, minutes.length + 1 + 2, stderr);
  assert.doesNotMatch(stderr, /[\r\u001b]/);
});

test("15 minutes without a connection, and three targets in a row that Slack can't do, stop it", async (t) => {
  const lost = await desk(t, { count: 1 });
  lost.write("list", users(1));
  const { port, release } = await deadPort();
  t.after(release);
  const words = lost.quick("reset", "list").map((word) => (word === lost.slack.host ? `http://127.0.0.1:${port}/api` : word));
  const first = await lost.run(words, { env: fast(100) });
  assert.equal(first.status, 3, first.stderr);
  assert.match(first.stderr, /^Stopped: Slack can't be reached, or can't do it now\. no_connection: /m);
  const times = lost.record().filter(({ type }) => type === "outcome").map(({ at }) => Date.parse(at));
  assert.ok(times.at(-1) - times[0] >= 15 * 60_000);
  assert.deepEqual([lost.end().reason, lost.end().left], ["unreachable", 1]);

  const at = await desk(t, { count: 5 });
  at.write("list", users(5));
  await at.slack.always({ error: "service_unavailable" });
  const second = await at.run(at.quick("reset", "list"), { env: fast(100) });
  assert.equal(second.status, 3, second.stderr);
  assert.deepEqual(await at.calls(), { [user(1)]: 5, [user(2)]: 5, [user(3)]: 5 });
  assert.match(second.stderr, /^0 of 5 done · 3 not done · 0 may have happened · 2 left$/m);
});

/** Masks what differs from run to run: Slack's host, durations, and the time. */
const masked = (text) =>
  text
    .replace(/(?<=at )(slack\.com|127\.0\.0\.1:\d+)$/m, "HOST")
    .replace(/^( {2}pace +)\d+ a minute: about \d+ \w+, until \d\d:\d\d$/m, "$1PACE")
    .replace(/slack-sessions-\d{8}T\d{6}Z/g, "RECORD")
    .replace(/^\d+ of (\d+) · \d+ done · \d+ not · \d+ unknown · \d+ \w+ left \(\d\d:\d\d\)$/m, "STATUS of $1")
    .replace(/\bnpx /g, "");

test("the README shows what a terminal shows", async (t) => {
  const at = await desk(t);
  await at.slack.crowd({ count: 43, ids: "W01#####K" });
  const id = (n) => `W01${String(n).padStart(5, "0")}K`;
  const rows = Array.from({ length: 42 }, (_, n) => (n === 17 ? "W0NOTTHERE" : id(n + 1)));
  at.write("users.csv", `userid,team\n${[...rows, id(1), id(2), id(3)].map((one) => `${one},sales\n`).join("")}`);
  at.write("owners.txt", `${id(5)}\n${id(6)}\n`);
  const words = ["reset", "users.csv", "--protect", "owners.txt", "--note", "INC-4711"];
  const running = at.start([...words, "--host", at.slack.host, "--per-minute", "1200"], { columns: 100 });
  await running.says(/Type 40 to begin: /);
  running.child.stdin.write("40\r");
  const { status, stdout } = await running.ended;
  assert.equal(status, 1);
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  const [, command, shown] = readme.match(/^```console\n\$ npx slack-admin-session (.*)\n([^]*?)^```$/m) ?? [];
  assert.equal(command, words.join(" "));
  const lines = screen(stdout).split("\n");
  lines.splice(lines.findIndex((line) => /^Type 40/.test(line)) + 1, 0, statusLines(stdout).at(-1));
  assert.equal(masked(shown), masked(lines.join("\n")));
});
