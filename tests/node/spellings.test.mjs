// The token in other spellings and other places: as it is sent, as a documented code, as a name, in a cause.
import assert from "node:assert/strict";
import test, { describe } from "node:test";
import { inspect } from "node:util";
import { AdminUsersSessionApi, SlackApiError, SlackArgumentError, SlackHttpError, SlackProtocolError } from "slack-admin-session";
import { SESSION, TOKEN, USER, failure, form, hides, rejects, throws, world } from "./support.mjs";

/** A token with all that a form writes in another way. */
const rotated = "xoxe.xoxp-1-Mi0yLTEy+34/56=789*~!'()";
const inForm = new URLSearchParams({ token: rotated }).toString().slice("token=".length);
const spellings = {
  "as it is": rotated,
  "as a form writes it": inForm,
  "as encodeURIComponent writes it": encodeURIComponent(rotated),
  "percent-encoded with small digits": inForm.replace(/%../g, (hex) => hex.toLowerCase()),
  "as JSON with escapes": JSON.stringify(rotated).slice(1, -1).replaceAll("/", "\\/"),
};
/** The part of the token that is the same in every spelling. */
const core = "Mi0yLTEy";

/** Everything of the error as text. */
const all = (error) =>
  [error.message, error.stack, JSON.stringify(error), inspect(error, { depth: null, showHidden: true, maxStringLength: null })].join("\n");

test("the spellings are those that the package sends", async () => {
  const slack = world();
  await failure(slack.client({ accessToken: rotated, tokenPlacement: "form" }).reset({ user_id: USER }));
  const request = await slack.received();
  assert.ok(request.body.includes(inForm), request.body);
  assert.equal(form(request).token, rotated);
});

describe("an echoed token", { concurrency: 6 }, () => {
  for (const [how, echo] of Object.entries(spellings)) {
    for (const tokenPlacement of ["form", "authorization"]) {
      for (const [where, fault, Class] of [
        ["in the body of a page", { status: 403, body: `<p>${echo}</p>` }, SlackHttpError],
        ["in a page with the status 200", { status: 200, body: `<p>${echo}</p>` }, SlackProtocolError],
        ["in a header", { status: 403, headers: { "x-echo": `a ${echo} b`, location: `/?token=${echo}` }, body: "" }, SlackHttpError],
        ["in Slack's object", { json: { ok: false, error: "invalid_auth", echo, deep: [{ [echo]: [echo] }] } }, SlackApiError],
        ["in Slack's code", { json: { ok: false, error: `bad_${echo}` } }, SlackApiError],
        ["in the scope that is needed", { json: { ok: false, error: "missing_scope", needed: echo, provided: echo } }, SlackApiError],
      ]) {
        test(`${how}, ${where}, with ${tokenPlacement}, isn't shown`, async () => {
          const slack = world();
          await slack.faults(fault);
          const error = await failure(slack.client({ accessToken: rotated, tokenPlacement }).reset({ user_id: USER }));
          assert.equal(error.constructor, Class);
          const shown = all(error);
          const at = shown.indexOf(core);
          assert.equal(at, -1, `shown: ${shown.slice(Math.max(at - 60, 0), at + 60)}`);
          assert.ok(shown.includes("[REDACTED]"), "nothing says that something was taken out");
        });
      }
    }
  }
});

describe("a documented code of Slack's", { concurrency: true }, () => {
  for (const [accessToken, code] of [
    ["token", "token_expired"],
    ["token", "token_revoked"],
    ["token", "not_allowed_token_type"],
    ["invalid", "invalid_auth"],
    ["user", "user_not_found"],
    ["missing_scope", "missing_scope"],
  ]) {
    test(`${code} is never redacted, even if the token is ${accessToken}`, async () => {
      const slack = world();
      await slack.faults({ json: { ok: false, error: code } });
      const error = await rejects(slack.client({ accessToken }).reset({ user_id: USER }), { class: SlackApiError, error: code });
      assert.ok(error.message.includes(code), error.message);
    });
  }

  test("token_expired keeps its kind, and handlers find it", async () => {
    const slack = world();
    await slack.faults({ json: { ok: false, error: "token_expired" } });
    await rejects(slack.client({ accessToken: "token" }).reset({ user_id: USER }), { class: SlackApiError, error: "token_expired", kind: "run" });
  });

  test("is told from an undocumented one, which is redacted", async () => {
    const slack = world();
    await slack.faults({ json: { ok: false, error: "my_token_is_gone" } });
    const error = await rejects(slack.client({ accessToken: "token" }).reset({ user_id: USER }), { class: SlackApiError });
    assert.equal(error.error, "my_[REDACTED]_is_gone");
    assert.ok(!error.message.includes("my_token"), error.message);
  });
});

