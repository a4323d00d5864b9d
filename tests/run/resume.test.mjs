// `resume`: what it does with each target, by the target's last line in the record.
import assert from "node:assert/strict";
import test from "node:test";
import { desk, user, users } from "./command.mjs";

const outcome = (n, rest) => ({ type: "outcome", n, at: "2026-11-25T03:12:44.000Z", ...rest });
const intent = (n) => ({ type: "intent", n, at: "2026-11-25T03:12:44.000Z" });

/** A record of nine targets, one of each kind. */
function recordOf(host) {
  const targets = Array.from({ length: 9 }, (_, n) => ({ type: "target", n: n + 1, line: n + 1, user_id: user(n + 1) }));
  targets[8].protected = true;
  return [
    { type: "run", version: 1, run: "0".repeat(32), at: "2026-11-25T03:12:44.000Z", tool: "slack-admin-session/0.1.0",
      method: "admin.users.session.reset", web_only: true, host, list: {}, per_minute: 6000 },
    ...targets,
    { type: "planned", targets: 8, protected: 1, duplicates: 0 },
    intent(1), outcome(1, { state: "done", request_id: "a" }),
    intent(2), outcome(2, { state: "not_done", error: "user_not_found", kind: "target", request_id: "b" }),
    intent(3), outcome(3, { state: "not_done", error: "ratelimited", retry_after: 1 }),
    intent(4), outcome(4, { state: "not_done", error: "no_connection" }),
    intent(5), outcome(5, { state: "not_done", error: "token_expired", kind: "run" }),
    intent(6), outcome(6, { state: "unknown", error: "timeout" }),
    { type: "invented", by: "a later version" },
    intent(7),
  ].map((line) => `${JSON.stringify(line)}\n`).join("");
}

const called = async (at) => Object.keys(await at.calls()).sort();

test("each target is done again, or not, as its last line says", async (t) => {
  const at = await desk(t, { count: 9 });
  at.write("r.jsonl", recordOf(at.slack.host));
  const { status, stderr } = await at.run(["resume", "r.jsonl", "--yes"]);
  assert.equal(status, 1);
  assert.deepEqual(await called(at), [3, 4, 5, 8].map(user));
  assert.match(stderr, /^End all web sessions of 4 users at /m);
  assert.match(stderr, /^ {2}unknown {5}2 may have happened: left as they are/m);
  assert.match(stderr, new RegExp(`^${user(6)} \\(line 6\\): may have happened, timeout\\. `, "m"));
  assert.equal(stderr.match(new RegExp(`^${user(7)} \\(line 7\\): may have happened, interrupted\\. `, "gm")).length, 1);
  assert.ok((await at.slack.requests()).every(({ body }) => /web_only=true/.test(body)));
  const { done, not_done, unknown, left, reason } = at.end();
  assert.deepEqual({ done, not_done, unknown, left, reason }, { done: 5, not_done: 1, unknown: 2, left: 0, reason: "complete" });
});

test("--repeat-unknown repeats what may have happened", async (t) => {
  const at = await desk(t, { count: 9 });
  at.write("r.jsonl", recordOf(at.slack.host));
  const { status, stderr } = await at.run(["resume", "r.jsonl", "--yes", "--repeat-unknown"]);
  assert.equal(status, 1);
  assert.match(stderr, /2 may have happened: done again/);
  assert.deepEqual(await called(at), [3, 4, 5, 6, 7, 8].map(user));
  assert.equal(at.end().unknown, 0);
});

test("--protect adds protected users, and a dry run marks them", async (t) => {
  const at = await desk(t, { count: 9 });
  at.write("r.jsonl", recordOf(at.slack.host));
  at.write("keep", `${user(4)}\n${user(1)}\n`);
  const dry = await at.run(["resume", "r.jsonl", "-n", "--protect", "keep"]);
  assert.equal(dry.status, 0, dry.stderr);
  assert.deepEqual(dry.stdout.trim().split("\n").slice(1), [3, 4, 5, 8].map((n) => `${user(n)},,,${n},${n === 4 ? "protected" : "left"}`));
  assert.deepEqual(await called(at), []);
  await at.run(["resume", "r.jsonl", "--yes", "--protect", "keep"]);
  assert.deepEqual(await called(at), [3, 5, 8].map(user));
  // And they stay so.
  await at.run(["resume", "r.jsonl", "--yes"]);
  assert.deepEqual(await called(at), [3, 5, 8].map(user));
});

test("it keeps the record's host and pace, unless --per-minute sets another pace", async (t) => {
  const at = await desk(t, { count: 9 });
  at.write("r.jsonl", recordOf(at.slack.host));
  const { stderr } = await at.run(["resume", "r.jsonl", "--yes", "--per-minute", "3000"]);
  assert.match(stderr, /3000 a minute/);
  assert.equal(at.record().find(({ type }) => type === "resume").per_minute, 3000);
  assert.match((await at.run(["resume", "r.jsonl", "--yes", "--repeat-unknown"])).stderr, /3000 a minute/);
});

test("if nothing is left it sends nothing, and prints the counts", async (t) => {
  const at = await desk(t, { count: 2 });
  at.write("list", users(2));
  await at.run(at.quick("reset", "list"));
  // That needs neither a token nor a terminal.
  const { status, stderr } = await at.run(["resume", "r.jsonl"], { env: { SLACK_TOKEN: "" } });
  assert.deepEqual([status, stderr], [0, "Nothing is left to do.\n2 of 2 done · 0 not done · 0 may have happened · 0 left\n"]);
  assert.deepEqual(await at.calls(), { [user(1)]: 1, [user(2)]: 1 });
});

test("a record of a newer version, and one without a whole plan, are refused", async (t) => {
  const at = await desk(t);
  const text = recordOf(at.slack.host);
  for (const [content, said] of [
    [text.replace('"version":1', '"version":2'), /line 1/i],
    [text.replace('"n":7', '"n":77'), /line \d+/i],
    [text.replace(JSON.stringify(intent(2)), JSON.stringify(outcome(1, { state: "done" }))), /line 14/i],
    [text.slice(0, text.indexOf('{"type":"planned"')), /nothing was sent\. Start again/],
    ["", /nothing was sent\. Start again/],
  ]) {
    at.write("r.jsonl", content);
    const { status, stderr } = await at.run(["resume", "r.jsonl", "--yes"]);
    assert.equal(status, 2, stderr);
    assert.match(stderr, said);
    assert.equal(at.read("r.jsonl"), content);
    assert.ok(!at.isThere("r.jsonl.lock"));
  }
});

test("without a terminal and without --yes it doesn't go on", async (t) => {
  const at = await desk(t, { count: 9 });
  at.write("r.jsonl", recordOf(at.slack.host));
  const { status, stderr } = await at.run(["resume", "r.jsonl"]);
  assert.equal(status, 2);
  assert.match(stderr, /--yes/);
  assert.deepEqual(await called(at), []);
});
