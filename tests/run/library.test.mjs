// `slack-admin-session/run`, with the test's own client and record.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { RunInputError, RunRecordError, plan, report, resume, run } from "slack-admin-session/run";
import { bytes, failure, list, memory, ok } from "./record-in-memory.mjs";

const PACE = { perMinute: Infinity };
const users = (count, options) => plan(list(count), { method: "reset", ...PACE, ...options });

test("a plan says what it will do, and has its targets", async () => {
  const csv = bytes("name;userid\nx;W0AAAAAA1\ny;W0AAAAAA2\nz;W0AAAAAA1\nq;W0AAAAAA3\n");
  const made = await plan(csv, { method: "reset", protect: ["W0AAAAAA3"] });
  const { form, columns, count, duplicates, seconds } = made;
  assert.deepEqual({ form, columns, count, duplicates, seconds }, { form: "csv", columns: ["userid"], count: 2, duplicates: 1, seconds: 6.1 });
  assert.equal(made.protected, 1);
  assert.deepEqual([...made].map(({ n, line, user_id, protected: isProtected }) => [n, line, user_id, isProtected]), [
    [1, 2, "W0AAAAAA1", false],
    [2, 3, "W0AAAAAA2", false],
    [3, 5, "W0AAAAAA3", true],
  ]);
});

test("a list may come in pieces, and in UTF-16", async () => {
  const text = "\ufeffuserid\tname\r\nW0AAAAAA1\tMüller\r\n";
  const utf16 = Buffer.from(text, "utf16le");
  for (const whole of [Buffer.from(text), utf16, Buffer.from(utf16).swap16()]) {
    async function* pieces() {
      for (const byte of whole) yield Uint8Array.of(byte);
    }
    assert.deepEqual([...(await plan(pieces(), { method: "reset" }))].map(({ user_id }) => user_id), ["W0AAAAAA1"]);
  }
});

test("JSON Lines are parsed, whatever is in them", async () => {
  const lines = [
    { user_id: "U0AAAAAA1", session_id: 1112275520242, team_id: "E0AAAAAAA", recent: { ip: "192.0.2.7" } },
    { actor: { user: { id: "W0AAAAAA2" } }, entity: { type: "user", user: { id: "W0AAAAAA2" } }, context: { session_id: "5" } },
  ];
  const made = await plan(bytes(lines.map((line) => JSON.stringify(line)).join("\n")), { method: "invalidate" });
  assert.deepEqual([...made].map(({ session_id, user_id, team_id }) => [session_id, user_id, team_id]), [
    ["1112275520242", "U0AAAAAA1", "E0AAAAAAA"],
    ["5", "W0AAAAAA2", undefined],
  ]);
  for (const line of ["5", "null", '"x"', "[]", "{", '{"actor":5}', '{"actor":null,"entity":[]}', '{"__proto__":{"user_id":"W0AAAAAA1"}}']) {
    const refused = plan(bytes(`{"user_id":"W0AAAAAA1"}\n${line}`), { method: "reset" });
    await assert.rejects(refused, (error) => error instanceof RunInputError && error.problems[0].line === 2, line);
  }
});

test("a bad list is refused with its problems, and no value is quoted", async () => {
  const refused = plan(bytes("login1@example.com\nxoxp-1234-abcd\nW0AAAAAA1\n"), { method: "reset", name: "users.txt" });
  await assert.rejects(refused, (error) => {
    assert.ok(error instanceof RunInputError && error instanceof Error);
    assert.equal(error.name, "RunInputError");
    assert.equal(error.total, 2);
    assert.deepEqual(error.problems.map(({ line, looksLike }) => [line, looksLike]), [[1, "email"], [2, "token"]]);
    assert.match(error.message, /^users\.txt was refused, and nothing was sent:\n  line 1: This looks like an e-mail address/);
    assert.ok(!/xoxp|login1/.test(`${error.stack}${JSON.stringify(error)}`));
    return true;
  });
  await assert.rejects(plan(list(1), { method: "reset", protect: [] }), /protected users was refused.*\n.*empty/);
  await assert.rejects(plan(list(1), { method: "reset", protect: bytes("ceo@example.com") }), RunInputError);
});

