// The methods that only read: `list` with its pages, and `lookupByEmail`.
import assert from "node:assert/strict";
import test, { describe } from "node:test";
import {
  AdminUsersSessionApi,
  SlackApiError,
  SlackArgumentError,
  SlackHttpError,
  SlackNetworkError,
  SlackProtocolError,
  SlackRateLimitedError,
  SlackTimeoutError,
} from "slack-admin-session";
import { DISTINCTIVE, NEVER, TOKEN, USER, ending, form, hides, rejects, world } from "./support.mjs";

/** In the stand-in a user's first session belongs to the organisation. */
const TEAM = "E12345678";
const EMAIL = "w12345678@example.com";
const LIST = "admin.users.session.list";
const LOOKUP = "users.lookupByEmail";

/** Each method with arguments that Slack takes. */
const reads = {
  [LIST]: (api, options) => api.list({ user_id: USER, team_id: TEAM }, options),
  [LOOKUP]: (api, options) => api.lookupByEmail({ email: EMAIL }, options),
};

/** Slack's published samples of both answers, shortened, with other ids. */
const LIST_SAMPLE = {
  ok: true,
  active_sessions: [
    {
      user_id: "W01ABCDEF23",
      team_id: "T01ABCDEF23",
      session_id: 1234567890,
      created: { device_hardware: "iPhone12,8", os: "iOS", os_version: "14.4", slack_client_version: "21.03.10", ip: "192.0.2.1" },
      recent: { device_hardware: "iPhone12,8", os: "iOS", os_version: "14.6", slack_client_version: "21.05.20", ip: "192.0.2.2" },
    },
  ],
  response_metadata: { next_cursor: "" },
};
const USER_SAMPLE = {
  ok: true,
  user: { id: "W01ABCDEF23", team_id: "T01ABCDEF23", name: "someone", deleted: false, profile: { email: EMAIL }, is_bot: false },
};

/** A client whose fetch answers with the bodies, one after the other, and the requests that it sent. */
function scripted(...bodies) {
  const sent = [];
  const fetch = async (url, init) => {
    sent.push({ url, fields: Object.fromEntries(new URLSearchParams(init.body)) });
    return new Response(JSON.stringify(bodies[sent.length - 1] ?? { ok: true }));
  };
  return { sent, api: new AdminUsersSessionApi({ accessToken: TOKEN, fetch, retry: false }) };
}

describe("list", { concurrency: true }, () => {
  test("resolves to Slack's object with the active sessions of a user", async () => {
    const slack = world();
    const page = await slack.client().list({ user_id: USER, team_id: TEAM });
    assert.equal(page.ok, true);
    const ids = page.active_sessions.map(({ session_id }) => String(session_id));
    assert.ok(ids.length > 0, "no session was listed");
    const all = await slack.sessions();
    for (const id of ids) assert.ok(all.includes(id), id);
    for (const session of page.active_sessions) assert.equal(session.user_id, USER);
    const request = await slack.received();
    assert.equal(request.api_method, LIST);
    assert.deepEqual(form(request), { user_id: USER, team_id: TEAM });
  });

  test("lists the whole organisation if no user is named", async () => {
    const slack = world();
    const { active_sessions } = await slack.client().list({});
    assert.ok(new Set(active_sessions.map(({ user_id }) => user_id)).size > 1);
  });

  test("sends limit and cursor, as a form and as JSON", async () => {
    for (const contentType of ["application/x-www-form-urlencoded", "application/json"]) {
      const slack = world();
      const api = slack.client();
      const first = await api.list({ limit: 1 }, { contentType });
      const cursor = first.response_metadata.next_cursor;
      const second = await api.list({ limit: 1, cursor }, { contentType });
      assert.equal(first.active_sessions.length, 1);
      assert.notEqual(first.active_sessions[0].session_id, second.active_sessions[0].session_id);
      const { body } = (await slack.requests())[1];
      const expected = { limit: 1, cursor };
      const sent = contentType.endsWith("json") ? JSON.parse(body) : form({ body });
      assert.deepEqual(sent, contentType.endsWith("json") ? expected : { limit: "1", cursor });
    }
  });

  for (const [what, request, argument] of [
    ["a user without a team", { user_id: USER }, "team_id"],
    ["a team without a user", { team_id: TEAM }, "user_id"],
    ["a user with a team that is null", { user_id: USER, team_id: null }, "team_id"],
    ["a limit of 0", { limit: 0 }, "limit"],
    ["a limit of 1001", { limit: 1001 }, "limit"],
    ["a limit with a fraction", { limit: 1.5 }, "limit"],
    ["a limit as text", { limit: "10" }, "limit"],
    ["an empty cursor", { cursor: "" }, "cursor"],
    ["a session", { session_id: 1 }, "session_id"],
    ["mobile_only", { mobile_only: true }, "mobile_only"],
    ["an address", { email: EMAIL }, "email"],
    ["a near miss", { teamId: TEAM }, "teamId"],
    ["no object", undefined, "request"],
  ]) {
    test(`${what} is refused, and nothing is sent`, async () => {
      const { api, sent } = scripted();
      const error = await rejects(api.list(request), { class: SlackArgumentError, argument, method: LIST, outcome: "no_effect" });
      assert.ok(error.message.startsWith(`${LIST}: ${argument} `), error.message);
      assert.equal(sent.length, 0);
    });
  }

  test("reads Slack's published sample", async () => {
    const { api } = scripted(LIST_SAMPLE);
    assert.deepEqual(await api.list({}), LIST_SAMPLE);
  });
});

