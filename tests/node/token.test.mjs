import assert from "node:assert/strict";
import test, { describe } from "node:test";
import { inspect } from "node:util";
import { SlackArgumentError } from "slack-admin-session";
import { DISTINCTIVE, TOKEN, USER, hides, rejects, throws, world } from "./support.mjs";

const bearer = (request) => request.headers.authorization;

const noTokens = [
  ["empty", ""],
  ["with a newline", `${DISTINCTIVE}\n`],
  ["with a header behind a newline", `${DISTINCTIVE}\r\nx-more: 1`],
  ["with a zero byte", `${DISTINCTIVE}\0`],
  ["with a letter that isn't ASCII", `${DISTINCTIVE}é`],
  ["with an emoji", `${DISTINCTIVE}🔑`],
  ["with a lone surrogate", `${DISTINCTIVE}\ud800`],
  ["with a space", `${DISTINCTIVE} x`],
  ["with a space at its end", `${DISTINCTIVE} `],
  ["with a tab", `\t${DISTINCTIVE}`],
];
const noText = [1, 1n, true, {}, [TOKEN], Symbol("token")];

describe("no token", { concurrency: 8 }, () => {
  for (const [what, token] of noTokens) {
    test(`a token ${what} is refused, and not quoted`, async () => {
      const slack = world();
      const inConstructor = throws(() => slack.client({ accessToken: token }), {
        class: SlackArgumentError,
        outcome: "not_sent",
        argument: "accessToken",
      });
      hides(inConstructor, DISTINCTIVE);

      for (const accessToken of [() => token, async () => token]) {
        const fromFunction = await rejects(slack.client({ accessToken }).reset({ user_id: USER }), {
          class: SlackArgumentError,
          outcome: "not_sent",
          argument: "accessToken",
        });
        hides(fromFunction, DISTINCTIVE);
      }

      const inOptions = await rejects(slack.client().reset({ user_id: USER }, { token }), {
        class: SlackArgumentError,
        outcome: "not_sent",
        argument: "token",
      });
      hides(inOptions, DISTINCTIVE);
      await slack.receivedNothing();
    });
  }

  for (const value of [undefined, null, ...noText, () => TOKEN]) {
    test(`a token function that returns ${inspect(value)} is refused`, async () => {
      const slack = world();
      for (const accessToken of [() => value, async () => value]) {
        await rejects(slack.client({ accessToken }).reset({ user_id: USER }), {
          class: SlackArgumentError,
          outcome: "not_sent",
          argument: "accessToken",
        });
      }
      await slack.receivedNothing();
    });
  }
});

test("a token function may be synchronous, asynchronous or return a thenable", async () => {
  const slack = world();
  const thenable = { then: (resolve) => resolve(TOKEN) };
  for (const accessToken of [() => TOKEN, async () => TOKEN, () => thenable]) {
    assert.equal((await slack.client({ accessToken }).reset({ user_id: USER })).ok, true);
  }
  for (const request of await slack.requests()) assert.equal(bearer(request), `Bearer ${TOKEN}`);
});

test("a token function is asked anew for every call", async () => {
  const slack = world();
  const tokens = [TOKEN, "xoxp-standin-member", TOKEN];
  let asked = 0;
  const api = slack.client({ accessToken: () => tokens[asked++] });
  assert.equal(asked, 0, "it is not asked before there is a call");
  await api.reset({ user_id: USER });
  await assert.rejects(api.reset({ user_id: USER }), { error: "not_an_admin" });
  await api.reset({ user_id: USER });
  assert.equal(asked, 3);
  assert.deepEqual(
    (await slack.requests()).map(bearer),
    tokens.map((token) => `Bearer ${token}`),
  );
});

for (const [what, reason] of [
  ["an error", new Error("the vault is closed")],
  ["text", "the vault is closed"],
  ["an object", { vault: "closed" }],
]) {
  for (const [how, accessToken] of [
    ["throws", () => { throw reason; }],
    ["rejects with", () => Promise.reject(reason)],
  ]) {
    test(`a token function that ${how} ${what}: that is the cause`, async () => {
      const slack = world();
      const error = await rejects(slack.client({ accessToken }).reset({ user_id: USER }), {
        class: SlackArgumentError,
        outcome: "not_sent",
        argument: "accessToken",
      });
      assert.equal(error.cause, reason);
      await slack.receivedNothing();
    });
  }
}

test("a token function that throws undefined does no harm", async () => {
  const slack = world();
  const accessToken = () => { throw undefined; };
  await rejects(slack.client({ accessToken }).reset({ user_id: USER }), {
    class: SlackArgumentError,
    argument: "accessToken",
  });
});

test("options.token is the token of that one call", async () => {
  const slack = world();
  const api = slack.client({ accessToken: "xoxp-standin-member" });
  await api.reset({ user_id: USER }, { token: TOKEN });
  await assert.rejects(api.reset({ user_id: USER }), { error: "not_an_admin" });
  const [first, second] = await slack.requests();
  assert.equal(bearer(first), `Bearer ${TOKEN}`);
  assert.equal(bearer(second), "Bearer xoxp-standin-member");
});

test("with options.token the token function is not asked", async () => {
  const slack = world();
  const accessToken = () => assert.fail("the function was asked");
  const api = slack.client({ accessToken });
  assert.equal((await api.reset({ user_id: USER }, { token: TOKEN })).ok, true);
});

test("a client without a token works with options.token, and only with it", async () => {
  const slack = world();
  const api = slack.client({ accessToken: undefined });
  assert.equal((await api.reset({ user_id: USER }, { token: TOKEN })).ok, true);
  await rejects(api.reset({ user_id: USER }), {
    class: SlackArgumentError,
    outcome: "not_sent",
    argument: /^(accessToken|token)$/,
  });
  assert.equal(bearer(await slack.received()), `Bearer ${TOKEN}`);
});
