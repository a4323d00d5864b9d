// Lists of e-mail addresses, given to the command.
import assert from "node:assert/strict";
import test from "node:test";
import { deadPort } from "../dead-port.mjs";
import { desk, fast, user } from "./command.mjs";

const LOOK_UP = "users.lookupByEmail";
const address = (id) => `${id.toLowerCase()}@example.com`;
/** A plain list of that many addresses. */
const addresses = (count) => Array.from({ length: count }, (_, n) => `${address(user(n + 1))}\n`).join("");

/** How often each address was looked up, and each user reset. */
async function calls({ slack }) {
  const targets = await slack.targets();
  const of = (method, key) => Object.fromEntries(targets.filter((one) => one.method === method).map((one) => [one[key], one.calls.length]));
  return { lookUps: of(LOOK_UP, "email"), resets: of("admin.users.session.reset", "user_id") };
}

test("200 addresses of a CSV are looked up, 50 a minute, and those found are reset", async (t) => {
  const at = await desk(t, { count: 190 });
  const rows = Array.from({ length: 200 }, (_, n) => `User ${n + 1};${address(user(n + 1))}\n`);
  at.write("users.csv", `Name;E-Mail\n${rows.join("")}`);
  // A minute takes 0.6 seconds, in the command and in the stand-in.
  await at.slack.limit({ per_minute: null, methods: { [LOOK_UP]: 50 }, minute_ms: 600 });
  const { status, stderr } = await at.run(at.quick("reset", "users.csv", "--skip-missing"), { env: fast(100) });
  assert.equal(status, 0, stderr);
  assert.match(stderr, /^Looking up 200 users by e-mail address\.\n/);
  assert.match(stderr, /^Looking up: \d+ of 200 · \d+ min left \(.*\d\d:\d\d\)$/m);
  assert.match(stderr, /^Left out, as --skip-missing says:\n( {2}line 19[2-9]: .*\n| {2}line 20[01]: .*\n){10}\n/m);
  assert.match(stderr, /^End all sessions of 190 users at .*\n\n {2}list {8}users\.csv \(CSV, column email\)\n {2}left out {4}10 skipped\n {2}first {7}WC0000001 \(line 2\) {6}last {2}WC0000190 \(line 191\)\n/m);
  const { lookUps, resets } = await calls(at);
  assert.equal(Object.keys(lookUps).length, 200);
  assert.deepEqual(Object.values(resets), Array(190).fill(1));
  // 1.22 seconds from one start to the next, a hundred times as fast: 2.4 seconds in all. The first may have been late.
  const starts = (await at.slack.targets()).filter(({ method }) => method === LOOK_UP).map((one) => one.calls[0].start_ms);
  assert.ok(Math.max(...starts) - Math.min(...starts) > 1800, `${starts}`);

  const record = at.read("r.jsonl");
  assert.ok(!/@|example\.com|User \d/.test(record), "an address is in the record");
  assert.deepEqual(at.record().find(({ type }) => type === "planned"), { type: "planned", targets: 190, protected: 0, duplicates: 0, skipped: 10 });
  assert.deepEqual(at.record().find(({ n }) => n === 190), { type: "target", n: 190, line: 191, user_id: user(190) });
  const report = await at.run(["report", "r.jsonl", "--only", "not_done"]);
  assert.equal(report.stderr, "10 lines of the list were skipped.\n");
});

/** All users who can't be reset, after one who can. */
const TROUBLE = ["W12345678", "W0NOTTHERE", "W0000GONE", "W0000BOT1", "W0000OWNR", "W0000HIDE"];
const SENTENCES = [
  "line 3: Slack finds no active user with this address.",
  "line 4: Slack finds no active user with this address.",
  "line 5: The user of this address is a bot, and bots have no sessions.",
  "line 6: The user of this address is the primary owner, whose sessions Slack doesn't end.",
  "line 7: Slack doesn't show this token the user of this address.",
  "line 8: The user of this address is deactivated.",
];

/** A list of these users, and of one whom Slack finds although the account is deactivated. */
async function trouble(t) {
  const at = await desk(t, { count: 1 });
  at.write("list", `# who\n${[...TROUBLE, user(1)].map((id) => `${address(id)}\n`).join("")}`);
  const gone = { ok: true, user: { id: user(1), deleted: true } };
  await at.slack.faults({ method: LOOK_UP, arguments: { email: address(user(1)) }, times: 0, json: gone });
  return at;
}