describe("lookupByEmail", { concurrency: true }, () => {
  test("resolves to Slack's object with the user", async () => {
    const slack = world();
    const { user } = await slack.client().lookupByEmail({ email: EMAIL });
    assert.equal(user.id, USER);
    const request = await slack.received();
    assert.equal(request.api_method, LOOKUP);
    assert.deepEqual(form(request), { email: EMAIL });
  });

  test("takes no JSON, since Slack doesn't", async () => {
    const { api, sent } = scripted();
    const options = { contentType: "application/json" };
    const error = await rejects(api.lookupByEmail({ email: EMAIL }, options), {
      class: SlackArgumentError,
      argument: "contentType",
      method: LOOKUP,
      outcome: "no_effect",
    });
    assert.match(error.message, /only as a form/);
    assert.equal(sent.length, 0);
  });

  for (const [what, request, argument] of [
    ["no address", {}, "email"],
    ["an empty address", { email: "" }, "email"],
    ["an address that isn't text", { email: 5 }, "email"],
    ["a user", { email: EMAIL, user_id: USER }, "user_id"],
    ["a near miss", { Email: EMAIL }, "Email"],
  ]) {
    test(`${what} is refused, and nothing is sent`, async () => {
      const { api, sent } = scripted();
      await rejects(api.lookupByEmail(request), { class: SlackArgumentError, argument, method: LOOKUP, outcome: "no_effect" });
      assert.equal(sent.length, 0);
    });
  }

  test("an address without a user is users_not_found, of kind target", async () => {
    const slack = world();
    const error = await rejects(slack.client().lookupByEmail({ email: `${DISTINCTIVE}@example.com` }), {
      class: SlackApiError,
      error: "users_not_found",
      kind: "target",
      outcome: "no_effect",
      method: LOOKUP,
    });
    hides(error, DISTINCTIVE);
  });

  test("reads Slack's published sample", async () => {
    const { api } = scripted(USER_SAMPLE);
    assert.deepEqual(await api.lookupByEmail({ email: EMAIL }), USER_SAMPLE);
  });
});

describe("in form placement", { concurrency: true }, () => {
  for (const [method, read] of Object.entries(reads)) {
    test(`${method} needs no preflight`, async () => {
      const slack = world();
      await read(slack.client({ tokenPlacement: "form" }));
      const request = await slack.received();
      assert.equal(form(request).token, TOKEN);
      assert.equal(request.headers.authorization, undefined);
      assert.equal(request.headers["content-type"], "application/x-www-form-urlencoded");
    });
  }
});