test("wrong arguments are refused by name, before anything is read", async () => {
  const unread = { [Symbol.asyncIterator]: () => assert.fail("it was read") };
  for (const [options, message] of [
    [undefined, /`options`/],
    [{}, /`method`/],
    [{ method: "resetBulk" }, /`method`/],
    [{ method: "reset", mobileOnly: true }, /no `mobileOnly`/],
    [{ method: "reset", mobile_only: 1 }, /`mobile_only`/],
    [{ method: "reset", mobile_only: true, web_only: true }, /`mobile_only` or `web_only` but not both/],
    [{ method: "invalidate", web_only: true }, /`method`/],
    [{ method: "reset", perMinute: 0 }, /`perMinute`/],
    [{ method: "reset", perMinute: "20" }, /`perMinute`/],
    [{ method: "reset", note: "xoxb-12-34" }, /`note`/],
    [{ method: "reset", protect: "W0AAAAAA1" }, /`protect`/],
    [{ method: "reset", protect: [5] }, /`protect`/],
  ]) {
    await assert.rejects(plan(unread, options), (error) => error instanceof TypeError && message.test(error.message), String(message));
  }
  for (const wrong of ["W0AAAAAA1", undefined, [1], { async *[Symbol.asyncIterator]() { yield "x"; } }]) {
    await assert.rejects(plan(wrong, { method: "reset" }), TypeError);
  }
  const made = await users(1);
  const api = { reset: async () => ok };
  for (const [given, message] of [
    [[api, {}, { record: memory() }], /`plan`/],
    [[{}, made, { record: memory() }], /`api` must have a function `reset`/],
    [[api, made, {}], /`record`/],
    [[api, made, { record: memory(), Signal: 1 }], /no `Signal`/],
    [[api, made, { record: memory(), signal: {} }], /`signal`/],
    [[api, made, { record: memory(), onProgress: 1 }], /`onProgress`/],
  ]) {
    await assert.rejects(run(...given), (error) => error instanceof TypeError && message.test(error.message), String(message));
  }
  await assert.rejects(resume(api, { record: memory(), perMinute: 1.5 }), /`perMinute`/);
});

test("a run calls one target after the other, each only after its intent is durable", async () => {
  const events = [];
  const record = memory("", async (text) => {
    await new Promise((resolve) => setTimeout(resolve, 2));
    events.push(...text.trimEnd().split("\n").map((line) => JSON.parse(line).type));
  });
  const api = {
    async reset(request, options) {
      events.push(`call ${request.user_id}`);
      assert.deepEqual(request, { user_id: request.user_id, mobile_only: true });
      assert.deepEqual(options, { retry: false, withResponse: true });
      return ok;
    },
  };
  const source = list(2);
  const made = await plan(source, { method: "reset", mobile_only: true, name: "users.txt", by: "login1", note: "INC-4711", ...PACE });
  const result = await run(api, made, { record });
  assert.deepEqual(result, { reason: "complete", done: 2, notDone: 0, unknown: 0, left: 0 });
  const plans = ["run", "target", "target", "planned"];
  assert.deepEqual(events, [...plans, "intent", "call W0AAAA001", "outcome", "intent", "call W0AAAA002", "outcome", "end"]);
  assert.ok(record.isClosed);
  const [first, , , , , outcome] = record.lines();
  assert.match(first.run, /^[0-9a-f]{32}$/);
  assert.match(first.tool, /^slack-admin-session\/\d+\.\d+\.\d+$/);
  const { method, mobile_only, host, list: about, by, note } = first;
  const sha256 = createHash("sha256").update(source).digest("hex");
  assert.deepEqual({ method, mobile_only, host, about, by, note }, {
    method: "admin.users.session.reset",
    mobile_only: true,
    host: "https://slack.com/api",
    about: { name: "users.txt", sha256 },
    by: "login1",
    note: "INC-4711",
  });
  assert.equal(outcome.request_id, "req-1");
});

test("invalidate gets its session, with the user and the team", async () => {
  const requests = [];
  const csv = bytes("session,user,team\n5,W0AAAAAA1,\n6,,T0AAAAAA1\n");
  const api = { invalidate: async (request) => (requests.push(request), ok) };
  await run(api, await plan(csv, { method: "invalidate", ...PACE }), { record: memory() });
  assert.deepEqual(requests, [{ session_id: "5", user_id: "W0AAAAAA1" }, { session_id: "6", team_id: "T0AAAAAA1" }]);
});

test("a target is done only if Slack's object says so", async () => {
  for (const answer of [undefined, null, {}, { ok: 1 }, { body: { ok: false } }, { body: null, ok: true }, "ok"]) {
    const record = memory();
    const result = await run({ reset: async () => answer }, await users(2), { record });
    assert.deepEqual([result.reason, result.done, result.unknown, result.left], ["not_slack", 0, 1, 1], JSON.stringify(answer));
  }
  // From a stub that ignores options.
  const result = await run({ reset: async () => ({ ok: true }) }, await users(2), { record: memory() });
  assert.equal(result.done, 2);
});

