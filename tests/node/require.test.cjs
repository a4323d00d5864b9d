const assert = require("node:assert/strict");
const test = require("node:test");
const required = require("slack-admin-session");

const names = [
  "AdminUsersSessionApi",
  "SlackError",
  "SlackArgumentError",
  "SlackApiError",
  "SlackRateLimitedError",
  "SlackHttpError",
  "SlackNetworkError",
  "SlackTimeoutError",
  "SlackProtocolError",
];

test("require and import give the same names, and the same class for each", async () => {
  const imported = await import("slack-admin-session");
  for (const name of names) {
    assert.equal(typeof required[name], "function", `require gives no ${name}`);
    assert.equal(required[name], imported[name], name);
  }
});

test("nothing else is exported", async () => {
  const known = (name) => names.includes(name) || ["default", "module.exports", "__esModule"].includes(name);
  const others = Object.keys({ ...required, ...(await import("slack-admin-session")) });
  assert.deepEqual(others.filter((name) => !known(name)), []);
});

test("both calls work with require", async () => {
  const { SESSION, TOKEN, USER, world } = await import("./support.mjs");
  const slack = world();
  const api = new required.AdminUsersSessionApi({ host: slack.host, accessToken: TOKEN });
  assert.deepEqual(await api.invalidate({ user_id: USER, session_id: SESSION }), { ok: true });
  assert.deepEqual(await api.reset({ user_id: USER, mobile_only: true }), { ok: true });
  assert.deepEqual(await slack.sessions(), ["1112275520244"]);
});

test("an error of a required client is of the imported class", async () => {
  const { TOKEN, rejects, world } = await import("./support.mjs");
  const { SlackApiError } = await import("slack-admin-session");
  const slack = world();
  const api = new required.AdminUsersSessionApi({ host: slack.host, accessToken: TOKEN });
  await rejects(api.reset({ user_id: "W00000000" }), {
    class: SlackApiError,
    error: "user_not_found",
  });
});