const code = (error) => ({ status: 200, json: { ok: false, error } });
/** What happens to a request, and the error that it becomes. */
const faults = [
  ["a missing scope", { ...code("missing_scope"), json: { ok: false, error: "missing_scope", needed: "s" } }, { class: SlackApiError, kind: "run" }],
  ["an internal error", code("internal_error"), { class: SlackApiError, kind: "retry" }],
  ["a 500", { status: 500 }, { class: SlackHttpError, status: 500 }],
  ["a 403", { status: 403 }, { class: SlackHttpError, status: 403 }],
  ["a redirect", { status: 302, headers: { location: "/" } }, { class: SlackHttpError, status: 302 }],
  ["a 429", { status: 429, headers: { "retry-after": "5" } }, { class: SlackRateLimitedError, retryAfter: 5 }],
  ["a cut connection", { cut: "before_headers" }, { class: SlackNetworkError }],
  ["a page with status 200", { status: 200, body: "<h1>" }, { class: SlackProtocolError }],
  ["an answer that never comes", { delay_ms: NEVER }, { class: SlackTimeoutError, phase: "connect" }, { timeout: 300 }],
];

describe("a method that only reads never says that something may have happened", { concurrency: 6 }, () => {
  for (const [method, read] of Object.entries(reads)) {
    for (const [what, fault, expected, options] of faults) {
      test(`${method}: ${what}`, async () => {
        const slack = world();
        await slack.always({ ...fault, apply: false });
        const told = [];
        const error = await rejects(read(slack.client({ onEvent: (event) => told.push(event) }), options), {
          ...expected,
          method,
          attempts: 1,
          outcome: "no_effect",
        });
        assert.doesNotMatch(error.message, /may have happened/);
        assert.deepEqual([told.at(-1).type, told.at(-1).outcome], ["settled", "no_effect"]);
      });

      test(`${method}: ${what} is repeated as usual, even with unknown: false`, async () => {
        if (expected.kind === "run" || expected.status < 500 || expected.class === SlackProtocolError) return;
        const slack = world();
        await slack.faults({ ...fault, headers: { "retry-after": "0.1" }, apply: false });
        const retry = { unknown: false, minDelay: 1, maxDelay: 5 };
        const answer = await read(slack.client({ retry }), options);
        assert.equal(answer.ok, true);
        assert.equal((await slack.requests()).length, 2);
      });
    }

    test(`${method}: an abort rejects with the signal's reason`, async () => {
      const slack = world();
      await slack.always({ delay_ms: NEVER });
      const told = [];
      const abort = new AbortController();
      const call = read(slack.client({ onEvent: (event) => told.push(event) }), { signal: abort.signal });
      await slack.arrival();
      abort.abort("enough");
      assert.deepEqual(await ending(call), { error: "enough" });
      assert.equal(told.at(-1).outcome, "no_effect");
    });

    test(`${method}: after dispose()`, async () => {
      const api = world().client();
      api.dispose();
      await rejects(read(api), { class: SlackArgumentError, argument: "client", method, outcome: "no_effect" });
    });

    test(`${method}: on something that isn't a client`, async () => {
      const { list, lookupByEmail } = AdminUsersSessionApi.prototype;
      const stranger = { list, lookupByEmail };
      await rejects(read(stranger), { class: SlackArgumentError, argument: "this", method, outcome: "no_effect" });
    });
  }
});

test("a limit on one method doesn't pause another", async () => {
  const slack = world();
  await slack.faults({ method: LOOKUP, status: 429, headers: { "retry-after": "3600" } });
  const api = slack.client({ retry: { maxRetryAfter: 4_000_000 }, deadline: 5_000_000 });
  const abort = new AbortController();
  const limited = api.lookupByEmail({ email: EMAIL }, { signal: abort.signal });
  await slack.arrival();
  assert.equal((await api.list({ user_id: USER, team_id: TEAM })).ok, true);
  assert.equal((await api.reset({ user_id: USER })).ok, true);
  abort.abort("enough");
  assert.deepEqual(await ending(limited), { error: "enough" });
});

