import assert from "node:assert/strict";
import test from "node:test";
import { AdminUsersSessionApi, SlackArgumentError } from "slack-admin-session";
import { TOKEN, USER, hides, throws, world } from "./support.mjs";

const client = (host) => new AdminUsersSessionApi({ host, accessToken: TOKEN });

for (const host of [
  "https://slack.com/api",
  "https://slack-gov.com/api",
  "https://slack.example/api/",
  "https://slack.example",
  "https://slack.example:8443/behind/a/proxy",
  "https://127.0.0.1/api",
  "http://127.0.0.1/api",
  "http://127.0.0.1:4750/api/",
  "http://localhost/api",
  "http://localhost:4750/api",
  "http://[::1]/api",
  "http://[::1]:4750/api",
]) {
  test(`the host ${host} is allowed`, () => {
    assert.ok(client(host) instanceof AdminUsersSessionApi);
  });
}

for (const [why, host] of [
  ["http elsewhere", "http://slack.com/api"],
  ["http on a name that begins like a loopback", "http://localhost.example/api"],
  ["http on a name that begins like a loopback address", "http://127.0.0.1.example/api"],
  ["http on a name that ends like a loopback", "http://notlocalhost/api"],
  ["http with a loopback as user info", "http://127.0.0.1@slack.example/api"],
  ["http with a loopback as user info and password", "http://localhost:80@slack.example/api"],
  ["http with a loopback in the path", "http://slack.example/localhost"],
  ["user and password", "https://u:p@h/api"],
  ["a user", "https://u@h/api"],
  ["an empty user", "https://@h/api"],
  ["an empty query", "https://h/api?"],
  ["a query", "https://h/api?token=x"],
  ["an empty fragment", "https://h/api#"],
  ["a fragment", "https://h/api#part"],
  ["a path without a host, where there is no page", "/api"],
  ["a name without a scheme", "slack.com/api"],
  ["a relative path", "api"],
  ["no scheme", "//slack.com/api"],
  ["nothing", ""],
  ["only a scheme", "https:"],
  ["no host", "https://"],
  ["ftp", "ftp://slack.com/api"],
  ["a web socket", "wss://slack.com/api"],
  ["a file", "file:///api"],
  ["a script", "javascript:alert(1)"],
  ["data", "data:text/plain,api"],
  ["a space in the host", "https://slack .com/api"],
  ["a port that is none", "https://slack.com:port/api"],
]) {
  test(`a host with ${why} is refused`, () => {
    const error = throws(() => client(host), {
      class: SlackArgumentError,
      outcome: "not_sent",
      argument: "host",
      message: /host/,
    });
    hides(error, TOKEN);
  });
}

for (const slash of ["", "/"]) {
  test(`a host that ends in "api${slash}" is called without a double slash`, async () => {
    const slack = world();
    await slack.client({ host: slack.host + slash }).reset({ user_id: USER });
    assert.match((await slack.received()).path, /[^/]\/api\/admin\.users\.session\.reset$/);
  });
}

test("the default host is Slack's", async () => {
  const called = [];
  const fetch = async (url) => {
    called.push(url);
    return new Response('{"ok":true}');
  };
  await new AdminUsersSessionApi({ accessToken: TOKEN, fetch }).reset({ user_id: USER });
  assert.deepEqual(called, ["https://slack.com/api/admin.users.session.reset"]);
});