describe("a token as a name isn't quoted", { concurrency: true }, () => {
  const accessToken = "xoxp-given-as-a-name";

  for (const [what, configuration] of [
    ["a key of the configuration", { [accessToken]: 1 }],
    ["a header of the configuration", { headers: { [accessToken]: 1 } }],
    ["a header of the configuration with a wrong value", { headers: { [accessToken]: "a\n" } }],
    ["a key of retry", { retry: { [accessToken]: 1 } }],
  ]) {
    for (const [order, given] of [
      ["after the token", { accessToken, ...configuration }],
      ["before the token", { ...configuration, accessToken }],
    ]) {
      test(`${what}, ${order}`, () => {
        const error = throws(() => new AdminUsersSessionApi(given), { class: SlackArgumentError });
        hides(error, accessToken);
        assert.ok(!String(error.argument).includes(accessToken), error.argument);
      });
    }
  }

  for (const [what, request, options] of [
    ["an option", { user_id: USER }, { [accessToken]: 1 }],
    ["a header of the options", { user_id: USER }, { headers: { [accessToken]: 1 } }],
    ["a key of retry of the options", { user_id: USER }, { retry: { [accessToken]: 1 } }],
    ["a property of the request", { user_id: USER, [accessToken]: () => {} }, {}],
    ["a property deep in the request", { user_id: USER, further: { [accessToken]: Symbol("no") } }, {}],
    ["a property that throws", Object.defineProperty({ user_id: USER }, accessToken, { enumerable: true, get() { throw new Error("no"); } }), {}],
  ]) {
    for (const [how, configuration, more] of [
      ["of the configuration", { accessToken }, {}],
      ["of the call", { accessToken: "xoxp-another" }, { token: accessToken }],
    ]) {
      test(`${what}, if it is the token ${how}`, async () => {
        const error = await rejects(world().client(configuration).reset(request, { ...options, ...more }), { class: SlackArgumentError });
        hides(error, accessToken);
        assert.ok(!String(error.argument).includes(accessToken), error.argument);
      });
    }
  }
});

describe("a cause that can't be searched completely is replaced:", { concurrency: true }, () => {
  class Own extends Error {
    toJSON() { return { token: TOKEN }; }
  }
  class Inspected extends Error {
    [Symbol.for("nodejs.util.inspect.custom")]() { return TOKEN; }
  }
  class Getter extends Error {
    get request() { return { token: TOKEN }; }
  }
  class Hidden extends Error {
    #token = TOKEN;
    toString() { return this.#token; }
  }
  for (const [what, make] of [
    ["toJSON of its class", () => new Own("no")],
    ["toJSON of its own", () => Object.assign(new Error("no"), { toJSON: () => TOKEN })],
    ["an inspect of its class", () => new Inspected("no")],
    ["an inspect of its own", () => Object.assign(new Error("no"), { [Symbol.for("nodejs.util.inspect.custom")]: () => TOKEN })],
    ["a getter of its class", () => new Getter("no")],
    ["a getter of its own", () => Object.defineProperty(new Error("no"), "request", { enumerable: true, get: () => TOKEN })],
    ["a private field", () => new Hidden("no")],
    ["a function", () => Object.assign(new Error("no"), { request: () => TOKEN })],
    ["a symbol", () => Object.assign(new Error("no"), { request: Symbol(TOKEN) })],
    ["a symbol as a name", () => Object.assign(new Error("no"), { [Symbol(TOKEN)]: 1 })],
    ["a Map", () => Object.assign(new Error("no"), { headers: new Map([["authorization", TOKEN]]) })],
    ["bytes", () => Object.assign(new Error("no"), { body: Buffer.from(TOKEN) })],
    ["a cause deep inside", () => new Error("a", { cause: new Error("b", { cause: new Own("c") }) })],
    ["an AggregateError", () => new AggregateError([new Error(TOKEN)], "no")],
  ]) {
    test(`one with the token in ${what}`, async () => {
      const fetch = async () => { throw make(); };
      const error = await failure(world().client({ fetch }).reset({ user_id: USER }));
      hides(error, TOKEN);
      assert.ok(!inspect(error, { depth: null, showHidden: true, getters: true }).includes(TOKEN));
      for (let one = error; one; one = one.cause) assert.ok(!String(one).includes(TOKEN));
    });
  }

  test("one of the platform's own is, with its code and its place", async () => {
    const cause = new TypeError("fetch failed", { cause: Object.assign(new Error("connect"), { code: "ECONNREFUSED", syscall: "connect", errno: -111 }) });
    const fetch = async () => { throw cause; };
    const error = await failure(world().client({ fetch }).reset({ user_id: USER }));
    assert.equal(error.cause, cause);
  });
});

test("nothing is taken out of a result, since it is Slack's own", async () => {
  const slack = world();
  await slack.faults({ json: { ok: true, note: `kept ${encodeURIComponent(rotated)}` } });
  const answer = await slack.client({ accessToken: rotated }).invalidate({ user_id: USER, session_id: SESSION });
  assert.deepEqual(answer, { ok: true, note: `kept ${encodeURIComponent(rotated)}` });
});