test("the client's errors are told apart", async () => {
  const cause = new TypeError("fetch failed", { cause: Object.assign(new Error("x"), { code: "CERT_HAS_EXPIRED" }) });
  for (const [error, reason, event] of [
    [failure("SlackApiError", { error: "user_not_found", kind: "target", outcome: "rejected" }), "complete", "not_done user_not_found"],
    [failure("SlackApiError", { error: "token_expired", kind: "run", outcome: "rejected" }), "refused", "not_done token_expired"],
    [failure("SlackArgumentError", { argument: "accessToken", outcome: "not_sent" }), "refused", "not_done token_unreadable"],
    [failure("SlackRateLimitedError", { retryAfter: 4000, outcome: "rejected" }), "limited", "not_done ratelimited"],
    [failure("SlackHttpError", { status: 403, outcome: "rejected" }), "not_slack", "not_done http_403"],
    [failure("SlackNetworkError", { outcome: "not_sent", cause }), "not_slack", "not_done bad_certificate"],
    [failure("SlackNetworkError", { outcome: "unknown" }), "complete", "unknown no_answer"],
    [failure("SlackTimeoutError", { outcome: "unknown" }), "complete", "unknown timeout"],
    [failure("SlackProtocolError", { outcome: "unknown" }), "complete", "unknown not_slack"],
  ]) {
    const record = memory();
    const result = await run({ reset: async () => Promise.reject(error) }, await users(1), { record });
    assert.equal(result.reason, reason, event);
    assert.deepEqual(record.events().slice(0, 2), ["intent 1", `outcome 1 ${event}`]);
  }
});

test("whatever other value a call throws, it may have happened", async () => {
  const hostile = new Proxy({}, { get() { throw new Error("a trap"); } });
  const cyclic = failure("SlackNetworkError", {});
  cyclic.cause = cyclic;
  for (const thrown of [undefined, null, "text", 5, hostile, cyclic, new Error("x"), { outcome: "no_effect" }]) {
    for (const reset of [async () => Promise.reject(thrown), () => { throw thrown; }]) {
      const record = memory();
      const result = await run({ reset }, await users(1), { record });
      assert.deepEqual([result.reason, result.unknown], ["complete", 1]);
    }
  }
});

test("a limit says when the run may go on", async () => {
  const error = failure("SlackRateLimitedError", { retryAfter: 7200, outcome: "rejected" });
  const before = Date.now();
  const { reason, retryAt, left } = await run({ reset: async () => Promise.reject(error) }, await users(2), { record: memory() });
  assert.deepEqual([reason, left], ["limited", 2]);
  assert.ok(retryAt >= before + 7200e3 && retryAt <= Date.now() + 7200e3);
});

test("a signal ends a wait at once, and the run awaits the call under way", async () => {
  const waiting = new AbortController();
  const slow = await users(3, { perMinute: 1 });
  const api = { reset: async () => (setTimeout(() => waiting.abort(), 20), ok) };
  const start = performance.now();
  assert.deepEqual(await run(api, slow, { record: memory(), signal: waiting.signal }), {
    reason: "stopped", done: 1, notDone: 0, unknown: 0, left: 2,
  });
  assert.ok(performance.now() - start < 30_000);

  const calling = new AbortController();
  const record = memory();
  const reset = async () => {
    calling.abort();
    await new Promise((resolve) => setTimeout(resolve, 50));
    return ok;
  };
  assert.equal((await run({ reset }, await users(3), { record, signal: calling.signal })).done, 1);
  assert.deepEqual(record.events(), ["intent 1", "outcome 1 done", "end stopped"]);

  const early = memory();
  const result = await run({ reset: () => assert.fail("it was called") }, await users(3), { record: early, signal: AbortSignal.abort() });
  assert.deepEqual([result.reason, result.left], ["stopped", 3]);
  assert.deepEqual(early.events(), ["end stopped"]);
});

