// A run stops by itself: each reason, and how the run goes on.
import assert from "node:assert/strict";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import test from "node:test";
import { deadPort } from "../dead-port.mjs";
import { selfSigned } from "../node/certificate.mjs";
import { TOKEN } from "../standin/client.mjs";
import { desk, until, user, users } from "./command.mjs";

/** A run of that many users that stops, and its output. */
async function stops(t, count, fault, said, { reason, status = 3 }) {
  const at = await desk(t, { count });
  at.write("list", users(count));
  if (fault) await at.slack.always(fault);
  const result = await at.run(at.quick("reset", "list"));
  assert.equal(result.status, status, result.stderr);
  assert.match(result.stderr, said);
  assert.match(result.stderr, /^To go on: +slack-admin-session resume r\.jsonl$/m);
  assert.equal(at.end().reason, reason);
  return { at, ...result };
}

/** Resumes, now that nothing is wrong: all must be done, each called at most once more. */
async function goesOn(at, count, words = []) {
  await at.slack.noFaults();
  const { status, stderr } = await at.run(["resume", "r.jsonl", "--yes", ...words]);
  assert.equal(status, 0, stderr);
  assert.equal(at.end().done, count);
}

test("a code for the whole run stops it at once, and the target stays left", async (t) => {
  const { at, stderr } = await stops(t, 3, { error: "missing_scope" }, /^Stopped: no further call would succeed\. missing_scope: .*scope admin\.users:write/m, { reason: "refused" });
  assert.match(stderr, /^0 of 3 done · 0 not done · 0 may have happened · 3 left$/m);
  assert.deepEqual(await at.calls(), { [user(1)]: 1 });
  await goesOn(at, 3);
});

test("a token that expires stops it, and the next call uses a token that is put into its file", async (t) => {
  const at = await desk(t, { count: 4 });
  at.write("list", users(4));
  await at.slack.tokens({ "xoxp-standin-short": { expires_after: 2 }, "xoxp-standin-next": {} });
  at.write("token", "xoxp-standin-short\n");
  const words = ["--token-file", "token"];
  const stopped = await at.run([...at.quick("reset", "list"), ...words], { env: { SLACK_TOKEN: "" } });
  assert.equal(stopped.status, 3, stopped.stderr);
  assert.match(stopped.stderr, /token_expired: The token has expired\. Create a new token/);
  assert.match(stopped.stderr, /^2 of 4 done/m);
  // As Windows PowerShell writes it.
  at.write("token", Buffer.from("\ufeffxoxp-standin-next\r\n", "utf16le"));
  await goesOn(at, 4, words);
  assert.ok(!/xoxp-standin/.test(at.read("r.jsonl")));
});

test("a token file that is replaced during the run is read anew for each call", async (t) => {
  const at = await desk(t, { count: 3 });
  at.write("list", users(3));
  await at.slack.tokens({ "xoxp-standin-old": { expires_after: 1 }, "xoxp-standin-new": {} });
  at.write("token", "xoxp-standin-old");
  // The second call finds the file replaced: its request is held back until then.
  await at.slack.faults({ arguments: { user_id: user(1) }, pass: true, delay_ms: 300 });
  const running = at.start([...at.quick("reset", "list"), "--token-file", "token"]);
  await at.slack.arrival(1);
  writeFileSync(at.path("token"), "xoxp-standin-new");
  const { status, stderr } = await running.ended;
  assert.equal(status, 0, stderr);
});

test("a token that can't be read any more stops it before the call", async (t) => {
  const at = await desk(t, { count: 2 });
  at.write("list", users(2));
  at.write("token", TOKEN);
  await at.slack.faults({ arguments: { user_id: user(1) }, pass: true, delay_ms: 300 });
  const running = at.start([...at.quick("reset", "list"), "--token-file", "token"]);
  await at.slack.arrival(1);
  writeFileSync(at.path("token"), "");
  const { status, stderr } = await running.ended;
  assert.equal(status, 3, stderr);
  assert.match(stderr, /token_unreadable: The token could not be read/);
  assert.deepEqual(await at.calls(), { [user(1)]: 1 });
});

