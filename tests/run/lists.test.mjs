// Lists as users have them, given to the command.
import assert from "node:assert/strict";
import test from "node:test";
import { desk, user, users } from "./command.mjs";

/** The result of a dry run of a list. */
async function dry(at, content, words = [], method = "reset") {
  at.write("list", content);
  return at.run([method, "list", "--dry-run", ...words]);
}

/** The lines of a dry run's targets. */
const targets = ({ stdout }) => stdout.trim().split("\n").slice(1).map((line) => line.replace(/,{2,}/g, ","));

const utf16 = (text) => Buffer.from(`\ufeff${text}`, "utf16le");

test("each form is recognised by its first characters, and read", async (t) => {
  const at = await desk(t);
  const entry = { action: "user_login", actor: { type: "user", user: { id: user(1), email: "login1@example.com" } },
    entity: { type: "user", user: { id: user(1) } }, context: { session_id: "847288190092" } };
  for (const [what, content, said] of [
    ["plain, with comments and blank lines", `# who\n\n${user(1)}\n  ${user(2)}\u00a0\n`, /list {8}list \(one user id per line\)/],
    ["Windows line ends", `${user(1)}\r\n${user(2)}\r\n`, /one user id per line/],
    ["CSV with a BOM", `\ufeffusername,email,userid,fullname\nlogin1,login1@example.com,${user(1)},"Last, First"\nlogin2,x,${user(2)},y\n`, /\(CSV, column userid\)/],
    ["CSV of Excel's, with its separator", `sep=;\r\nName;User ID\r\nx;${user(1)}\r\ny;${user(2)}\r\n`, /\(CSV, column userid\)/],
    ["Excel's Unicode text", utf16(`Name\tuser_id\r\nMüller\t${user(1)}\r\nx\t${user(2)}\r\n`), /\(CSV, column userid\)/],
    ["UTF-16 the other way round", utf16(`${user(1)}\r\n${user(2)}\r\n`).swap16(), /one user id per line/],
    ["JSON Lines", `${JSON.stringify(entry)}\n${JSON.stringify({ user_id: user(2) })}\n`, /\(JSON Lines\)/],
  ]) {
    const result = await dry(at, content);
    assert.equal(result.status, 0, `${what}: ${result.stderr}`);
    assert.match(result.stderr, said, what);
    assert.deepEqual(targets(result).map((line) => line.split(",")[0]), [user(1), user(2)], what);
    assert.match(result.stderr, /Nothing was sent, and the token was not tried\.\n$/);
  }
});

test("single sessions come from CSV and JSON Lines, with users and teams", async (t) => {
  const at = await desk(t);
  const session = { user_id: user(1), team_id: "E0AAAAAAA", session_id: 1112275520242, recent: { ip: "192.0.2.7" } };
  const made = await dry(at, `${JSON.stringify(session)}\n`, [], "invalidate");
  assert.match(made.stderr, /^End 1 single session at slack\.com\n/);
  assert.match(made.stdout, new RegExp(`\n${user(1)},1112275520242,E0AAAAAAA,1,left\n$`));
  const csv = await dry(at, `Session ID,User ID\n1112275520242,${user(1)}\n`, [], "invalidate");
  assert.match(csv.stdout, new RegExp(`\n${user(1)},1112275520242,,2,left\n$`));
});

test("bad lines are listed, no value is quoted, and nothing is sent", async (t) => {
  const at = await desk(t);
  const token = ["xoxp", "1234567890", "secret"].join("-");
  for (const [content, method, said] of [
    [`${user(1)}\nlogin1@example.com\n`, "reset", /line 2: This looks like an e-mail address/],
    ["webmaster1\n", "reset", /line 1: This looks like a name, or an id in lower case/],
    [`${token}\n`, "reset", /line 1: .*token.*revoke/is],
    [`userid\n"${user(1)}\n${user(2)}\n`, "reset", /line 2, userid: .*quote|line break/],
    [`session,user\n1.11228E+12,${user(1)}\n`, "invalidate", /line 2, session: This looks like a number that a spreadsheet has shortened/],
    ["mail,name\nlogin1@example.com,x\n", "reset", /userid, user, id, email/],
    [`${user(1)}\n`, "invalidate", /session/],
    [`session\n1112275520242\n`, "invalidate", /user|team/],
    [`[{"user_id":"${user(1)}"}]`, "reset", /jq -c/],
    ["PK\u0003\u0004", "reset", /workbook/],
    [`${user(1)}\u0000\n`, "reset", /NUL/],
    ["", "reset", /empty/],
    [`{"user_id":"${user(1)}"\n`, "reset", /line 1/],
    [`{"session_id":9007199254740993,"user_id":"${user(1)}"}\n`, "invalidate", /line 1, session_id/],
  ]) {
    at.write("list", content);
    const result = await at.run([method, "list", "--yes", "--host", at.slack.host]);
    assert.equal(result.status, 2, `${said}: ${result.stderr}`);
    assert.match(result.stderr, said);
    assert.ok(!result.stderr.includes(token) && !/login1@|webmaster1|1\.11228/.test(result.stderr), result.stderr);
    assert.equal(result.stdout, "");
  }
  assert.deepEqual(at.files(), ["list"]);
  assert.deepEqual(await at.slack.targets(), []);
});

