// A server, or a fetch, that echoes the token: no error shows it.
import assert from "node:assert/strict";
import test, { describe } from "node:test";
import { inspect } from "node:util";
import { SlackApiError, SlackError, SlackHttpError } from "slack-admin-session";
import { TOKEN, USER, failure, form, hides, rejects, world } from "./support.mjs";

const quick = { attempts: 2, minDelay: 1, maxDelay: 5 };
const placements = ["authorization", "form", "token-header"];
/** As a server's JSON library may write it. */
const escaped = TOKEN.replace("x", "\\u0078").replace("-", "\\u002D");

/** Everything that can be read from a value, however deep: names and values, as text. */
function everything(value, seen = new Set()) {
  if (Object(value) !== value) return String(value);
  if (seen.has(value)) return "";
  seen.add(value);
  const found = [];
  for (const key of Reflect.ownKeys(value)) {
    found.push(String(key), everything(Reflect.getOwnPropertyDescriptor(value, key).value, seen));
  }
  return found.join("\n");
}

/** The token can't be read from the error, neither as it is nor after a decoding that a reader would do. */
function redacted(error) {
  assert.ok(error instanceof SlackError, inspect(error));
  hides(error, TOKEN);
  const text = [everything(error), inspect(error, { showHidden: true, depth: null }), JSON.stringify(error)].join("\n");
  const decoded = [
    text,
    text.replace(/\\+u([0-9a-f]{4})/gi, (_, code) => String.fromCharCode(parseInt(code, 16))),
    text.replace(/%([0-9a-f]{2})/gi, (_, code) => String.fromCharCode(parseInt(code, 16))),
  ];
  for (const one of decoded) {
    const at = one.indexOf(TOKEN);
    assert.equal(at, -1, `shown: ${one.slice(Math.max(at - 80, 0), at + 80)}`);
  }
  assert.ok(!inspect(structuredCloned(error), { showHidden: true, depth: null }).includes(TOKEN));
}

function structuredCloned(error) {
  try {
    return structuredClone(error);
  } catch {
    return undefined;
  }
}

const page = `<h1>Who are you, ${TOKEN}?</h1>`;
const headers = { "x-echo": TOKEN, "x-slack-req-id": `req-${TOKEN}`, "set-cookie": `t=${TOKEN}` };

for (const tokenPlacement of placements) {
  describe(`with ${tokenPlacement} an echoed token is redacted`, { concurrency: 6 }, () => {
    for (const [what, fault] of [
      ["in a page with the status 403", { status: 403, body: page }],
      ["in a page with the status 500", { status: 500, body: page, times: 2 }],
      ["in a page with the status 200", { status: 200, body: page }],
      ["in a page of several tokens", { status: 403, body: `${TOKEN}${TOKEN} ${TOKEN}` }],
      ["in a header", { status: 403, headers }],
      ["in a header of a page with the status 200", { status: 200, headers, body: "" }],
      ["in a header of Slack's refusal", { headers, json: { ok: false, error: "user_not_found" } }],
      ["in a 429", { status: 429, reason: TOKEN, headers: { ...headers, "retry-after": "9999" }, body: page }],
      ["in the status text", { status: 403, reason: `Forbidden to ${TOKEN}` }],
      ["in a redirect's location", { status: 302, headers: { location: `https://slack.example/?t=${TOKEN}` } }],
      ["as Slack's code", { json: { ok: false, error: TOKEN } }],
      ["within Slack's code", { json: { ok: false, error: `bad_${TOKEN}_token` } }],
      ["as needed and provided", { json: { ok: false, error: "missing_scope", needed: TOKEN, provided: `a,${TOKEN}` } }],
      ["in a further property", { json: { ok: false, error: "user_not_found", token: TOKEN } }],
      ["as the name of a property", { json: { ok: false, error: "user_not_found", [TOKEN]: 1 } }],
      ["deep inside", { json: { ok: false, error: "user_not_found", a: [{ b: [[`Bearer ${TOKEN}`]] }] } }],
      ["in the messages", { json: { ok: false, error: "invalid_auth", response_metadata: { messages: [`[ERROR] ${TOKEN}`] } } }],
      ["as JSON that is escaped", { body: `{"ok":false,"error":"invalid_auth","echo":"${escaped}"}` }],
      ["as a name in JSON that is escaped", { body: `{"ok":false,"error":"invalid_auth","${escaped}":1}` }],
      ["as a code in JSON that is escaped", { body: `{"ok":false,"error":"${escaped}"}` }],
      ["in JSON that is escaped and isn't Slack's", { status: 403, body: `{"message":"${escaped}"}` }],
      ["in JSON that is escaped, with the status 200", { body: `{"echo":"${escaped}"}` }],
    ]) {
      test(what, async () => {
        const slack = world();
        await slack.faults(fault);
        const events = [];
        const api = slack.client({ tokenPlacement, retry: quick, onEvent: (event) => events.push(event) });
        redacted(await failure(api.reset({ user_id: USER })));
        assert.ok(!everything(events).includes(TOKEN));
      });
    }
  });
}