test("an answer from something other than Slack stops it at once", async (t) => {
  for (const [fault, said, unknown] of [
    [{ redirect: "https://sign-in.example.com/" }, /redirect/, 0],
    [{ status: 403, body: "blocked by the proxy" }, /http_403/, 0],
    [{ portal: true }, /not_slack/, 1],
  ]) {
    const { at, stderr } = await stops(t, 3, fault, /^Stopped: what answers at http.* is not Slack\./m, { reason: "not_slack" });
    assert.match(stderr, said);
    assert.match(stderr, new RegExp(`^0 of 3 done · 0 not done · ${unknown} may have happened · ${3 - unknown} left$`, "m"));
    await goesOn(at, 3, ["--repeat-unknown"]);
  }
});

test("an untrusted certificate stops it at once, and nothing was sent", async (t) => {
  const at = await desk(t);
  at.write("list", users(2));
  let requests = 0;
  const server = createTlsServer(selfSigned(), (_, response) => response.end(String((requests += 1))));
  await once(server.listen(0, "127.0.0.1"), "listening");
  t.after(() => server.close());
  const words = ["--host", `https://127.0.0.1:${server.address().port}/api`, "--yes", "--record", "r.jsonl"];
  const { status, stderr } = await at.run(["reset", "list", ...words]);
  assert.equal(status, 3, stderr);
  assert.match(stderr, /^Stopped: what answers at .* is not Slack\./m);
  assert.match(stderr, /^0 of 2 done · 0 not done · 0 may have happened · 2 left$/m);
  assert.equal(at.end().reason, "not_slack");
  assert.equal(requests, 0);
});

test("without a connection it waits, and goes on when there is one", async (t) => {
  const at = await desk(t);
  at.write("list", users(1));
  const { port, release } = await deadPort();
  const words = ["reset", "list", "--yes", "--host", `http://127.0.0.1:${port}/api`, "--per-minute", "6000", "--record", "r.jsonl"];
  const running = at.start(words);
  await until("an outcome", () => at.isThere("r.jsonl") && /"no_connection"/.test(at.read("r.jsonl")));
  await release();
  const server = createServer((_, response) => response.setHeader("content-type", "application/json").end('{"ok":true}'));
  server.listen(port, "127.0.0.1");
  t.after(() => server.close());
  const { status, stderr } = await running.ended;
  assert.equal(status, 0, stderr);
  assert.deepEqual(at.record().filter(({ type }) => type === "outcome").map(({ state }) => state).at(-1), "done");
});

test("three unknown outcomes in a row stop it", async (t) => {
  const { at, stderr } = await stops(t, 5, { cut: "mid_body", apply: true }, /^Stopped: three calls in a row may have happened or not\./m, { reason: "uncertain" });
  assert.match(stderr, /^0 of 5 done · 0 not done · 3 may have happened · 2 left$/m);
  await at.slack.noFaults();
  const { status } = await at.run(["resume", "r.jsonl", "--yes"]);
  assert.equal(status, 1);
  assert.deepEqual(await at.calls(), Object.fromEntries([1, 2, 3, 4, 5].map((n) => [user(n), 1])));
  await goesOn(at, 5, ["--repeat-unknown"]);
});

test("ten refusals at the start stop it: it is probably the wrong list", async (t) => {
  const at = await desk(t, { count: 2 });
  at.write("list", Array.from({ length: 12 }, (_, n) => `W0NOBODY${String(n).padStart(2, "0")}\n`).join(""));
  const { status, stderr } = await at.run(at.quick("reset", "list"));
  assert.equal(status, 3);
  assert.match(stderr, /^Stopped: the first ten answers were all refusals\. Is it the right list/m);
  assert.match(stderr, /^0 of 12 done · 10 not done · 0 may have happened · 2 left$/m);
});

test("a limit of more than an hour stops it, with the time of its end, and resume waits for that", async (t) => {
  const { at } = await stops(t, 2, { status: 429, headers: { "retry-after": 7200 } }, /^Stopped: Slack limits the calls until (\w+ )?\d\d:\d\d\.$/m, { reason: "limited" });
  await at.slack.noFaults();
  const { status, stderr } = await at.run(["resume", "r.jsonl", "--yes"]);
  assert.equal(status, 3);
  assert.match(stderr, /^Stopped: Slack limits the calls until /m);
  assert.deepEqual(await at.calls(), { [user(1)]: 1 });
});