test("the first 20 of many bad lines are listed", async (t) => {
  const at = await desk(t);
  const { status, stderr } = await dry(at, "login1\n".repeat(25));
  assert.equal(status, 2);
  assert.equal(stderr.match(/^ {2}line \d+: /gm).length, 20);
  assert.match(stderr, /\n {2}and 5 more\n/);
});

test("a target that is listed twice is done once, and protected users are left alone", async (t) => {
  const at = await desk(t, { count: 3 });
  at.write("list", `userid,x\n${user(1)},a\n${user(2)},b\n${user(1)},c\n${user(3)},d\n`);
  at.write("keep", `${user(2)}\n`);
  const dryRun = await at.run(["reset", "list", "-n", "--protect", "keep"]);
  assert.match(dryRun.stderr, /left out {4}1 protected, 1 listed twice/);
  assert.deepEqual(targets(dryRun), [`${user(1)},2,left`, `${user(2)},3,protected`, `${user(3)},5,left`]);
  const { status } = await at.run(at.quick("reset", "list", "--protect", "keep"));
  assert.equal(status, 0);
  assert.deepEqual(await at.calls(), { [user(1)]: 1, [user(3)]: 1 });
});

test("the run is refused if a list of protected users can't be read, is empty or has a bad line", async (t) => {
  const at = await desk(t);
  at.write("list", users(2));
  at.write("sessions", `session_id,team_id\n5,T0AAAAAA1\n`);
  at.write("empty", "# nobody\n");
  at.write("bad", "ceo@example.com\n");
  at.write("keep", users(1));
  for (const [words, said] of [
    [["reset", "list", "--protect", "none"], /Can't read none: no such file or folder/],
    [["reset", "list", "--protect", "empty"], /protected users was refused/],
    [["reset", "list", "--protect", "bad"], /protected users was refused[^]*line 1: This looks like an e-mail address/],
    [["invalidate", "sessions", "--protect", "keep"], /line 2/],
  ]) {
    const { status, stderr } = await at.run(at.quick(...words));
    assert.equal(status, 2, stderr);
    assert.match(stderr, said);
  }
  assert.ok(!at.isThere("r.jsonl"));
});

test("ids may be arguments, and a list may come from stdin", async (t) => {
  const at = await desk(t, { count: 3 });
  const ids = await at.run(at.quick("reset", user(1), user(2)));
  assert.equal(ids.status, 0, ids.stderr);
  assert.match(ids.stderr, new RegExp(`list {8}the ids that were given\n {2}first {7}${user(1)} {6}last {2}${user(2)}\n`));
  const piped = at.start([...at.quick("reset", "-").slice(0, -1), "s.jsonl"], { stdio: ["pipe", "pipe", "pipe"] });
  piped.child.stdin.end(`${user(3)}\n`);
  const { status, stderr } = await piped.ended;
  assert.equal(status, 0, stderr);
  assert.match(stderr, /list {8}stdin \(one user id per line\)/);
  assert.deepEqual(await at.calls(), { [user(1)]: 1, [user(2)]: 1, [user(3)]: 1 });
  const mixed = await at.run(["reset", user(1), "webmaster1", "--dry-run"]);
  assert.equal(mixed.status, 2);
  assert.match(mixed.stderr, /Number 2 of the ids is not a user id/);
  assert.ok(!mixed.stderr.includes("webmaster1"));
});

test("more than 100,000 targets are refused, and for many targets there is a warning with the time", async (t) => {
  const at = await desk(t);
  const many = await dry(at, users(6000));
  assert.equal(many.status, 0);
  assert.match(many.stderr, /pace {8}20 a minute: about 5 hours 5 minutes/);
  assert.match(many.stderr, /about 5 hours\. A rotated token is valid for 12 hours[^]*resetBulk is quicker, but reports no outcome/);
  const tooMany = await dry(at, users(100_001));
  assert.equal(tooMany.status, 2);
  assert.match(tooMany.stderr, /100,?000/);
});