test("the text around the token stays", async () => {
  const slack = world();
  await slack.faults({ status: 403, reason: `no ${TOKEN} here`, headers, body: page });
  const error = await rejects(slack.client().reset({ user_id: USER }), { class: SlackHttpError });
  assert.equal(error.body, "<h1>Who are you, [REDACTED]?</h1>");
  assert.equal(error.statusText, "no [REDACTED] here");
  assert.equal(error.headers["x-echo"], "[REDACTED]");
  assert.equal(error.requestId, "req-[REDACTED]");
});

test("a token at the end of the kept part of a body isn't shown in part", async () => {
  for (let before = 8_192 - TOKEN.length - 4; before <= 8_192 + 4; before += 3) {
    const slack = world();
    await slack.faults({ status: 403, body: "-".repeat(before) + TOKEN + "-".repeat(99) });
    const { body } = await rejects(slack.client().reset({ user_id: USER }), { class: SlackHttpError });
    assert.ok(!body.includes(TOKEN.slice(0, 6)), `shown after ${before} characters: ${body.slice(-40)}`);
  }
});

test("the call's own token is redacted, wherever it comes from", async () => {
  const own = "xoxp-of-this-call-alone";
  for (const [configuration, options] of [
    [{}, { token: own }],
    [{ accessToken: () => own }, {}],
    [{ accessToken: async () => own }, {}],
  ]) {
    const slack = world();
    await slack.faults({ json: { ok: false, error: "invalid_auth", echo: own } });
    const error = await rejects(slack.client(configuration).reset({ user_id: USER }, options), { class: SlackApiError });
    assert.ok(!everything(error).includes(own));
  }
});

test("the echo of an earlier attempt isn't in the error of the last one", async () => {
  const slack = world();
  await slack.faults({ status: 500, headers, reason: TOKEN, body: page }, { status: 403, body: "no" });
  redacted(await failure(slack.client({ retry: quick }).reset({ user_id: USER })));
});

for (const [what, make] of [
  ["its message", () => new TypeError(`bad header: Bearer ${TOKEN}`)],
  ["its cause", () => new TypeError("fetch failed", { cause: new Error(TOKEN) })],
  ["a property", () => Object.assign(new Error("no"), { request: { headers: { authorization: TOKEN } } })],
  ["text", () => `no ${TOKEN}`],
  ["an object", () => ({ reason: TOKEN })],
]) {
  test(`a fetch that rejects with the token in ${what}: no error shows it`, async () => {
    const fetch = async () => { throw make(); };
    redacted(await failure(world().client({ fetch }).reset({ user_id: USER })));
  });
}

for (const tokenPlacement of placements) {
  test(`with ${tokenPlacement} neither a redirect nor a URL gets the token`, async () => {
    const [slack, elsewhere] = [world(), world()];
    for (const status of [301, 302, 303, 307, 308]) {
      const location = `${elsewhere.host}/admin.users.session.reset`;
      await slack.faults({ status, headers: { location } });
      const api = slack.client({ tokenPlacement, retry: quick });
      redacted(await rejects(api.reset({ user_id: USER }), { class: SlackHttpError, status, attempts: 1 }));
    }
    await elsewhere.receivedNothing();
    for (const request of await slack.requests()) {
      assert.ok(!decodeURIComponent(`${request.path}?${request.query}`).includes(TOKEN));
      assert.ok(!("referer" in request.headers));
      assert.equal(form(request).token, tokenPlacement === "form" ? TOKEN : undefined);
    }
  });
}