test("five limits without a success between stop it", async (t) => {
  const { at } = await stops(t, 2, { status: 429, headers: { "retry-after": 1 } }, /^Stopped: Slack limits the calls/m, { reason: "limited" });
  assert.deepEqual(await at.calls(), { [user(1)]: 5 });
  await goesOn(at, 2);
});

test("it waits for a short limit, and makes no call before its end", async (t) => {
  const at = await desk(t, { count: 2 });
  at.write("list", users(2));
  await at.slack.faults({ status: 429, headers: { "retry-after": 1 } });
  const { status } = await at.run(at.quick("reset", "list"));
  assert.equal(status, 0);
  const [first] = await at.slack.targets();
  assert.ok(first.calls[1].start_ms - first.calls[0].start_ms >= 1000);
});

test("another program that writes to the record stops it before a call", async (t) => {
  const at = await desk(t, { count: 3 });
  at.write("list", users(3));
  await at.slack.faults({ arguments: { user_id: user(2) }, pass: true, delay_ms: 500 });
  const running = at.start(at.quick("reset", "list"));
  await at.slack.arrival(2);
  writeFileSync(at.path("r.jsonl"), "\n", { flag: "a" });
  const { status, stderr } = await running.ended;
  assert.equal(status, 3, stderr);
  assert.match(stderr, /^Stopped: the run can't be recorded\. another program wrote to r\.jsonl$/m);
  assert.match(stderr, /^Not in the record: \{"type":"outcome","n":2,.*"request_id":"\w+"/m);
  assert.deepEqual(await at.calls(), { [user(1)]: 1, [user(2)]: 1 });
});

test("a signal ends a wait at once, and the status is its own", async (t) => {
  for (const [signal, status] of [["SIGINT", 130], ["SIGTERM", 143]]) {
    const at = await desk(t, { count: 2 });
    at.write("list", users(2));
    const words = at.quick("reset", "list").map((word) => (word === "6000" ? "1" : word));
    const running = at.start(words);
    await until("the first outcome", () => at.isThere("r.jsonl") && /"outcome"/.test(at.read("r.jsonl")));
    running.child.kill(signal);
    const result = await running.ended;
    assert.equal(result.status, status, result.stderr);
    assert.match(result.stderr, new RegExp(`^Stopped by ${signal}\\.$`, "m"));
    assert.match(result.stderr, /^To go on: +slack-admin-session resume r\.jsonl$/m);
    assert.equal(at.end().reason, "stopped");
    assert.ok(!at.isThere("r.jsonl.lock"));
    await goesOn(at, 2, ["--per-minute", "6000"]);
  }
});

test("a signal waits for the call under way and records it; a second signal ends at once, and the intent stays", async (t) => {
  const at = await desk(t, { count: 3 });
  at.write("list", users(3));
  await at.slack.faults({ arguments: { user_id: user(1) }, pass: true, delay_ms: 500 });
  const patient = at.start(at.quick("reset", "list"));
  await at.slack.arrival(1);
  patient.child.kill("SIGINT");
  assert.equal((await patient.ended).status, 130);
  assert.deepEqual(at.record().slice(-3).map(({ type, state, reason }) => state ?? reason ?? type), ["intent", "done", "stopped"]);

  await at.slack.faults({ arguments: { user_id: user(2) }, delay_ms: 600_000 });
  const hasty = at.start(["resume", "r.jsonl", "--yes"]);
  await at.slack.arrival(2);
  hasty.child.kill("SIGINT");
  await hasty.says(/Stopping once the call that is under way has ended/);
  hasty.child.kill("SIGINT");
  const { status, stderr } = await hasty.ended;
  assert.equal(status, 130);
  assert.match(stderr, /Stopped at once: a call that was under way may have happened/);
  assert.deepEqual([at.end().type, at.end().n], ["intent", 2]);
  await at.slack.noFaults();
  const last = await at.run(["resume", "r.jsonl", "--yes"]);
  assert.equal(last.status, 1);
  assert.match(last.stderr, new RegExp(`^${user(2)} \\(line 2\\): may have happened, interrupted\\. `, "m"));
  assert.deepEqual(await at.calls(), { [user(1)]: 1, [user(2)]: 1, [user(3)]: 1 });
});
