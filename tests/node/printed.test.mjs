// How an error looks to people and in logs: a whole message, at most a screen, JSON with all documented properties.
import assert from "node:assert/strict";
import test, { describe } from "node:test";
import { inspect } from "node:util";
import { SlackApiError, SlackArgumentError } from "slack-admin-session";
import { program } from "./program.mjs";
import { TOKEN, USER, failure, hides, throws, world } from "./support.mjs";

const RESET = "admin.users.session.reset";
/** A page as proxies send it, with many lines. */
const page = `<!doctype html>\n<html>\n${'<p class="x">Bad gateway</p>\n'.repeat(2_000)}</html>\n`;
const SCREEN = 40;

async function failing(fault, configuration, request = { user_id: USER }) {
  const slack = world();
  if (fault) await slack.faults(fault);
  return failure(slack.client(configuration).reset(request));
}

const kinds = [
  ["SlackArgumentError", () => failing(undefined, {}, {}), ["argument"]],
  ["SlackApiError", () => failing({ headers: { "x-slack-req-id": "req-1" }, json: { ok: false, error: "missing_scope", needed: "admin.users:write", provided: "users:read" } }),
    ["error", "kind", "data", "needed", "provided", "status"]],
  ["SlackRateLimitedError", () => failing({ status: 429, headers: { "retry-after": "17" } }), ["retryAfter"]],
  ["SlackHttpError", () => failing({ status: 502, headers: { "content-type": "text/html" }, body: page }), ["status", "statusText", "headers", "body"]],
  ["SlackNetworkError", () => failing({ cut: "before_headers" }), []],
  ["SlackTimeoutError", () => failing({ pass: true, delay_ms: 3_000 }, { timeout: 50 }), ["phase"]],
  ["SlackProtocolError", () => failing({ status: 200, body: page }), ["status", "headers", "body"]],
];

describe("a message is whole without the properties", { concurrency: true }, () => {
  const cases = [
    ["the seconds of a limit", { status: 429, headers: { "retry-after": "17.5" } }, /\b17\.5 seconds\b/],
    ["the seconds of a limit that doesn't say", { status: 429, headers: { "retry-after": null } }, /\b30 seconds\b/],
    ["the scope that is missing", { json: { ok: false, error: "missing_scope", needed: "admin.users:write" } }, /missing_scope.*admin\.users:write/],
    ["Slack's code", { json: { ok: false, error: "cannot_reset_bot" } }, /\bcannot_reset_bot\b/],
    ["a code that nobody has documented", { json: { ok: false, error: "brand_new" } }, /\bbrand_new\b/],
    ["the status", { status: 502, body: page }, /\b502\b/],
    ["the status of a redirect", { status: 302, headers: { location: "/" } }, /redirect.*\b302\b/],
    ["that it may have happened", { status: 502, body: page }, /may have happened/],
  ];
  for (const [what, fault, message] of cases) {
    test(`it says ${what}`, async () => {
      const error = await failing(fault);
      assert.match(error.message, message);
      assert.ok(error.message.startsWith(`${RESET}: `), error.message);
      assert.ok(!error.message.includes("\n"));
    });
  }

  test("it says what argument is wrong and what it must be", async () => {
    const error = await failing(undefined, {}, { user_id: 1 });
    assert.match(error.message, /user_id must be a non-empty string/);
  });
});

describe("a server's text:", { concurrency: true }, () => {
  const controls = Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)).join("") + "\x7f\x9b\u2028\u2029\u202e\ufeff";
  for (const [what, json] of [
    ["a code", { ok: false, error: `bad${controls}code` }],
    ["the scope that is missing", { ok: false, error: "missing_scope", needed: `admin${controls}` }],
  ]) {
    test(`${what} with control characters is escaped in the message, and when it is printed`, async () => {
      const error = await failing({ json });
      for (const shown of [error.message, String(error), error.stack, JSON.stringify(error.message)]) {
        // Line breaks are the stack's own.
        assert.doesNotMatch(shown.replaceAll("\n", ""), /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202e\ufeff]/);
      }
      assert.match(error.message, /\\u001b/);
      assert.ok(!error.message.includes("\n"));
      const printed = inspect(error);
      assert.ok(!printed.includes("\x1b") && !printed.includes("\x9b"), JSON.stringify(printed));
    });

    test(`${what} of 200 kB makes no long message`, async () => {
      const long = "\x1b[2J".repeat(50_000);
      const made = Object.entries(json).map(([key, text]) => [key, typeof text === "string" ? text.replace(controls, long) : text]);
      const error = await failing({ json: Object.fromEntries(made) });
      assert.ok(error instanceof SlackApiError);
      assert.ok(error.message.length < 2_000, `${error.message.length} characters`);
      assert.ok(inspect(error).split("\n").length <= SCREEN);
    });
  }

  test("a token at the end of a message's quote isn't shown in part", async () => {
    for (let before = 150; before <= 1_700; before += 37) {
      const error = await failing({ json: { ok: false, error: "-".repeat(before) + TOKEN } });
      assert.ok(!error.message.includes(TOKEN.slice(0, 6)), `shown after ${before}: ${error.message.slice(-60)}`);
    }
  });
});

