// `plan` of `slack-admin-session/run` with a list of e-mail addresses, and a stub that looks them up.
import assert from "node:assert/strict";
import test from "node:test";

// A look-up begins 1.22 seconds after the one before it.
process.env.CLOCK_FACTOR = "1000";
await import("./fast-clock.mjs");
const { RunInputError, plan, report, run } = await import("slack-admin-session/run");
const { bytes, failure, memory, ok } = await import("./record-in-memory.mjs");

/** Looks `w0aaaaaa1@…` up as W0AAAAAA1, and notes its arguments. */
function stub(changes = {}) {
  const asked = [];
  return {
    asked,
    async lookupByEmail({ email }, options) {
      asked.push([email, options]);
      const name = email.split("@")[0];
      if (name in changes) throw changes[name];
      return { ok: true, user: { id: name.toUpperCase(), deleted: false, is_bot: false } };
    },
  };
}

const notFound = failure("SlackApiError", { error: "users_not_found", kind: "target", outcome: "no_effect" });
const LIST = bytes("w0aaaaaa1@example.com\nw0aaaaaa2@example.com\nw0aaaaaa3@example.com\n");

test("without lookUp addresses are refused", async () => {
  await assert.rejects(plan(LIST, { method: "reset" }), (error) => error instanceof RunInputError && error.total === 3 && error.problems[0].looksLike === "email");
});

test("the users of addresses are looked up one after the other, and become the plan", async () => {
  const [api, told] = [stub(), []];
  const made = await plan(LIST, { method: "reset", lookUp: api, protect: ["W0AAAAAA2"], onLookUp: (progress) => told.push(progress) });
  assert.deepEqual([...made].map(({ line, user_id, protected: isProtected }) => [line, user_id, isProtected]), [
    [1, "W0AAAAAA1", false],
    [2, "W0AAAAAA2", true],
    [3, "W0AAAAAA3", false],
  ]);
  assert.deepEqual([made.form, made.lookedUp, made.skipped, made.problems], ["plain", 3, 0, []]);
  assert.deepEqual(api.asked.map(([email]) => email), ["w0aaaaaa1@example.com", "w0aaaaaa2@example.com", "w0aaaaaa3@example.com"]);
  assert.deepEqual(told.map(({ done, left }) => [done, left]), [[0, 3], [1, 2], [2, 1]]);
  assert.equal(told[0].secondsLeft, 3.66);
});

test("a list of ids is never looked up", async () => {
  const api = stub();
  const made = await plan(bytes("email,userid\na@b,W0AAAAAA1\n"), { method: "reset", lookUp: api });
  assert.deepEqual([made.count, made.lookedUp, api.asked], [1, 0, []]);
});

test("if a user isn't found, the list is refused, or the user is left out and counted, in the record too", async () => {
  const api = stub({ w0aaaaaa2: notFound });
  await assert.rejects(plan(LIST, { method: "reset", lookUp: api }), (error) => {
    assert.deepEqual(error.problems, [{ line: 2, message: "Slack finds no active user with this address." }]);
    return error instanceof RunInputError;
  });
  const made = await plan(LIST, { method: "reset", lookUp: api, skipMissing: true, perMinute: Infinity });
  assert.deepEqual([made.count, made.skipped, made.problems.map(({ line }) => line)], [2, 1, [2]]);
  const record = memory();
  await run({ reset: async () => ok }, made, { record });
  assert.ok(!record.text.includes("@"));
  assert.equal((await report(record.read())).skipped, 1);
});

test("plan rejects with the error of a call that fails for another reason than its address", async () => {
  const refused = failure("SlackApiError", { error: "token_revoked", kind: "run", outcome: "no_effect" });
  const api = stub({ w0aaaaaa2: refused });
  await assert.rejects(plan(LIST, { method: "reset", lookUp: api, skipMissing: true }), (error) => error === refused);
  assert.equal(api.asked.length, 2);
});

test("a signal ends the look-up, in a wait and in a call", async () => {
  const reason = new Error("enough");
  for (const when of ["before", "in a call", "in a wait"]) {
    const controller = new AbortController();
    const abort = () => controller.abort(reason);
    if (when === "before") abort();
    const api = stub();
    const lookUp = {
      async lookupByEmail(request, options) {
        assert.equal(options.signal, controller.signal);
        if (when === "in a call") abort();
        else queueMicrotask(() => queueMicrotask(abort));
        return api.lookupByEmail(request, options);
      },
    };
    await assert.rejects(plan(LIST, { method: "reset", lookUp, signal: controller.signal }), (error) => error === reason, when);
    assert.equal(api.asked.length, when === "before" ? 0 : 1, when);
  }
});

test("an answer without a user, and a listener that throws, change nothing else", async () => {
  const lookUp = { lookupByEmail: async () => ({ ok: true }) };
  const onLookUp = () => {
    throw new Error("a listener's");
  };
  const refused = plan(LIST, { method: "reset", lookUp, onLookUp });
  await assert.rejects(refused, (error) => error.total === 3 && /no user id/.test(error.problems[0].message));
});

test("options that don't fit are refused before anything is looked up", async () => {
  for (const [options, said] of [
    [{ method: "reset", lookUp: {} }, /`lookUp` must have a function `lookupByEmail`/],
    [{ method: "invalidate", lookUp: stub() }, /`lookUp` finds users/],
    [{ method: "reset", skipMissing: "yes" }, /`skipMissing` must be a boolean/],
    [{ method: "reset", signal: {} }, /`signal` must be an AbortSignal/],
    [{ method: "reset", onLookUp: 5 }, /`onLookUp` must be a function/],
  ]) {
    await assert.rejects(plan(LIST, options), (error) => error instanceof TypeError && said.test(error.message), `${said}`);
  }
});
