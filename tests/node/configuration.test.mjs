import assert from "node:assert/strict";
import test from "node:test";
import { inspect } from "node:util";
import { AdminUsersSessionApi, SlackArgumentError } from "slack-admin-session";
import { DISTINCTIVE, TOKEN, USER, hides, rejects, throws, world } from "./support.mjs";

const refusal = { class: SlackArgumentError, code: "slack_admin_session_argument_error" };

/** The configuration is refused for that argument, by name. */
function refusedConfiguration(configuration, argument) {
  const error = throws(() => new AdminUsersSessionApi(configuration), {
    ...refusal,
    outcome: "not_sent",
    argument,
  });
  assert.ok(error.message.includes(error.argument), `the message names no argument: ${error}`);
  return error;
}

/** The options are refused for that argument, by name, and nothing is sent. */
async function refusedOptions(options, argument) {
  const slack = world();
  const error = await rejects(slack.client().reset({ user_id: USER }, options), {
    ...refusal,
    outcome: "not_sent",
    argument,
  });
  assert.ok(error.message.includes(error.argument), `the message names no argument: ${error}`);
  await slack.receivedNothing();
  return error;
}

/** A key inside `retry` may be named with its path. */
const named = (key) => (key === "retry" ? /^retry/ : key);

for (const configuration of ["", "text", 1, 1n, true, Symbol("configuration")]) {
  test(`a configuration that is ${inspect(configuration)} is refused`, () => {
    refusedConfiguration(configuration, "configuration");
  });
}

for (const options of ["", "text", 1, 1n, true, Symbol("options")]) {
  test(`options that are ${inspect(options)} are refused`, async () => {
    await refusedOptions(options, "options");
  });
}

test("options may be undefined or empty", async () => {
  const api = world().client();
  assert.deepEqual(await api.reset({ user_id: USER }, undefined), { ok: true });
  assert.deepEqual(await api.reset({ user_id: USER }, {}), { ok: true });
});

test("a client can be made with only a token, and without one", () => {
  assert.ok(new AdminUsersSessionApi({ accessToken: TOKEN }) instanceof AdminUsersSessionApi);
  assert.ok(new AdminUsersSessionApi({}) instanceof AdminUsersSessionApi);
});

for (const key of ["acessToken", "token", "basePath", "Host", "signal", "contentType"]) {
  test(`an unknown configuration key ${key} is refused by name`, () => {
    refusedConfiguration({ accessToken: TOKEN, [key]: "x" }, key);
  });
}

for (const key of ["timeuot", "accessToken", "host", "fetch", "maxConcurrency", "onEvent", "Signal"]) {
  test(`an unknown option ${key} is refused by name`, async () => {
    await refusedOptions({ [key]: "x" }, key);
  });
}

const noRetry = [
  ...["", "false", 0, 1, true, () => {}, Symbol("retry"), { attempt: 3 }, { retries: 3 }],
  ...[0, -1, 1.5, NaN, "3", true, [], {}].map((attempts) => ({ attempts })),
  ...["minDelay", "maxDelay", "maxRetryAfter"].flatMap((key) =>
    [-1, NaN, -Infinity, "1", true, {}, [1]].map((value) => ({ [key]: value })),
  ),
  ...[0, 1, "", "true", {}, []].map((unknown) => ({ unknown })),
];
const noDeadline = ["", "1000", true, {}, [], [1, 2], -1, -Infinity, NaN, Symbol("deadline"), () => {}];

const wrongConfigurations = {
  host: [1, true, {}, [], () => {}, Symbol("host")],
  accessToken: [1, true, {}, [], Symbol("token")],
  tokenPlacement: ["", "header", "Authorization", 1, true, {}, [], Symbol("placement")],
  timeout: ["", "1", true, {}, Symbol("timeout"), () => {}],
  fetch: ["", 1, true, {}, [], Symbol("fetch")],
  headers: ["", "a: b", 1, true, () => {}, Symbol("headers")],
  userAgent: [1, true, {}, [], () => {}, Symbol("agent")],
  retry: noRetry,
  deadline: noDeadline,
  maxConcurrency: [0, -1, 1.5, NaN, -Infinity, "", "1", true, {}, [], Symbol("most"), () => {}],
  onEvent: ["", "log", 1, true, {}, [], Symbol("listener")],
};