test("a record that can't be written ends the run before a call", async () => {
  for (const [fails, calls, unwritten] of [[/"planned"/, 0, /"planned"/], [/"intent","n":2/, 1, /"intent","n":2/], [/"outcome","n":2/, 2, /"request_id":"req-1"/]]) {
    let called = 0;
    const cause = new Error("disk full");
    const record = memory("", async (text) => {
      if (fails.test(text)) throw cause;
    });
    const result = await run({ reset: async () => ((called += 1), ok) }, await users(3), { record });
    assert.equal(result.reason, "record");
    assert.equal(result.cause, cause);
    assert.match(result.unwritten, unwritten);
    assert.equal(called, calls);
    assert.equal(result.unknown, calls === 2 ? 1 : 0);
    assert.ok(record.isClosed);
  }
});

test("progress is reported, and a listener that throws changes nothing", async () => {
  const seen = [];
  const onProgress = (progress) => {
    seen.push(progress);
    throw new Error("a listener's");
  };
  const refused = failure("SlackApiError", { error: "user_not_found", kind: "target", outcome: "rejected", requestId: "req-2" });
  let calls = 0;
  const reset = async () => ((calls += 1) === 1 ? ok : Promise.reject(refused));
  const record = memory();
  await run({ reset }, await users(2, { perMinute: 6000 }), { record, onProgress });
  const settled = seen.flatMap((progress) => progress.settled ?? []);
  assert.deepEqual(settled.map(({ n, user_id, state, error, request_id }) => [n, user_id, state, error, request_id]), [
    [1, "W0AAAA001", "done", "", "req-1"],
    [2, "W0AAAA002", "not_done", "user_not_found", "req-2"],
  ]);
  assert.match(settled[1].what, /no such user/);
  // As the record has it.
  assert.deepEqual(settled.map(({ at }) => at), [...(await report(record.read())).rows()].map(({ at }) => at));
  assert.ok(seen.some(({ waitsFor, secondsLeft, left }) => waitsFor === "pace" && secondsLeft > 0 && left === 1));
});

test("a record that isn't empty begins no second run", async () => {
  const record = memory("{}\n");
  await assert.rejects(run({ reset: () => assert.fail() }, await users(1), { record }), RunRecordError);
  assert.equal(record.text, "{}\n");
  assert.ok(record.isClosed);
});

test("a run that was killed is resumed, and its report is a list", async () => {
  const record = memory();
  const killed = new Promise(() => {});
  let calls = 0;
  void run({ reset: () => ((calls += 1) < 3 ? Promise.resolve(ok) : killed) }, await users(4), { record });
  while (calls < 3) await new Promise((resolve) => setTimeout(resolve, 5));
  const goesOn = memory(record.text + '{"type":"out');
  const called = [];
  const api = { reset: async ({ user_id }) => (called.push(user_id), ok) };
  assert.deepEqual(await resume(api, { record: goesOn }), { reason: "complete", done: 3, notDone: 0, unknown: 1, left: 0 });
  assert.deepEqual(called, ["W0AAAA004"]);
  assert.match(goesOn.text, /\{"type":"out\n\{"type":"resume".*"torn":12/);

  const said = await report(goesOn.read());
  assert.deepEqual([said.method, said.host, said.done, said.unknown, said.torn], ["reset", "https://slack.com/api", 3, 1, 0]);
  assert.deepEqual([...said].map(({ state, error }) => [state, error]), [["done", ""], ["done", ""], ["unknown", "interrupted"], ["done", ""]]);
  const again = await plan(bytes([...said.csv("unknown")].join("")), { method: "reset" });
  assert.deepEqual([...again].map(({ user_id }) => user_id), ["W0AAAA003"]);

  const repeated = memory(goesOn.text);
  const result = await resume(api, { record: repeated, repeatUnknown: true, protect: ["W0AAAA001"], perMinute: 6000 });
  assert.equal(result.done, 4);
  assert.deepEqual(called, ["W0AAAA004", "W0AAAA003"]);
});

test("a damaged record is refused with the number of its line", async () => {
  const record = memory();
  await run({ reset: async () => ok }, await users(2), { record });
  const lines = record.text.split("\n");
  for (const [line, damage] of [[5, "{"], [5, '{"type":"intent","n":"1"}'], [5, '{"type":"intent","n":9}'], [2, "[]"]]) {
    const damaged = lines.with ? lines.with(line - 1, damage) : lines.map((one, at) => (at === line - 1 ? damage : one));
    const refused = resume({ reset: () => assert.fail() }, { record: memory(damaged.join("\n")) });
    await assert.rejects(refused, (error) => error instanceof RunRecordError && error.line === line && error.name === "RunRecordError");
  }
  await assert.rejects(report(memory("").read()), /nothing was sent/);
});
