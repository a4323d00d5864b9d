// Both calls by hand, from another origin than the API's.

import assert from "node:assert/strict";
import { test } from "node:test";
import { open, TOKEN } from "./page.mjs";

test("a reset by hand succeeds across origins without a preflight, the token in the body only", async (t) => {
  const { world, console } = await open(t);
  await console.enterToken(TOKEN);
  await console.startReset({ user: "W12345678" });
  const report = await console.report();

  assert.match(report, /^Done$/m);
  assert.match(report, /the sessions of W12345678 ended/);
  assert.deepEqual(await world.sessionsOf("W12345678"), []);

  const requests = await world.requests();
  assert.deepEqual(requests.map((request) => request.http_method), ["POST"]);
  const [{ body, ...rest }] = requests;
  assert.deepEqual(new URLSearchParams(body).getAll("token"), [TOKEN]);
  assert.equal(JSON.stringify(rest).includes(TOKEN), false, "the token is outside the body");
  assert.equal("authorization" in rest.headers, false);
});

test("the report of a success shows the request id", async (t) => {
  const { console, page } = await open(t);
  await console.enterToken(TOKEN);
  const answer = page.waitForResponse((response) => response.url().endsWith("/admin.users.session.reset"));
  await console.startReset({ user: "W12345678" });
  const requestId = (await answer).headers()["x-slack-req-id"];
  assert.ok(requestId);
  assert.ok((await console.report()).includes(requestId));
});

for (const [devices, gone, left] of [
  ["mobile only", "1112275520243", ["1112275520242", "1112275520244"]],
  ["web only", "1112275520242", ["1112275520243", "1112275520244"]],
]) {
  test(`a reset of ${devices} ends these sessions and no others`, async (t) => {
    const { world, console } = await open(t);
    await console.enterToken(TOKEN);
    assert.ok((await world.sessionsOf("W12345678")).includes(gone));
    await console.startReset({ user: "W12345678", devices });
    assert.match(await console.report(), /^Done$/m);
    assert.deepEqual(await world.sessionsOf("W12345678"), left);
  });
}

test("a session id above 2^53 is revoked digit for digit", async (t) => {
  const { world, console } = await open(t);
  await console.enterToken(TOKEN);
  await console.startInvalidate({ user: "W00000002", session: "9007199254740993" });
  assert.match(await console.report(), /session 9007199254740993 of W00000002 is revoked/);

  const [{ body }] = await world.requests();
  const sent = new URLSearchParams(body);
  assert.equal(sent.get("session_id"), "9007199254740993");
  assert.equal(sent.has("team_id"), false, "an empty field is left out");
  assert.deepEqual(await world.sessionsOf("W00000002"), ["1112275520250"]);
});

test("a session is revoked by team id, and by both ids", async (t) => {
  const { world, console } = await open(t);
  await console.enterToken(TOKEN);
  await console.startInvalidate({ user: "W12345678", team: "T12345678", session: "1112275520242" });
  assert.match(await console.report(), /^Done$/m);
  await console.startInvalidate({ team: "T12345678", session: "1112275520243" });
  await console.result.getByText("session 1112275520243 of T12345678 is revoked").waitFor();
  assert.deepEqual(await world.sessionsOf("W12345678"), ["1112275520244"]);
});

test("a token in a header is a network error in words, and nothing happens", async (t) => {
  const { world, console } = await open(t);
  await console.enterToken(TOKEN);
  await console.choosePlacement("authorization");
  await console.startReset({ user: "W12345678" });
  const report = await console.report();

  assert.match(report, /^(Unknown: it may have happened|Not done: nothing was sent)$/m);
  assert.match(report, /the browser blocked the call/);
  assert.match(report, /Set the token placement to automatic/);
  assert.equal((await world.sessionsOf("W12345678")).length, 3);
  const requests = await world.requests();
  assert.ok(requests.length > 0, "the preflight is in the log");
  assert.ok(requests.every((request) => request.http_method === "OPTIONS"));
});