describe("printed", { concurrency: true }, () => {
  for (const [name, make] of kinds) {
    test(`a ${name} takes at most a screen, and says its name, message, code and outcome`, async () => {
      const error = await make();
      assert.equal(error.name, name);
      const printed = inspect(error);
      assert.ok(printed.split("\n").length <= SCREEN, printed);
      assert.ok(printed.length < 8_000, `${printed.length} characters`);
      for (const said of [`${name}: ${error.message}`, error.code, error.outcome]) assert.ok(printed.includes(said), printed);
      hides(error, TOKEN);
    });
  }

  test("an error of a page with 2,000 lines says how long the page is, and keeps more of it as a property", async () => {
    const error = await failing({ status: 502, body: page });
    assert.ok(error.body.length > 5_000, `${error.body.length} characters are kept`);
    assert.match(inspect(error), /\d+ characters/);
  });

  test("an error with a long answer of Slack's takes at most a screen", async () => {
    const messages = Array.from({ length: 500 }, (_, number) => `[ERROR] must not be wrong: ${number}`);
    for (const more of [{ response_metadata: { messages } }, { note: page }, Object.fromEntries(messages.map((text, key) => [`k${key}`, text]))]) {
      const error = await failing({ json: { ok: false, error: "invalid_arguments", ...more } });
      for (const options of [{}, { customInspect: false }]) {
        const lines = inspect(error, options).split("\n");
        assert.ok(lines.length <= SCREEN, `${lines.length} lines`);
      }
    }
  });

  test("many headers take no more than a screen", async () => {
    const headers = Object.fromEntries(Array.from({ length: 80 }, (_, number) => [`x-header-${number}`, "x".repeat(50)]));
    const error = await failing({ status: 403, headers });
    assert.ok(inspect(error).split("\n").length <= SCREEN, inspect(error));
  });

  test("within another error, in an object and in a list it takes at most a screen", async () => {
    const error = await failing({ status: 502, body: page });
    for (const value of [new Error("outer", { cause: error }), { error }, [error]]) {
      const printed = inspect(value);
      assert.ok(printed.split("\n").length <= SCREEN + 20, printed);
    }
  });

  test("util.inspect with depth, colours and hidden properties works", async () => {
    const error = await failing({ status: 502, body: page });
    for (const options of [{ depth: 0 }, { depth: null }, { colors: true }, { showHidden: true }, { compact: false }]) {
      const printed = inspect(error, options);
      assert.ok(printed.includes(error.message), printed);
    }
  });

  test("an uncaught one ends a program within a screen", async () => {
    const slack = world();
    await slack.faults({ status: 502, headers: { "content-type": "text/html" }, body: page });
    const { exit, err } = await program(slack, "await api.reset(request);");
    assert.equal(exit, 1);
    const lines = err.trimEnd().split("\n");
    assert.ok(lines.length <= SCREEN, err);
    assert.match(err, /SlackHttpError: admin\.users\.session\.reset: .*502/);
    assert.ok(!err.includes(TOKEN), err);
  });

  test("an unhandled rejection ends a program within a screen", async () => {
    const slack = world();
    await slack.faults({ status: 502, body: page });
    const { exit, err } = await program(slack, "api.reset(request);");
    assert.equal(exit, 1);
    assert.ok(err.trimEnd().split("\n").length <= SCREEN, err);
    assert.match(err, /SlackHttpError/);
  });

  test("console.error of one takes a screen", async () => {
    const slack = world();
    await slack.faults({ status: 502, body: page });
    const { exit, err } = await program(slack, "await api.reset(request).catch((error) => console.error(error));");
    assert.equal(exit, 0, err);
    assert.ok(err.trimEnd().split("\n").length <= SCREEN, err);
  });
});

describe("as JSON", { concurrency: true }, () => {
  for (const [name, make, more] of kinds) {
    test(`a ${name} has its name, its message and its documented properties, and round-trips`, async () => {
      const error = await make();
      const json = JSON.parse(JSON.stringify(error));
      const documented = ["name", "message", "code", "method", "attempts", "outcome", ...more];
      for (const key of documented) {
        assert.ok(key in json, `${key} is missing: ${JSON.stringify(Object.keys(json))}`);
        assert.deepEqual(json[key], JSON.parse(JSON.stringify(error[key])), key);
      }
      assert.deepEqual(Object.keys(json).filter((key) => ![...documented, "requestId"].includes(key)), []);
      assert.ok(!JSON.stringify(error).includes(TOKEN));
    });
  }

  test("it has the request id if there is one", async () => {
    const error = await failing({ headers: { "x-slack-req-id": "req-1" }, json: { ok: false, error: "user_not_found" } });
    assert.equal(JSON.parse(JSON.stringify(error)).requestId, "req-1");
  });

  test("within other values it works like anything else", async () => {
    const error = await failing({ json: { ok: false, error: "user_not_found" } });
    const [inner] = JSON.parse(JSON.stringify({ failed: [error] })).failed;
    assert.deepEqual([inner.name, inner.error, inner.outcome], ["SlackApiError", "user_not_found", "rejected"]);
  });

  test("an error of a constructor has it too", () => {
    const error = throws(() => world().client({ timeuot: 1 }), { class: SlackArgumentError });
    const json = JSON.parse(JSON.stringify(error));
    assert.deepEqual([json.name, json.argument, json.outcome], ["SlackArgumentError", "timeuot", "not_sent"]);
  });
});