test("users who aren't found or whose sessions can't be ended are named by line, and nothing is sent", async (t) => {
  const at = await trouble(t);
  const { status, stderr } = await at.run(at.quick("reset", "list"), { env: fast(100) });
  assert.equal(status, 2);
  const [, ...said] = stderr.split("list was refused, and nothing was sent:\n  ").join("").split(/(?=line 3:)/);
  assert.equal(said.join(""), `${SENTENCES.join("\n  ")}\n--skip-missing leaves these out.\n`);
  assert.ok(!stderr.includes("@"), stderr);
  assert.deepEqual((await calls(at)).resets, {});
  assert.deepEqual(at.files(), ["list"]);
});

test("--skip-missing leaves these users out, and the record, the overview and the report say how many", async (t) => {
  const at = await trouble(t);
  const { status, stderr } = await at.run(at.quick("reset", "list", "--skip-missing"), { env: fast(100) });
  assert.equal(status, 0, stderr);
  assert.ok(stderr.includes(`Left out, as --skip-missing says:\n  ${SENTENCES.join("\n  ")}\n`), stderr);
  assert.match(stderr, /list \(one e-mail address per line\)\n {2}left out {4}6 skipped\n {2}first {7}W12345678 \(line 2\)\n/);
  assert.deepEqual((await calls(at)).resets, { W12345678: 1 });
  assert.equal(at.record().find(({ type }) => type === "planned").skipped, 6);
  assert.equal((await at.run(["report", "r.jsonl"])).stderr, "6 lines of the list were skipped.\n");

  at.write("nobody", `${address("W0NOTTHERE")}\n`);
  const nobody = await at.run(["reset", "nobody", "--skip-missing", "--yes", "--host", at.slack.host]);
  assert.equal(nobody.status, 2, nobody.stderr);
  assert.match(nobody.stderr, /nobody was refused, and nothing was sent:\n {2}line 1: Slack finds no active user with this address\.\n$/);
});

test("two addresses of one user are one target, and users are protected by id", async (t) => {
  const at = await desk(t, { count: 3 });
  at.write("list", `email\n${address(user(1))}\nsecond@example.com\n${address(user(2))}\n${address(user(3))}\n${address(user(3)).toUpperCase()}\n`);
  at.write("keep", `${user(2)}\n`);
  const same = { ok: true, user: { id: user(1) } };
  await at.slack.faults({ method: LOOK_UP, arguments: { email: "second@example.com" }, times: 0, json: same });
  const dry = await at.run(["reset", "list", "--dry-run", "--protect", "keep", "--host", at.slack.host], { env: fast(100) });
  assert.equal(dry.status, 0, dry.stderr);
  assert.match(dry.stderr, /left out {4}1 protected, 2 listed twice\n[^]*\nNo session was ended\.\n$/);
  assert.deepEqual(dry.stdout.trim().split("\n").slice(1), [`${user(1)},,,2,left`, `${user(2)},,,4,protected`, `${user(3)},,,5,left`]);
  assert.deepEqual(at.files(), ["keep", "list"]);
  const { status } = await at.run(at.quick("reset", "list", "--protect", "keep"), { env: fast(100) });
  assert.equal(status, 0);
  const { lookUps, resets } = await calls(at);
  assert.equal(Object.keys(lookUps).length, 4);
  assert.deepEqual(resets, { [user(1)]: 1, [user(3)]: 1 });
});

test("if the token lacks the scope, the message names it and says that ids need no look-up", async (t) => {
  const at = await desk(t, { count: 2 });
  at.write("list", addresses(2));
  await at.slack.tokens({ "xoxp-few": { scopes: ["admin.users:write"] } });
  const { status, stderr } = await at.run(at.quick("reset", "list"), { env: { SLACK_TOKEN: "xoxp-few" } });
  assert.equal(status, 2);
  assert.match(stderr, /lacks the scope users:read\.email[^]*give a list of user ids, which needs no look-up\.\n$/);
  assert.equal((await at.slack.requests()).length, 1);
  at.write("ids", `${user(1)}\n`);
  assert.equal((await at.run(at.quick("reset", "ids"), { env: { SLACK_TOKEN: "xoxp-few" } })).status, 0);
});

test("a look-up that fails for good says so, ends no session and leaves no record", async (t) => {
  const at = await desk(t, { count: 2 });
  at.write("list", addresses(2));
  const revoked = await at.run(at.quick("reset", "list"), { env: { SLACK_TOKEN: "xoxp-standin-revoked" } });
  assert.equal(revoked.status, 2);
  assert.match(revoked.stderr, /The users could not be looked up, and no session was ended\. .*token_revoked/);
  const { port, release } = await deadPort();
  t.after(release);
  const words = at.quick("reset", "list").map((word) => (word === at.slack.host ? `http://127.0.0.1:${port}/api` : word));
  const lost = await at.run(words, { env: fast(100) });
  assert.equal(lost.status, 2);
  assert.match(lost.stderr, /The users could not be looked up, and no session was ended\. /);
  assert.deepEqual(at.files(), ["list"]);
  assert.deepEqual((await calls(at)).resets, {});
});