describe("sessions", { concurrency: true }, () => {
  /** All pages of an iterator. */
  const pagesOf = async (iterator) => {
    const pages = [];
    for await (const page of iterator) pages.push(page);
    return pages;
  };
  const page = (id, next_cursor) => ({ ok: true, active_sessions: [{ session_id: id }], response_metadata: { next_cursor } });

  test("yields every page once, and every session of the organisation", async () => {
    const slack = world();
    const pages = await pagesOf(slack.client().sessions({ limit: 2 }));
    const ids = pages.flatMap((one) => one.active_sessions.map(({ session_id }) => String(session_id)));
    const { users } = await slack.state();
    // JSON has lost digits of an id above 2^53, and `invalidate` refuses such a number.
    const all = users.flatMap((user) => user.sessions.map(({ id_text }) => String(Number(id_text))));
    assert.deepEqual(ids.toSorted(), all.toSorted());
    assert.equal(pages.length, Math.ceil(all.length / 2));
  });

  test("sends the request with the cursor of the page before", async () => {
    const { api, sent } = scripted(page(1, "a b"), page(2, "c"), page(3, ""));
    assert.equal((await pagesOf(api.sessions({ user_id: USER, team_id: TEAM, limit: 7 }))).length, 3);
    const same = { user_id: USER, team_id: TEAM, limit: "7" };
    assert.deepEqual(
      sent.map(({ fields }) => fields),
      [same, { ...same, cursor: "a b" }, { ...same, cursor: "c" }],
    );
  });

  test("begins at the caller's cursor", async () => {
    const { api, sent } = scripted(page(1, "second"), page(2, undefined));
    await pagesOf(api.sessions({ cursor: "first" }));
    assert.deepEqual(sent.map(({ fields }) => fields.cursor), ["first", "second"]);
  });

  test("asks for a page only when the loop wants it", async () => {
    const { api, sent } = scripted(page(1, "a"), page(2, "b"), page(3, "c"));
    const iterator = api.sessions({});
    assert.equal(sent.length, 0);
    for await (const one of iterator) if (one.active_sessions[0].session_id === 2) break;
    assert.equal(sent.length, 2);
  });

  test("reads its arguments once, when it is called", async () => {
    const { api, sent } = scripted(page(1, "a"), page(2, ""));
    let reads = 0;
    const request = { user_id: USER, team_id: TEAM };
    const options = {
      get headers() {
        reads++;
        return { "x-a": "1" };
      },
    };
    const iterator = api.sessions(request, options);
    request.user_id = "W99999999";
    await pagesOf(iterator);
    assert.deepEqual(sent.map(({ fields }) => fields.user_id), [USER, USER]);
    assert.equal(reads, 1);
  });

  test("ends with the error of the page that fails", async () => {
    const { api } = scripted(page(1, "a"), { ok: false, error: "invalid_cursor" });
    const iterator = api.sessions({});
    assert.equal((await iterator.next()).value.active_sessions[0].session_id, 1);
    await rejects(iterator.next(), { class: SlackApiError, error: "invalid_cursor", kind: "request", outcome: "no_effect" });
    assert.deepEqual(await iterator.next(), { value: undefined, done: true });
  });

  test("doesn't loop for ever", async () => {
    const { api, sent } = scripted(page(1, "a"), page(2, "a"), page(3, "a"));
    await rejects(pagesOf(api.sessions({})), { class: SlackProtocolError, outcome: "no_effect", method: LIST });
    assert.equal(sent.length, 2);
  });

  test("refuses a request as list does", async () => {
    const { api, sent } = scripted();
    await rejects(pagesOf(api.sessions({ user_id: USER })), { class: SlackArgumentError, argument: "team_id" });
    await rejects(pagesOf(api.sessions()), { class: SlackArgumentError, argument: "request" });
    assert.equal(sent.length, 0);
  });

  for (const option of ["skipDeserialization", "stream", "withResponse", "throwOnError"]) {
    test(`refuses ${option}, since it reads each page`, async () => {
      const { api, sent } = scripted();
      const refused = { class: SlackArgumentError, argument: option, method: LIST, outcome: "no_effect" };
      await rejects(pagesOf(api.sessions({}, { [option]: false })), refused);
      assert.equal(sent.length, 0);
    });
  }

  test("an abort ends the loop with the signal's reason", async () => {
    const { api } = scripted(page(1, "a"), page(2, ""));
    const abort = new AbortController();
    const iterator = api.sessions({}, { signal: abort.signal });
    await iterator.next();
    abort.abort("enough");
    assert.deepEqual(await ending(iterator.next()), { error: "enough" });
  });

  test("an error names the line that called sessions", async () => {
    const { api } = scripted({ ok: false, error: "not_an_admin" });
    const iterator = api.sessions({});
    const error = await rejects(iterator.next(), { class: SlackApiError });
    assert.match(error.stack.split("\n")[1], /reading\.test\.mjs/);
  });
});
