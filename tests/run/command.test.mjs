// The command: its arguments, its statuses, and its output.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import test from "node:test";
import { PROGRAM, desk, user, users } from "./command.mjs";

test("it prints its usage and its version", async (t) => {
  const at = await desk(t);
  for (const words of [["--help"], ["-h"], ["reset", "--help"]]) {
    const { status, stdout, stderr } = await at.run(words);
    assert.deepEqual([status, stderr], [0, ""]);
    assert.match(stdout, /^slack-admin-session reset [^]*--per-minute N[^]*\n {2}130, 143, 129 /);
    assert.ok(stdout.split("\n").every((line) => line.length <= 110));
  }
  const { version } = createRequire(import.meta.url)("slack-admin-session/package.json");
  assert.equal((await at.run(["-V"])).stdout, `${version}\n`);
  // As npm links it.
  assert.equal(spawnSync(PROGRAM, ["--version"], { encoding: "utf8" }).stdout, `${version}\n`);
});

test("impossible arguments are refused, with advice, and nothing is sent", async (t) => {
  const at = await desk(t, { count: 1 });
  at.write("list", users(1));
  const token = ["xoxp", "1234567890", "secret"].join("-");
  for (const [words, said] of [
    [[], /a command is missing/],
    [["rest", "list"], /there is no command rest/],
    [["reset"], /A list is missing/],
    [["reset", "nowhere"], /Can't read nowhere: no such file or folder/],
    [["reset", "."], /Can't read \.: it is a folder/],
    [["reset", "list", "other"], /There are several lists/],
    [["reset", "list", "--mobile", "--web"], /choose --mobile or --web/],
    [["invalidate", "list", "--mobile"], /invalidate has no option --mobile/],
    [["reset", "list", "--force"], /Unknown option '--force'/],
    [["reset", "list", "--note"], /--note/],
    [["reset", "list", "--note", ""], /--note is empty/],
    [["reset", "list", "--yes", "--yes"], /--yes is given twice/],
    [["reset", "list", "--note", "a", "--note", "b"], /--note is given twice/],
    [["reset", "list", "-n", "--dry-run"], /--dry-run is given twice/],
    [["reset", "list", "--per-minute", "0"], /--per-minute takes a whole number from 1 to 6000/],
    [["reset", "list", "--per-minute", "6001"], /--per-minute takes/],
    [["reset", "list", "--per-minute", "2e1"], /--per-minute takes/],
    [["reset", "list", "--token", token], /Argument 4 looks like a token.*revoke it/],
    [["reset", "list", `--token=${token}`], /Argument 3 looks like a token/],
    [["reset", token], /Argument 2 looks like a token/],
    [["reset", "list", "--note", `see ${token}`], /Argument 4 looks like a token/],
    [["reset", "list", "--host", "http://example.com/api", "--yes"], /host/],
    [["reset", "list", "--token-file", "none", "--yes"], /Can't read the token file none: no such file or folder/],
    [["resume"], /resume takes one record/],
    [["resume", "none"], /there is no record none/],
    [["resume", "none", "--host", "https://slack.com/api"], /resume has no option --host/],
    [["report", "none"], /Can't read the record none: no such file or folder/],
    [["report", "none", "--only", "failed"], /--only takes one of done, not_done/],
  ]) {
    const { status, stdout, stderr } = await at.run(words);
    assert.deepEqual([status, stdout], [2, ""], `${words.join(" ")}: ${stderr}`);
    assert.match(stderr, said);
    assert.ok(!stderr.includes(token), stderr);
    assert.doesNotMatch(stderr, /^ {4}at /m);
  }
  assert.deepEqual(at.files(), ["list"]);
  assert.deepEqual(await at.slack.targets(), []);
});

test("a token is recognised in an argument as it is in a list", async (t) => {
  const at = await desk(t);
  for (const kind of ["xoxp-", "xoxb-", "XOXE.xoxp-", "xoxe-", "xapp-"]) {
    const word = `${kind}1-abc`;
    assert.match((await at.run(["reset", word])).stderr, /Argument 2 looks like a token/, kind);
    at.write("list", `${word}\n`);
    assert.match((await at.run(["reset", "list", "-n"])).stderr, /line 1: .*token/, kind);
  }
});

test("without a token nothing begins, and without a terminal nothing begins without --yes", async (t) => {
  const at = await desk(t, { count: 1 });
  at.write("list", users(1));
  const none = await at.run(at.quick("reset", "list"), { env: { SLACK_TOKEN: "" } });
  assert.equal(none.status, 2);
  assert.match(none.stderr, /There is no token: put it into the variable SLACK_TOKEN/);
  const unasked = await at.run(["reset", "list", "--host", at.slack.host, "--record", "r.jsonl"]);
  assert.equal(unasked.status, 2);
  assert.match(unasked.stderr, /there is no terminal to ask at\. .*--yes/);
  assert.ok(!at.isThere("r.jsonl"));
  // A dry run needs neither.
  assert.equal((await at.run(["reset", "list", "--dry-run"], { env: { SLACK_TOKEN: "" } })).status, 0);
  assert.deepEqual(await at.slack.targets(), []);
});

test("a run keeps a record only for its owner, prints the results, and ends with 0 if all is done", async (t) => {
  const at = await desk(t, { count: 3 });
  at.write("list", users(3));
  const { status, stdout, stderr } = await at.run(at.quick("reset", "list", "--mobile", "--note", "INC-4711"));
  assert.deepEqual([status, stdout], [0, ""]);
  const host = new URL(at.slack.host).host;
  const [time] = stderr.match(/\d\d:\d\d/);
  assert.equal(stderr, `End all mobile sessions of 3 users at ${host}

  list        list (one user id per line)
  first       ${user(1)} (line 1)      last  ${user(3)} (line 3)
  pace        6000 a minute: about 1 second, until ${time}
  record      r.jsonl
  note        INC-4711

3 of 3 done · 0 not done · 0 may have happened · 0 left
`);
  assert.deepEqual(await at.calls(), { [user(1)]: 1, [user(2)]: 1, [user(3)]: 1 });
  const [run] = at.record();
  assert.deepEqual([run.method, run.mobile_only, run.note, run.per_minute, run.list.name], [
    "admin.users.session.reset", true, "INC-4711", 6000, "list",
  ]);
  assert.equal(at.end().reason, "complete");
  if (process.platform !== "win32") assert.equal(statSync(at.path("r.jsonl")).mode & 0o777, 0o600);
  assert.deepEqual(at.files(), ["list", "r.jsonl"]);
});

test("single sessions end", async (t) => {
  const at = await desk(t);
  at.write("list", "session_id,user_id\n1112275520242,W12345678\n1112275520244,W12345678\n");
  const { status, stderr } = await at.run(at.quick("invalidate", "list"));
  assert.equal(status, 0, stderr);
  assert.match(stderr, /first {7}session 1112275520242 of W12345678 \(line 2\)/);
  assert.deepEqual(await at.slack.sessions("W12345678"), ["1112275520243"]);
});

test("each target that isn't done has a line that says what happened and what to do, and the status is 1", async (t) => {
  const at = await desk(t, { count: 3 });
  at.write("list", `${user(1)}\nW0NOTTHERE\n${user(2)}\nW0000OWNR\n${user(3)}\n`);
  await at.slack.faults({ arguments: { user_id: user(2) }, error: "internal_error", apply: true });
  const { status, stderr } = await at.run(at.quick("reset", "list"));
  assert.equal(status, 1);
  assert.match(stderr, /^W0NOTTHERE \(line 2\): not done, user_not_found\. Slack knows no such user .* Check the user id/m);
  assert.match(stderr, new RegExp(`^${user(2)} \\(line 3\\): may have happened, internal_error\\. Slack failed on its side; .* Ask the user`, "m"));
  assert.match(stderr, /^W0000OWNR \(line 4\): not done, cannot_reset_primary_owner\. /m);
  assert.match(stderr, /^2 of 5 done · 2 not done · 1 may have happened · 0 left$/m);
  assert.match(stderr, /slack-admin-session report r\.jsonl --only not_done\n/);
  assert.match(stderr, /slack-admin-session resume r\.jsonl --repeat-unknown\n/);
});

test("the output of report is itself a list", async (t) => {
  const at = await desk(t, { count: 2 });
  at.write("list", `${user(1)}\nW0NOTTHERE\n`);
  await at.run(at.quick("reset", "list"));
  const whole = await at.run(["report", "r.jsonl"]);
  assert.deepEqual([whole.status, whole.stderr], [0, ""]);
  assert.match(whole.stdout, new RegExp(`^user_id,[^\n]*\n${user(1)},,,1,done,[^\n]*\nW0NOTTHERE,,,2,not_done,user_not_found,[^\n]*\n$`));
  at.write("again.csv", (await at.run(["report", "r.jsonl", "--only", "not_done"])).stdout);
  const again = await at.run(["reset", "again.csv", "--dry-run"]);
  assert.match(again.stdout, /^[^\n]*\nW0NOTTHERE,,,2,left\n$/);
});

test("a record that exists already is refused, and the message names resume", async (t) => {
  const at = await desk(t, { count: 1 });
  at.write("list", users(1));
  at.write("r.jsonl", "mine");
  const { status, stderr } = await at.run(at.quick("reset", "list"));
  assert.equal(status, 2);
  assert.match(stderr, /r\.jsonl exists already.*resume r\.jsonl/);
  assert.equal(at.read("r.jsonl"), "mine");
  assert.deepEqual(await at.slack.targets(), []);
});

test("a folder that can't be written is refused before anything is sent", async (t) => {
  const at = await desk(t, { count: 1 });
  at.write("list", users(1));
  const { status, stderr } = await at.run([...at.quick("reset", "list").slice(0, -1), "none/r.jsonl"]);
  assert.equal(status, 2);
  assert.match(stderr, /Can't make the record none\/r\.jsonl: no such file or folder/);
  assert.deepEqual(await at.slack.targets(), []);
});

test("without --record the record's name has the time", async (t) => {
  const at = await desk(t, { count: 1 });
  const { status } = await at.run(at.quick("reset", user(1)).slice(0, -2));
  assert.equal(status, 0);
  assert.match(at.files().join(), /^slack-sessions-\d{8}T\d{6}Z\.jsonl$/);
});

test("if all are protected, nothing is sent and there is no question", async (t) => {
  const at = await desk(t, { count: 2 });
  at.write("list", users(2));
  const { status, stderr } = await at.run(at.quick("reset", "list", "--protect", "list"));
  assert.deepEqual([status, stderr], [0, "Nothing was sent: everybody on the list is protected.\n"]);
  assert.deepEqual(await at.slack.targets(), []);
});

test("a reader that closes stdout early is not a failure", async (t) => {
  const at = await desk(t);
  at.write("list", users(20_000));
  const command = `"${process.execPath}" "${PROGRAM}" reset list --dry-run | head -n 1; echo "\${PIPESTATUS[0]}"`;
  const { stdout, stderr } = await at.run(["-c", command], { program: ["bash"] });
  assert.equal(stdout, "user_id,session_id,team_id,line,state\n0\n");
  assert.doesNotMatch(stderr, /EPIPE/);
});

test("under npx the suggested commands begin with npx", async (t) => {
  const at = await desk(t, { count: 1 });
  const words = [...at.quick("reset", "W0NOTTHERE").slice(0, -1), "a b.jsonl"];
  const { stderr } = await at.run(words, { env: { npm_command: "exec" } });
  assert.match(stderr, /npx slack-admin-session report 'a b\.jsonl' --only not_done/);
});

test("a file that may not be read is named with the reason", async (t) => {
  const at = await desk(t);
  at.write("list", users(1));
  chmodSync(at.path("list"), 0o000);
  const { status, stderr } = await at.run(["reset", "list", "-n"]);
  // Root may read everything.
  if (process.getuid?.() === 0) assert.equal(status, 0);
  else assert.match(stderr, /Can't read list: permission denied/);
});
