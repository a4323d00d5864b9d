// However a run is killed and wherever its record is cut: after a resume no call that may have happened was made twice.
import assert from "node:assert/strict";
import test from "node:test";
import { report, resume } from "slack-admin-session/run";
import { bytes, memory, ok } from "./record-in-memory.mjs";
import { PROGRAM, desk, user, users } from "./command.mjs";
import { recovers } from "./recovers.mjs";

/** Whether the tests run in their long form. */
const isLong = Boolean(process.env.LONG);

const preload = (name) => ({ NODE_OPTIONS: `--import=${new URL(name, import.meta.url)}` });

/** Whether the record has its plan. */
const isPlanned = (at) => at.isThere("r.jsonl") && /"planned".*\n/.test(at.read("r.jsonl"));

test("killed at each point of the write-ahead, it recovers", async (t) => {
  const count = 2;
  for (let at = 1; ; at += 1) {
    const there = await desk(t, { count });
    there.write("list", users(count));
    const { status } = await there.run(there.quick("reset", "list"), { env: { ...preload("crash-at.mjs"), CRASH_AT: String(at) } });
    if (status === 0) {
      // Points of the plan, of each intent and outcome, of each call, of the end.
      assert.ok(at > 20, `only ${at} points were passed`);
      break;
    }
    assert.equal(status, "SIGKILL");
    if (!isPlanned(there)) {
      const { status, stderr } = await there.run(["resume", "r.jsonl", "--yes"]);
      assert.equal(status, 2);
      assert.match(stderr, /nothing was sent/i);
      assert.deepEqual(await there.calls(), {});
    } else {
      await recovers(there, count, `point ${at}`);
    }
  }
});

test("killed at random moments, again and again, it recovers", async (t) => {
  const count = 25;
  for (let round = 0; round < (isLong ? 100 : 6); round += 1) {
    const at = await desk(t, { count });
    at.write("list", users(count));
    let kills = 0;
    for (let words = at.quick("reset", "list"); ; words = ["resume", "r.jsonl", "--yes"]) {
      const running = at.start(words);
      const moment = Math.random() * 700;
      const timer = setTimeout(() => running.child.kill("SIGKILL"), moment);
      const { status } = await running.ended;
      clearTimeout(timer);
      if (status !== "SIGKILL") break;
      kills += 1;
      // Before the plan is whole, nothing can be resumed.
      if (!isPlanned(at)) break;
    }
    if (!isPlanned(at)) {
      assert.deepEqual(await at.calls(), {});
      continue;
    }
    await recovers(at, count, `after ${kills} kills`);
  }
});

/** A record with a line of each kind in it, made by the command. */
async function fullRecord(t) {
  const at = await desk(t, { count: 4 });
  at.write("list", `${users(3)}W0NOTTHERE\n${user(4)}\n`);
  await at.slack.faults({ arguments: { user_id: user(2) }, error: "internal_error" });
  await at.slack.faults({ arguments: { user_id: user(4) }, error: "token_expired" });
  assert.equal((await at.run(at.quick("reset", "list"))).status, 3);
  assert.equal((await at.run(["resume", "r.jsonl", "--yes", "--repeat-unknown"])).status, 1);
  return at;
}

test("a record that is cut at any byte can be read, and no target that may be done is called again", async (t) => {
  const at = await fullRecord(t);
  const text = at.read("r.jsonl");
  const planned = text.indexOf("\n", text.indexOf('"planned"')) + 1;
  for (let length = isLong ? planned : text.length - 700; length <= text.length; length += 1) {
    const piece = text.slice(0, length);
    const before = await report(memory(piece).read());
    const called = [];
    const api = { reset: async ({ user_id }) => (called.push(user_id), ok) };
    const record = memory(piece);
    await resume(api, { record });
    const states = new Map([...before].map((row) => [row.user_id, row.state]));
    assert.ok(called.every((id) => states.get(id) === "left"), `cut at ${length}: ${called}`);
    // If an intent is durable, a call was made, so its target isn't left.
    for (const { type, n } of whole(piece)) if (type === "intent") assert.notEqual(stateOf(before, n), undefined);
    assert.equal([...(await report(bytesOf(record.text)))].length, 5);
  }
  // The same with the command, at some of them.
  for (let length = text.lastIndexOf('{"type":"intent"'); length < text.length; length += isLong ? 1 : 29) {
    at.write("cut.jsonl", text.slice(0, length));
    const { status, stderr } = await at.run(["resume", "cut.jsonl", "--yes"]);
    assert.ok(status === 0 || status === 1, `cut at ${length}: ${stderr}`);
    assert.equal(at.record("cut.jsonl").at(-1).reason, "complete");
  }
});

async function* bytesOf(text) {
  yield bytes(text);
}