for (const [key, values] of Object.entries(wrongConfigurations)) {
  test(`a ${key} of a wrong type is refused by name`, () => {
    for (const value of values) {
      refusedConfiguration({ accessToken: TOKEN, [key]: value }, named(key));
    }
  });
}

const wrongOptions = {
  token: [1, true, {}, [], Symbol("token")],
  contentType: ["", "json", "text/plain", "multipart/form-data", 1, true, {}, [], Symbol("type")],
  accept: ["application/json", 1, true, {}, [1], [Symbol("accept")], ["a\nb"], () => {}],
  timeout: ["", "1", true, {}, Symbol("timeout"), () => {}],
  headers: ["", "a: b", 1, true, () => {}, Symbol("headers")],
  signal: ["", 1, true, {}, [], { aborted: false }, new AbortController(), Symbol("signal")],
  skipDeserialization: ["true", "", 0, 1, {}, []],
  stream: ["true", "", 0, 1, {}, []],
  withResponse: ["true", "", 0, 1, {}, []],
  throwOnError: ["false", "", 0, 1, {}, []],
  retry: noRetry,
  deadline: noDeadline,
};

for (const [key, values] of Object.entries(wrongOptions)) {
  test(`an option ${key} of a wrong type is refused by name`, async () => {
    await Promise.all(values.map((value) => refusedOptions({ [key]: value }, named(key))));
  });
}

test("values of the configuration are not quoted", () => {
  for (const [key, value] of [
    ["host", `http://user:${DISTINCTIVE}@slack.example/api`],
    ["host", `ftp://${DISTINCTIVE}`],
    ["accessToken", `${DISTINCTIVE}\n`],
    ["accessToken", { secret: DISTINCTIVE }],
    ["tokenPlacement", DISTINCTIVE],
    ["timeout", DISTINCTIVE],
    ["timeout", [DISTINCTIVE, 1]],
    ["fetch", DISTINCTIVE],
    ["headers", DISTINCTIVE],
    ["headers", { "x-a": `${DISTINCTIVE}\n` }],
    ["headers", { authorization: DISTINCTIVE }],
    ["userAgent", `${DISTINCTIVE}\n`],
    ["retry", DISTINCTIVE],
    ["retry", { attempts: DISTINCTIVE }],
    ["deadline", DISTINCTIVE],
    ["maxConcurrency", DISTINCTIVE],
    ["onEvent", DISTINCTIVE],
    ["unknownKey", DISTINCTIVE],
  ]) {
    const argument = key === "headers" ? /^headers/ : named(key);
    const error = refusedConfiguration({ accessToken: TOKEN, [key]: value }, argument);
    hides(error, DISTINCTIVE);
    hides(error, TOKEN);
  }
});

test("values of the options are not quoted", async () => {
  for (const [key, value] of [
    ["token", `${DISTINCTIVE}\n`],
    ["token", { secret: DISTINCTIVE }],
    ["contentType", DISTINCTIVE],
    ["accept", DISTINCTIVE],
    ["accept", [`${DISTINCTIVE}\n`]],
    ["timeout", DISTINCTIVE],
    ["headers", { "x-a": `${DISTINCTIVE}\n` }],
    ["signal", DISTINCTIVE],
    ["throwOnError", DISTINCTIVE],
    ["retry", DISTINCTIVE],
    ["retry", { minDelay: DISTINCTIVE }],
    ["deadline", DISTINCTIVE],
    ["unknownKey", DISTINCTIVE],
  ]) {
    const error = await refusedOptions({ [key]: value }, key === "headers" ? /^headers/ : named(key));
    hides(error, DISTINCTIVE);
    hides(error, TOKEN);
  }
});

test("changing the configuration object afterwards changes nothing", async () => {
  const slack = world();
  const configuration = { host: slack.host, accessToken: TOKEN, headers: { "x-a": "1" } };
  const api = new AdminUsersSessionApi(configuration);
  configuration.accessToken = "xoxp-standin-member";
  configuration.headers["x-a"] = "2";
  configuration.host = "https://slack.invalid/api";
  assert.deepEqual(await api.reset({ user_id: USER }), { ok: true });
  assert.equal((await slack.received()).headers["x-a"], "1");
});
