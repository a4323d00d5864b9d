import assert from "node:assert/strict";
import test from "node:test";
import { SlackArgumentError } from "slack-admin-session";
import { DISTINCTIVE, USER, hides, rejects, throws, world } from "./support.mjs";

/** The headers of a call that was received. */
async function sent(configuration, options) {
  const slack = world();
  await slack.client(configuration).reset({ user_id: USER }, options);
  return (await slack.received()).headers;
}

/** These headers are refused in the configuration and in the options alike. */
async function refused(headers, expected = {}) {
  const slack = world();
  const refusal = { class: SlackArgumentError, outcome: "not_sent", argument: /^headers/, ...expected };
  const errors = [
    throws(() => slack.client({ headers }), refusal),
    await rejects(slack.client().reset({ user_id: USER }, { headers }), refusal),
  ];
  for (const error of errors) hides(error, DISTINCTIVE);
  await slack.receivedNothing();
}

test("accept is application/json by default", async () => {
  assert.equal((await sent()).accept, "application/json");
});

test("several accepted types are joined by a comma and a space", async () => {
  const accept = ["application/json", "text/html;q=0.5", "*/*;q=0.1"];
  assert.equal((await sent({}, { accept })).accept, "application/json, text/html;q=0.5, */*;q=0.1");
});

test("the content type is that of a form by default", async () => {
  assert.match((await sent())["content-type"], /^application\/x-www-form-urlencoded\b/);
});

test("the content type is that of JSON on request", async () => {
  const options = { contentType: "application/json" };
  assert.match((await sent({}, options))["content-type"], /^application\/json\b/);
});

test("the user agent names the package and its version", async () => {
  assert.match((await sent())["user-agent"], /^slack-admin-session\/\d+\.\d+\.\d+/);
});

test("userAgent replaces it", async () => {
  assert.equal((await sent({ userAgent: "help-desk/7 (a)" }))["user-agent"], "help-desk/7 (a)");
});

for (const [what, userAgent] of [
  ["a newline", `${DISTINCTIVE}\nx-more: 1`],
  ["a zero byte", `${DISTINCTIVE}\0`],
  ["an emoji", `${DISTINCTIVE}☃`],
]) {
  test(`a user agent with ${what} is refused, and not quoted`, () => {
    const refusal = { class: SlackArgumentError, argument: "userAgent" };
    hides(throws(() => world().client({ userAgent }), refusal), DISTINCTIVE);
  });
}

test("further headers of the configuration and of the call are sent", async () => {
  const headers = await sent({ headers: { "x-one": "1" } }, { headers: { "x-two": "two words" } });
  assert.equal(headers["x-one"], "1");
  assert.equal(headers["x-two"], "two words");
});

test("the call's header wins over the configuration's of the same name", async () => {
  const headers = await sent({ headers: { "x-one": "1" } }, { headers: { "X-One": "2" } });
  assert.equal(headers["x-one"], "2");
});

for (const name of [
  "authorization",
  "Authorization",
  "token",
  "TOKEN",
  "content-type",
  "Content-Type",
  "accept",
  "Accept",
  "user-agent",
]) {
  test(`the header ${name} is refused by name`, async () => {
    await refused({ [name]: DISTINCTIVE }, { message: new RegExp(name, "i") });
  });
}

for (const [what, value] of [
  ["a newline", `${DISTINCTIVE}\nx-more: 1`],
  ["a carriage return", `${DISTINCTIVE}\rx-more: 1`],
  ["a zero byte", `${DISTINCTIVE}\0`],
  ["an emoji", `${DISTINCTIVE}☃`],
]) {
  test(`a header's value with ${what} is refused, and not quoted`, async () => {
    await refused({ "x-more": value });
  });
}

for (const value of [1, true, null, {}, [DISTINCTIVE], Symbol(DISTINCTIVE), () => {}]) {
  test(`a header's value of the type ${value === null ? "null" : typeof value} is refused`, async () => {
    await refused({ "x-more": value });
  });
}

for (const name of ["", " ", "x more", "x:more", "x\nmore", "é", "x\0"]) {
  test(`a header's name ${JSON.stringify(name)} is refused`, async () => {
    await refused({ [name]: DISTINCTIVE });
  });
}