/** The whole lines of a piece of a record. */
const whole = (piece) => piece.slice(0, piece.lastIndexOf("\n")).split("\n").map((line) => JSON.parse(line));
const stateOf = (said, wanted) => [...said].find(({ n }) => n === wanted)?.state;

test("NULs at the end, as a power cut leaves them, are torn; a damaged line elsewhere is refused with its number", async (t) => {
  const at = await fullRecord(t);
  const text = at.read("r.jsonl");
  at.write("nuls.jsonl", text + "\0".repeat(100));
  assert.equal((await at.run(["resume", "nuls.jsonl", "--yes"])).status, 1);
  assert.match(at.read("nuls.jsonl"), /"torn":100/);
  const lines = text.split("\n");
  lines[2] = lines[2].slice(0, 20);
  at.write("damaged.jsonl", lines.join("\n"));
  for (const words of [["resume", "damaged.jsonl", "--yes"], ["report", "damaged.jsonl"]]) {
    const { status, stderr } = await at.run(words);
    assert.equal(status, 2);
    assert.match(stderr, /line 3/i);
  }
});

test("a file that can't grow any more ends a run before a call, and an outcome that can't be recorded is printed", async (t) => {
  // A limit on the file's size acts like a full disk, at any byte: a short count, and then an error.
  const count = 40;
  let stopped = 0;
  for (const kilobytes of [1, 4, 5, 6, 7, 8]) {
    const at = await desk(t, { count });
    at.write("list", users(count));
    const limited = ["bash", "-c", `ulimit -f ${kilobytes} && exec "$@"`, "bash", process.execPath, PROGRAM];
    const { status, stderr } = await at.run(at.quick("reset", "list"), { program: limited });
    if (kilobytes === 1) {
      assert.equal(status, 2, stderr);
      assert.match(stderr, /Nothing was sent, and the record was removed: start again\.\n$/);
      assert.ok(!at.isThere("r.jsonl"));
      assert.deepEqual(await at.calls(), {});
      continue;
    }
    assert.equal(status, 3, stderr);
    assert.match(stderr, /^Stopped: the run can't be recorded\. r\.jsonl can't be written/m);
    stopped += 1;
    const called = Object.keys(await at.calls()).length;
    const outcomes = at.read("r.jsonl").match(/"type":"outcome".*\n/g)?.length ?? 0;
    const unwritten = stderr.match(/^Not in the record: .*"n":(\d+).*"request_id":"\w+"/m);
    assert.equal(called, outcomes + (unwritten ? 1 : 0), stderr);
    await recovers(at, count, `${kilobytes} kB`);
  }
  assert.equal(stopped, 5);
});

test("if two resume at once, one does it, and the other says which process does, since when, and what to delete", async (t) => {
  const at = await desk(t, { count: 5 });
  at.write("list", users(5));
  await at.slack.faults({ arguments: { user_id: user(1) }, pass: true, delay_ms: 600_000 });
  const killed = at.start(at.quick("reset", "list"));
  await at.slack.arrival(1);
  killed.child.kill("SIGKILL");
  await killed.ended;
  await at.slack.always({ pass: true, delay_ms: 200 });
  const [one, other] = [at.start(["resume", "r.jsonl", "--yes"]), at.start(["resume", "r.jsonl", "--yes"])];
  const results = await Promise.all([one.ended, other.ended]);
  assert.deepEqual(results.map(({ status }) => status).sort(), [1, 2], JSON.stringify(results));
  assert.match(results.find(({ status }) => status === 2).stderr, /r\.jsonl is in use by process \d+ on .* since .*delete .*r\.jsonl\.lock/);
  assert.deepEqual(await at.calls(), Object.fromEntries([1, 2, 3, 4, 5].map((n) => [user(n), 1])));
});

test("a process that slept goes on where it was, without catching up, and holds its record meanwhile", async (t) => {
  const at = await desk(t, { count: 6 });
  at.write("list", users(6));
  // A call each 102 ms.
  const running = at.start(at.quick("reset", "list").map((word) => (word === "6000" ? "600" : word)));
  await at.slack.arrival(2);
  running.child.kill("SIGSTOP");
  const other = await at.run(["resume", "r.jsonl", "--yes"]);
  assert.equal(other.status, 2);
  assert.match(other.stderr, new RegExp(`in use by process ${running.child.pid} `));
  running.child.kill("SIGCONT");
  const { status, stderr } = await running.ended;
  assert.equal(status, 0, stderr);
  const starts = (await at.slack.targets()).flatMap(({ calls }) => calls.map(({ start_ms }) => start_ms)).sort((a, b) => a - b);
  assert.equal(starts.length, 6);
  // The stand-in may see a call late on a busy machine: a gap may look shorter, but there is no burst.
  assert.ok(starts.at(-1) - starts[1] >= 300, String(starts));
});
