// An error's stack leads to the line of the caller's own code that made the call.
import assert from "node:assert/strict";
import test, { describe } from "node:test";
import { SlackArgumentError } from "slack-admin-session";
import { program } from "./program.mjs";
import { SESSION, USER, failure, throws, world } from "./support.mjs";

/** File, line and function of each line of the stack, from the first. */
function frames(error) {
  const lines = error.stack.split("\n").filter((line) => /^\s*at /.test(line));
  return lines.map((line) => {
    const [, file, number] = line.match(/(?:file:\/\/)?([^()\s]*):(\d+):\d+\)?$/) ?? [];
    return { file, line: Number(number), text: line };
  });
}

/** The line that called this function. */
const here = () => {
  const [, caller] = frames(new Error("here"));
  return caller.line;
};

/** The first line of the stack is that line of this file, and the stack begins with the error's name and message. */
function madeAt(error, line) {
  const [first] = frames(error);
  assert.ok(first, `the stack has no lines: ${error.stack}`);
  assert.equal(first.file?.split("/").at(-1), "caller.test.mjs", error.stack);
  assert.equal(first.line, line, error.stack);
  assert.ok(error.stack.startsWith(`${error.name}: ${error.message}`), error.stack);
}

const missing = () => ({ user_id: "W00000000" });

describe("the first line of the stack is the caller's", { concurrency: true }, () => {
  test("after await", async () => {
    const api = world().client();
    let line;
    try {
      line = here() + 1;
      await api.reset(missing());
    } catch (error) {
      return madeAt(error, line);
    }
    assert.fail("it should have rejected");
  });

  test("for both methods, and for arguments that are refused", async () => {
    const api = world().client();
    const calls = [
      [here(), failure(api.reset(missing()))],
      [here(), failure(api.invalidate({ user_id: "W00000000", session_id: SESSION }))],
      [here(), failure(api.reset({}))],
      [here(), failure(api.invalidate({ user_id: USER }))],
      [here(), failure(api.reset({ user_id: USER }, { unknown: 1 }))],
    ];
    for (const [line, call] of calls) madeAt(await call, line);
  });

  test("in Promise.all, from the function that made the one that failed", async () => {
    const slack = world();
    const api = slack.client();
    let line;
    const ends = (user) => {
      if (user === "W00000000") line = here() + 1;
      return api.reset({ user_id: user });
    };
    madeAt(await failure(Promise.all([USER, "W00000000"].map(ends))), line);
  });

  test("after attempts, waits and a queue", async () => {
    const slack = world();
    await slack.faults({ status: 500 }, { status: 429, headers: { "retry-after": "0.1" } }, { status: 500, times: 0 });
    const api = slack.client({ retry: { attempts: 3, minDelay: 1, maxDelay: 5 }, maxConcurrency: 1 });
    const [lines, calls] = [[], []];
    for (let call = 0; call < 3; call++) {
      lines.push(here() + 1);
      calls.push(failure(api.reset({ user_id: USER })));
    }
    for (const [number, error] of (await Promise.all(calls)).entries()) madeAt(error, lines[number]);
  });

  test("of a call whose answer is lost, late, or no answer", async () => {
    for (const [fault, options] of [
      [{ cut: "before_headers" }, {}],
      [{ pass: true, delay_ms: 3_000 }, { timeout: 50 }],
      [{ status: 200, body: "<h1>" }, {}],
      [{ status: 429, headers: { "retry-after": "99" } }, {}],
    ]) {
      const slack = world();
      await slack.faults(fault);
      const api = slack.client();
      const [line, call] = [here(), api.reset({ user_id: USER }, options)];
      madeAt(await failure(call), line);
    }
  });

  test("of a client that was disposed of, and of a method without its client", async () => {
    const api = world().client();
    api.dispose();
    const { reset } = api;
    const calls = [
      [here(), failure(api.reset(missing()))],
      [here(), failure(reset.call(undefined, missing()))],
    ];
    for (const [line, call] of calls) madeAt(await call, line);
  });

  test("of a constructor that refuses its configuration", () => {
    const slack = world();
    for (const configuration of [{ timeuot: 1 }, { host: "http://slack.example" }, { retry: 1 }]) {
      let line;
      const makes = () => {
        line = here() + 1;
        slack.client(configuration);
      };
      const error = throws(makes, { class: SlackArgumentError });
      // The client is made in another file, on behalf of this one.
      const [, own] = frames(error);
      assert.equal(frames(error)[0].file.split("/").at(-1), "support.mjs", error.stack);
      assert.equal(own.line, line, error.stack);
    }
  });
});

test("no line of the package is in the stack", async () => {
  const error = await failure(world().client().reset(missing()));
  assert.ok(!error.stack.includes("slack-admin-session/"), error.stack);
  assert.ok(!/wasm/.test(error.stack), error.stack);
});

test("a call without await that fails ends a program with the caller's line", async () => {
  const { exit, err } = await program(world(), `
    function resetsSomebody() {
      api.reset({ user_id: "W00000000" });
    }
    resetsSomebody();
  `);
  assert.equal(exit, 1);
  const first = err.split("\n").find((line) => /^\s*at /.test(line));
  assert.match(first, /resetsSomebody/, err);
  assert.match(err, /SlackApiError: admin\.users\.session\.reset: .*user_not_found/);
});

test("a constructor's error ends a program with the caller's line", async () => {
  const { exit, err } = await program(world(), `
    function makesOne() {
      return new AdminUsersSessionApi({ timeuot: 1 });
    }
    makesOne();
  `);
  assert.equal(exit, 1);
  const first = err.split("\n").find((line) => /^\s*at /.test(line));
  assert.match(first, /makesOne/, err);
});
