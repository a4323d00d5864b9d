// Tokens that are far longer than Slack's: a proxy's may be. They are redacted like any other, and harm no other call.
import assert from "node:assert/strict";
import test from "node:test";
import { AdminUsersSessionApi } from "slack-admin-session";
import { USER, failure, hides } from "./support.mjs";

/** No two parts of it are alike. */
const long = (length) => Array.from({ length: Math.ceil(length / 6) }, (_, n) => `${String(n).padStart(5, "0")}-`).join("").slice(0, length);

for (const length of [499, 500, 501, 1_001, 5_000, 20_000]) {
  const token = long(length);
  const spellings = [token, encodeURIComponent(token), token.replaceAll("-", "\\u002d")];

  test(`a token of ${length} characters is redacted wherever a server echoes it`, async () => {
    for (const echo of spellings) {
      const answers = [
        Response.json({ ok: false, error: `no_${echo}_here` }),
        new Response(`<p>${echo}</p>`, { status: 403, headers: { "x-echo": echo } }),
        new Response(`not JSON ${echo}`),
      ];
      for (const answer of answers) {
        const api = new AdminUsersSessionApi({ accessToken: token, retry: false, fetch: async () => answer });
        const error = await failure(api.reset({ user_id: USER }));
        assert.match(error.name, /^Slack(Api|Http|Protocol)Error$/, error.stack);
        hides(error, token);
        // Nor the part of it that stands at the end of what is kept.
        for (const part of [echo.slice(0, 60), echo.slice(-60)]) hides(error, part);
      }
    }
  });

  test(`a token of ${length} characters is redacted in what a fetch throws`, async () => {
    const fetch = async (_, { headers }) => {
      throw Object.assign(new Error(`can't send ${headers.authorization}`), { headers });
    };
    const api = new AdminUsersSessionApi({ accessToken: token, retry: false, fetch });
    const error = await failure(api.reset({ user_id: USER }));
    assert.equal(error.name, "SlackNetworkError", error.stack);
    hides(error, token.slice(0, 60));
    hides(error, token.slice(-60));
  });
}

test("a word of a long token isn't redacted by itself", async () => {
  const token = long(20_001);
  const fetch = async () => Response.json({ ok: false, error: "invalid_auth", note: `${token.slice(0, 20)} ${token.slice(-20)}` });
  const api = new AdminUsersSessionApi({ accessToken: token, retry: false, fetch });
  const error = await failure(api.reset({ user_id: USER }));
  assert.equal(error.error, "invalid_auth");
  assert.equal(error.data.note, `${token.slice(0, 20)} ${token.slice(-20)}`);
});

test("a call with a very long token leaves the other clients as they are", async () => {
  const fetch = async () => Response.json({ ok: false, error: "no_such_code" });
  const other = new AdminUsersSessionApi({ accessToken: "xoxp-other", fetch: async () => Response.json({ ok: true }) });
  const api = new AdminUsersSessionApi({ accessToken: long(50_000), retry: false, fetch });
  assert.equal((await failure(api.reset({ user_id: USER }))).error, "no_such_code");
  assert.deepEqual(await other.reset({ user_id: USER }), { ok: true });
});