test("problems that would end the run after the look-up are refused before it", async (t) => {
  const at = await desk(t, { count: 2 });
  at.write("list", addresses(2));
  at.write("there.jsonl", "x");
  for (const [words, env, said] of [
    [[], {}, /there is no terminal to ask at/],
    [["--yes"], { SLACK_TOKEN: "" }, /There is no token/],
    [["--dry-run"], { SLACK_TOKEN: "" }, /There is no token/],
    [["--yes", "--record", "there.jsonl"], {}, /there\.jsonl/],
    [["--yes", "--record", "none/r.jsonl"], {}, /Can't make the record none\/r\.jsonl/],
  ]) {
    const { status, stderr } = await at.run(["reset", "list", "--host", at.slack.host, ...words], { env });
    assert.equal(status, 2, stderr);
    assert.match(stderr, said);
  }
  assert.deepEqual(await at.slack.requests(), []);
  assert.deepEqual(at.files(), ["list", "there.jsonl"]);
});

test("a list of ids and addresses is refused, and so are addresses for single sessions and of protected users", async (t) => {
  const at = await desk(t);
  at.write("mixed", `${address(user(1))}\n${user(2)}\n`);
  at.write("mixed2", `${user(2)}\n${address(user(1))}\n`);
  at.write("sessions", `session_id,email\n5,${address(user(1))}\n`);
  at.write("ids", `${user(1)}\n`);
  for (const [words, said] of [
    [["reset", "mixed"], /line 2: This is a list of e-mail addresses, but this isn't one/],
    [["reset", "mixed2"], /line 2: This looks like an e-mail address/],
    [["invalidate", "sessions"], /line 1: .*teamid/],
    [["reset", "ids", "--protect", "mixed"], /protected users was refused[^]*line 1: This looks like an e-mail address/],
    [["invalidate", "ids", "--skip-missing"], /invalidate has no option --skip-missing/],
  ]) {
    const { status, stderr } = await at.run(at.quick(...words));
    assert.equal(status, 2, stderr);
    assert.match(stderr, said);
    assert.ok(!stderr.includes("@example"), stderr);
  }
  assert.deepEqual(await at.slack.requests(), []);
});

test("the look-up waits for a limit, even a long one", async (t) => {
  const at = await desk(t, { count: 2 });
  at.write("list", addresses(2));
  await at.slack.faults({ method: LOOK_UP, status: 429, headers: { "retry-after": 200 } });
  const { status, stderr } = await at.run(at.quick("reset", "list"), { env: fast(100) });
  assert.equal(status, 0, stderr);
  const [first, second] = (await at.slack.targets()).find(({ email }) => email === address(user(1))).calls;
  assert.equal(first.status, 429);
  // 200 seconds, a hundred times as fast. The first may have been late.
  assert.ok(second.start_ms - first.start_ms > 1500, `${second.start_ms - first.start_ms} ms`);
});

test("in a terminal one line shows the progress of the look-up, and Ctrl-C ends it without a session ended or a record", async (t) => {
  const at = await desk(t, { count: 60 });
  at.write("list", addresses(60));
  const running = at.start(["reset", "list", "--host", at.slack.host, "--record", "r.jsonl"], { columns: 80 });
  await running.says(/Looking up: \d+ of 60 · \d+ (s|min) left \(\d\d:\d\d\)/);
  await at.slack.arrival(1);
  assert.ok(at.isThere("r.jsonl"));
  running.child.stdin.write("\u0003");
  const { status, stdout } = await running.ended;
  assert.equal(status, 2);
  assert.match(stdout, /Stopped by SIGINT while users were looked up\. No session was ended\.\r?\n$/);
  assert.deepEqual(at.files(), ["list"]);
  assert.deepEqual((await calls(at)).resets, {});
});

test("after the look-up the question is asked in the terminal", async (t) => {
  const at = await desk(t, { count: 2 });
  at.write("list", addresses(2));
  const words = ["reset", "list", "--host", at.slack.host, "--per-minute", "6000", "--record", "r.jsonl"];
  const running = at.start(words, { columns: 80, env: fast(10) });
  await running.says(/Type 2 to begin: /);
  assert.deepEqual((await calls(at)).resets, {});
  running.child.stdin.write("2\r");
  assert.equal((await running.ended).status, 0);
  assert.deepEqual((await calls(at)).resets, { [user(1)]: 1, [user(2)]: 1 });
});
