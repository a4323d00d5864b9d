// `sessions`: which sessions are listed, how they are printed, and the pipe to `invalidate`.
import assert from "node:assert/strict";
import test from "node:test";
import { PROGRAM, desk, fast, user } from "./command.mjs";

const LIST = "admin.users.session.list";
const lines = ({ stdout }) => stdout.split("\n").filter(Boolean).map((line) => JSON.parse(line));
const ids = (result) => lines(result).map(({ session_id }) => session_id);

/** `sessions` to its end. */
const sessions = (at, words, options) => at.run(["sessions", ...words, "--host", at.slack.host], options);

test("the sessions of users are JSON Lines, as Slack gives them", async (t) => {
  const at = await desk(t);
  const result = await sessions(at, ["W12345678", "W00000003", "W12345678", "--team", "T12345678"], { env: fast(100) });
  assert.equal(result.status, 0, result.stderr);
  assert.doesNotMatch(result.stderr, /Left out|No session/);
  assert.deepEqual(lines(result)[0], {
    user_id: "W12345678",
    team_id: "T12345678",
    session_id: 1112275520242,
    created: { device_hardware: "Intel", os: "OS X", os_version: "10.15.7", slack_client_version: "91.0", ip: "192.0.2.69" },
  });
  assert.deepEqual(new Set(lines(result).map(({ user_id }) => user_id)), new Set(["W12345678", "W00000003"]));
  assert.equal((await at.slack.requests()).length, 2, "a user is listed once");
});

test("--ip matches the first or the present address, in any spelling; --client matches any part of a client", async (t) => {
  const at = await desk(t);
  const of = (...words) => sessions(at, ["W12345678", "--team", "T12345678", ...words]);
  const everything = lines(await of());
  const changed = everything.find(({ recent }) => recent);
  assert.deepEqual(ids(await of("--ip", changed.recent.ip)), [changed.session_id]);
  assert.deepEqual(ids(await of("--ip", changed.created.ip)), [changed.session_id]);
  assert.deepEqual(ids(await of("--client", "iphone")), everything.filter(({ created }) => created.os === "iOS").map(({ session_id }) => session_id));
  const none = await of("--ip", changed.created.ip, "--client", "no such client");
  assert.deepEqual([none.status, none.stdout], [0, ""]);
  assert.match(none.stderr, /^No session was found among \d active sessions\.\n$/);
  const session = { user_id: "W12345678", team_id: "T12345678", session_id: 7, created: { ip: "2001:DB8:0:0::7" } };
  await at.slack.faults({ method: LIST, json: { ok: true, active_sessions: [session] } });
  assert.deepEqual(ids(await of("--ip", "2001:db8::7")), [7]);
});

test("the whole organisation is listed page by page, at the pace of its tier", async (t) => {
  const at = await desk(t, { count: 2500 });
  const result = await sessions(at, [], { env: fast(10) });
  assert.equal(result.status, 1, result.stderr);
  assert.ok(lines(result).length > 2500);
  assert.match(result.stderr, /Left out: 1 session with an id above 2\^53/);
  const pages = await at.slack.requests();
  assert.equal(pages.length, 3);
  // 3.05 seconds from one start to the next, ten times as fast: 610 ms in all. The first may have been late.
  assert.ok(pages[2].at_ms - pages[0].at_ms > 400, JSON.stringify(pages.map(({ at_ms }) => at_ms)));
});

test("the list waits for a limit, even a long one", async (t) => {
  const at = await desk(t);
  await at.slack.faults({ method: LIST, status: 429, headers: { "retry-after": 200 } });
  const result = await sessions(at, ["W12345678", "--team", "T12345678"], { env: fast(100) });
  assert.deepEqual([result.status, lines(result).length], [0, 3], result.stderr);
  const [first, second] = await at.slack.requests();
  assert.ok(second.at_ms - first.at_ms > 1500, `${second.at_ms - first.at_ms} ms`);
});

