import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import test from "node:test";
import { EXPIRED, NEVER, TOKEN, example, world } from "./support.mjs";

/** Starts the script, as a child that is listened to. */
function start(slack, { args = [], token = TOKEN }) {
  const env = { ...process.env, SLACK_TOKEN: token };
  const child = spawn(process.execPath, [example("reset-users.mjs"), "--host", slack.host, ...args], { env, timeout: 60_000 });
  const wrote = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"]) child[stream].setEncoding("utf8").on("data", (text) => (wrote[stream] += text));
  return { child, wrote };
}

/** Runs it to its end: its exit status, its record, and what it said. */
async function run(slack, { input, ...rest }) {
  const { child, wrote } = start(slack, rest);
  child.stdin.end(input ?? "");
  return ended(child, wrote);
}

async function ended(child, wrote) {
  const [status] = await once(child, "close");
  for (const text of Object.values(wrote)) assert.ok(!text.includes("xoxp-"), `a token was written: ${text}`);
  const record = wrote.stdout.trim().split("\n").filter(Boolean).map((line) => JSON.parse(line));
  return { status, record, said: wrote.stderr };
}

const states = (record) => record.map(({ user_id, state }) => [user_id, state]);

test("all users of the command line are reset, and the status is 0", async () => {
  const slack = world();
  const { status, record, said } = await run(slack, { args: ["W12345678", "W00000002"] });
  assert.deepEqual(states(record), [["W12345678", "done"], ["W00000002", "done"]]);
  assert.equal(status, 0, said);
  assert.match(said, /2 of 2 done/);
  for (const { at, request_id } of record) {
    assert.ok(!Number.isNaN(Date.parse(at)));
    assert.ok(request_id);
  }
  assert.deepEqual(await slack.sessions("W12345678"), []);
  assert.deepEqual(await slack.sessions("W00000002"), []);
});

test("users are read from stdin, each once, blank lines aside", async () => {
  const slack = world();
  const { status, record } = await run(slack, { input: "W12345678\r\n\n W00000002 \nW12345678" });
  assert.deepEqual(states(record), [["W12345678", "done"], ["W00000002", "done"]]);
  assert.equal(status, 0);
  assert.equal((await slack.requests()).length, 2);
});

test("--mobile leaves the other sessions alone", async () => {
  const slack = world();
  const { status } = await run(slack, { args: ["--mobile", "W12345678"] });
  assert.equal(status, 0);
  assert.equal((await slack.sessions("W12345678")).length, 2);
});

test("after a user who can't be reset the next one is", async () => {
  const slack = world();
  const { status, record, said } = await run(slack, { args: ["W0000OWNR", "W99999999", "W12345678"] });
  assert.deepEqual(states(record), [["W0000OWNR", "not_done"], ["W99999999", "not_done"], ["W12345678", "done"]]);
  assert.deepEqual(record.map(({ error }) => error), ["cannot_reset_primary_owner", "user_not_found", undefined]);
  assert.equal(status, 1);
  assert.match(said, /W0000OWNR: not done \(cannot_reset_primary_owner\)/);
  assert.match(said, /1 of 3 done/);
});

test("a token that is over stops it, and who wasn't tried is in the record", async () => {
  const slack = world();
  const { status, record, said } = await run(slack, { args: ["W12345678", "W00000002"], token: EXPIRED });
  assert.deepEqual(states(record), [["W12345678", "not_done"], ["W00000002", "not_tried"]]);
  assert.equal(status, 1);
  assert.match(said, /Stopped: .*token_expired/);
  assert.equal((await slack.requests()).length, 1);
});

test("a limit that is too long to be waited for stops it", async () => {
  const slack = world();
  await slack.faults({ status: 429, headers: { "retry-after": "3600" }, body: "" });
  const { status, record, said } = await run(slack, { args: ["W12345678", "W00000002"] });
  assert.deepEqual(states(record), [["W12345678", "not_done"], ["W00000002", "not_tried"]]);
  assert.equal(status, 1);
  assert.match(said, /Stopped: .*try again in 3600 s/);
});

test("a short limit is waited for", async () => {
  const slack = world();
  await slack.faults({ status: 429, headers: { "retry-after": "1" }, body: "" });
  const { status, said } = await run(slack, { args: ["W12345678"] });
  assert.equal(status, 0);
  assert.match(said, /Slack limits the method for 1 s/);
});

test("an answer that was lost may have happened, and the next user is tried", async () => {
  const slack = world();
  // Each of the attempts.
  await slack.faults({ apply: true, status: 500, body: "", times: 4 });
  const { status, record, said } = await run(slack, { args: ["W12345678", "W00000002"] });
  assert.deepEqual(states(record), [["W12345678", "unknown"], ["W00000002", "done"]]);
  assert.equal(status, 1);
  assert.match(said, /W12345678: may have happened/);
});

test("Ctrl-C ends the call: it may have happened, and the rest is not tried", async () => {
  const slack = world();
  await slack.faults({ delay_ms: NEVER });
  const { child, wrote } = start(slack, { args: ["W12345678", "W00000002"] });
  await slack.arrival();
  child.kill("SIGINT");
  const { status, record, said } = await ended(child, wrote);
  assert.deepEqual(states(record), [["W12345678", "unknown"], ["W00000002", "not_tried"]]);
  assert.equal(status, 1);
  assert.match(said, /Stopped: interrupted/);
});

for (const [what, given, says] of [
  ["no user", { args: [] }, /There is no user id/],
  ["no token", { args: ["W12345678"], token: "" }, /SLACK_TOKEN is not set/],
  ["a token with a line break", { args: ["W12345678"], token: "xoxp-a\nb" }, /accessToken must be a token/],
  ["a token where a user belongs", { args: ["W12345678", TOKEN] }, /user id number 2 is not one/],
  ["both kinds of sessions", { args: ["--mobile", "--web", "W12345678"] }, /Choose --mobile or --web/],
  ["an option that isn't one", { args: ["--all", "W12345678"] }, /--all/],
]) {
  test(`${what} is refused before anything is sent`, async () => {
    const slack = world();
    const { status, record, said } = await run(slack, given);
    assert.equal(status, 2);
    assert.match(said, says);
    assert.match(said, /usage:/);
    assert.deepEqual(record, []);
    assert.deepEqual(await slack.requests(), []);
  });
}