test("an id that has lost digits is never printed, and a session without an address doesn't match", async (t) => {
  const at = await desk(t);
  const inexact = await sessions(at, ["W00000002", "--team", "T12345678"]);
  assert.equal(inexact.status, 1);
  assert.deepEqual(ids(inexact), [1112275520250]);
  assert.match(inexact.stderr, /^Left out: 1 session with an id above 2\^53, which JavaScript can't read exactly\. reset ends all sessions of a user\.\n$/);
  const list = [
    { user_id: "W12345678", team_id: "T12345678", session_id: 5, created: {} },
    { user_id: "W12345678", team_id: "T12345678", session_id: 6, created: { ip: "192.0.2.7" } },
    { user_id: "W12345678", team_id: "T12345678", session_id: 7 },
  ];
  await at.slack.faults({ method: LIST, json: { ok: true, active_sessions: list } });
  const unclear = await sessions(at, ["W12345678", "--team", "T12345678", "--ip", "192.0.2.7"]);
  assert.deepEqual([unclear.status, ids(unclear)], [1, [6]]);
  assert.match(unclear.stderr, /^Left out: 2 sessions without the address or client to compare\.\n$/);
});

test("if a page fails, nothing is printed", async (t) => {
  const at = await desk(t, { count: 1500 });
  await at.slack.faults({ method: LIST, pass: true }, { method: LIST, error: "token_revoked" });
  const { status, stdout, stderr } = await sessions(at, [], { env: fast(100) });
  assert.deepEqual([status, stdout], [2, ""]);
  assert.match(stderr, /token_revoked/);
});

test("wrong arguments are refused, with the reason, and nothing is sent", async (t) => {
  const at = await desk(t);
  for (const [words, said] of [
    [["W12345678"], /say which with --team/],
    [["--team", "T12345678"], /--team needs users/],
    [["webmaster1", "--team", "T12345678"], /number 1 of the users is not a user id/],
    [["W12345678", "--team", "acme"], /--team takes an id/],
    [["--ip", "192.0.2"], /--ip takes an address/],
    [["--before", "2026-01-01"], /has no --before: Slack's list has no times/],
    [["--yes"], /sessions has no option --yes/],
  ]) {
    const { status, stdout, stderr } = await sessions(at, words);
    assert.deepEqual([status, stdout], [2, ""], stderr);
    assert.match(stderr, said);
    assert.ok(!/webmaster1|acme/.test(stderr));
  }
  const without = await sessions(at, [], { env: { SLACK_TOKEN: "" } });
  assert.match(without.stderr, /^There is no token/);
  assert.deepEqual(await at.slack.requests(), []);
});

test("a scope that is missing is named", async (t) => {
  const at = await desk(t);
  await at.slack.tokens({ "xoxp-few": { scopes: ["admin.users:write"] } });
  at.write("token", "xoxp-few\n");
  const { status, stderr } = await sessions(at, ["--token-file", "token"], { env: { SLACK_TOKEN: "" } });
  assert.equal(status, 2);
  assert.match(stderr, /admin\.users:read/);
});

test("a terminal shows a table, and no text in it can control the terminal", async (t) => {
  const at = await desk(t);
  const list = [
    { user_id: "W12345678", team_id: "T12345678", session_id: 1112275520242, created: { os: "iOS", ip: "192.0.2.7" } },
    { user_id: "W2", team_id: "T12345678", session_id: 5, created: { os: "\u001b[2Jx\ny\u202e", ip: "192.0.2.7" }, recent: { os: "z\u009b", ip: "192.0.2.8" } },
  ];
  const answer = { method: LIST, json: { ok: true, active_sessions: list } };
  await at.slack.faults(answer, answer);
  const shown = await at.start(["sessions", "--host", at.slack.host], { columns: 120 }).ended;
  assert.equal(shown.status, 0);
  const table = shown.stdout.split(/\r?\n|\u001b\[[\dA-Z]+/).filter((line) => /^(user|W)/.test(line));
  assert.deepEqual(table, [
    "user       session        team       address                       client",
    "W12345678  1112275520242  T12345678  192.0.2.7                     iOS",
    "W2         5              T12345678  192.0.2.8 (began: 192.0.2.7)  z? (began: ?[2Jx?y?)",
  ]);
  const piped = await sessions(at, []);
  assert.deepEqual(lines(piped), list);
  assert.doesNotMatch(piped.stdout, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
});

/** `sessions … | invalidate -`, as a person types it. */
function pipe(at, from, to) {
  const quoted = (words) => words.map((word) => `'${word}'`).join(" ");
  const host = ["--host", at.slack.host];
  const command = `"$0" "$1" sessions ${quoted([...from, ...host])} | "$0" "$1" invalidate - ${quoted([...to, ...host])}`;
  return ["bash", "-c", command, process.execPath, PROGRAM];
}

/** A user's session at an address, and the words that list it. */
async function stolen(t) {
  const at = await desk(t);
  const [first] = lines(await sessions(at, ["W12345678", "--team", "T12345678"])).filter(({ recent }) => recent);
  const from = ["W12345678", "--team", "T12345678", "--ip", first.recent.ip];
  return { at, from, id: `${first.session_id}` };
}

test("sessions | invalidate - ends exactly the session at an address", async (t) => {
  const { at, from, id } = await stolen(t);
  const before = await at.slack.sessions("W12345678");
  const { status, stderr } = await at.run([], { program: pipe(at, from, ["--yes", "--record", "r.jsonl"]) });
  assert.equal(status, 0, stderr);
  assert.match(stderr, /^End 1 single session at [^]*list {8}stdin \(JSON Lines\)/);
  assert.deepEqual(await at.slack.sessions("W12345678"), before.filter((one) => one !== id));
});

test("in a terminal the question of that pipe is asked at the terminal itself", async (t) => {
  for (const [answer, isDone] of [["1\r", true], ["no\r", false], ["\u0004", false], ["\u0003", false]]) {
    const { at, from, id } = await stolen(t);
    const running = at.start([], { columns: 100, program: pipe(at, from, ["--record", "r.jsonl"]) });
    await running.says(/Type 1 to begin: /);
    assert.ok((await at.slack.sessions("W12345678")).includes(id));
    running.child.stdin.write(answer);
    const { status, stdout } = await running.ended;
    assert.equal(status === 0, isDone, stdout);
    assert.equal((await at.slack.sessions("W12345678")).includes(id), !isDone);
    assert.equal(at.isThere("r.jsonl"), isDone);
  }
});

test("if no session is found, or there is no terminal to ask at, the pipe sends nothing", async (t) => {
  const { at, from } = await stolen(t);
  const none = await at.run([], { program: pipe(at, [...from, "--client", "none of them"], ["--yes"]) });
  assert.equal(none.status, 2);
  assert.match(none.stderr, /The list is empty/);
  // A session of its own has no terminal.
  const alone = await at.run([], { program: ["setsid", "--wait", ...pipe(at, from, [])] });
  assert.equal(alone.status, 2);
  assert.match(alone.stderr, /there is no terminal to ask at/);
  assert.deepEqual((await at.slack.targets()).filter(({ method }) => method !== LIST), []);
});
