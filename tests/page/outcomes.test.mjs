// The outcomes of a call and their words: every class of error, every kind of code.

import assert from "node:assert/strict";
import { test } from "node:test";
import { HEADLINES } from "./console.mjs";
import { deadHost, NEVER, openSignedIn } from "./page.mjs";

/** Slack's codes, each with the headline and the words for what to do. */
const CODES = [
  ["user_not_found", "rejected", /Check the user id/],
  ["cannot_reset_bot", "rejected", /revoke its app’s tokens/],
  ["cannot_reset_primary_owner", "rejected", /Ask the primary owner/],
  ["invalid_auth", "rejected", /Copy the whole token again/],
  ["token_expired", "rejected", /Create a new token/],
  ["not_an_admin", "rejected", /token of an Org Admin or Owner/],
  ["feature_not_enabled", "rejected", /Enterprise plan/],
  ["invalid_arguments", "rejected", /Report it/],
  ["access_denied", "rejected", /sign in with another token/],
  ["team_added_to_org", "rejected", /Try again when that is done/],
  ["internal_error", "unknown", /look in the organisation’s audit logs/],
  ["fatal_error", "unknown", /look in the organisation’s audit logs/],
  ["user_session_reset_failed", "unknown", /could not finish it/],
  ["a_code_of_the_future", "rejected", /documentation of the method/],
  ["constructor", "rejected", /documentation of the method/],
];

test("each of Slack's codes has its headline, its next step, its code and the request id", async (t) => {
  const { world, console } = await openSignedIn(t);
  for (const [index, [error, outcome, words]] of CODES.entries()) {
    await world.always({ json: { ok: false, error }, headers: { "x-slack-req-id": `id-${index}` } });
    await console.startReset({ user: `W0000000${index}` });
    const report = await console.ending(index + 1);
    assert.ok(report.startsWith(HEADLINES[outcome]), `${error}: ${report}`);
    assert.match(report, words, error);
    assert.match(report, new RegExp(`Code\\s+${error}$`, "m"));
    assert.match(report, new RegExp(`Request id\\s+id-${index}$`, "m"));
  }
});

test("for a missing scope the needed and the given scopes are shown", async (t) => {
  const { console } = await openSignedIn(t, { token: "xoxp-standin-noscope" });
  await console.startReset({ user: "W12345678" });
  assert.match(await console.ending(), /Scope needed\s+admin\.users:write\s+Scopes given\s+users:read/);
});

test("if the answer to an earlier attempt was lost, a refusal of the last one leaves the outcome unknown", async (t) => {
  const { world, console } = await openSignedIn(t);
  await world.faults({ apply: true, cut: "mid_body" });
  await console.startRevoke({ user: "W12345678", session: "1112275520242" });
  const report = await console.ending();
  assert.ok(report.startsWith(HEADLINES.unknown), report);
  assert.match(report, /an earlier request was lost or unclear, and it may have been carried out\. The answer to the last one: Slack knows no such session/);
  assert.match(report, /session_not_found\s+Attempts\s+2/);
});

/** Answers that are not Slack's: the fault, the headline, and words of the report. */
const OTHERS = [
  ["a limit too long to wait for", { status: 429, headers: { "retry-after": "1700" } }, "rejected", /Slack asks to wait 29 min: try again after /],
  ["a proxy's refusal", { status: 403, body: "<h1>Blocked</h1>" }, "rejected", /not Slack’s own[^]*HTTP 403/],
  ["a redirect", { status: 302, headers: { location: "/elsewhere" } }, "rejected", /redirect, which was not followed/],
  ["an outage", { status: 503, body: "down" }, "unknown", /not Slack’s own[^]*HTTP 503/],
  ["a sign-in page", { body: "<h1>Please sign in</h1>" }, "unknown", /not as Slack answers[^]*HTTP status\s+200/],
  ["an answer that ends too soon", { apply: true, cut: "mid_body" }, "unknown", /No complete answer came/],
  ["an answer that the browser hides", { apply: true, cors: false, json: { ok: true } }, "unknown", /the browser blocked the call/],
];

for (const [what, fault, outcome, words] of OTHERS) {
  test(`the outcome of ${what} is ${outcome}, and the report explains it`, async (t) => {
    const { world, console } = await openSignedIn(t);
    await world.always(fault);
    await console.startReset({ user: "W12345678" });
    const report = await console.ending();
    assert.ok(report.startsWith(HEADLINES[outcome]), report);
    assert.match(report, words);
    assert.equal(await console.report.getAttribute("data-standing"), outcome);
  });
}

test("the report of a dead host names a network error", async (t) => {
  const { console } = await openSignedIn(t, { host: await deadHost() });
  await console.startReset({ user: "W12345678" });
  assert.match(await console.ending(), /the connection failed[^]*Check the connection and the host/);
});

test("the report of a silent host names a timeout", async (t) => {
  const { world, page, console } = await openSignedIn(t, { clock: true });
  await world.always({ delay_ms: NEVER });
  await console.startReset({ user: "W12345678" });
  await console.running.waitFor();
  // The library uses the page's clock and timers.
  for (let minute = 0; minute < 6 && !(await console.rows.count()); minute += 1) await page.clock.fastForward(60_000);
  const report = await console.ending();
  assert.ok(report.startsWith(HEADLINES.unknown), report);
  assert.match(report, /No answer began in time|took too long together/);
});

test("an unknown outcome differs from all others in words, icon and edge, not only in colour", async (t) => {
  const { world, console } = await openSignedIn(t);
  const looks = {};
  for (const [index, [outcome, fault]] of [["done", { json: { ok: true } }], ["rejected", { status: 403 }], ["unknown", { status: 500 }]].entries()) {
    await world.always(fault);
    await console.startReset({ user: "W12345678" });
    await console.ending(index + 1);
    const look = (element) => {
      const { borderTopStyle, borderTopWidth, backgroundColor } = getComputedStyle(element);
      return { edge: `${borderTopWidth} ${borderTopStyle}`, ground: backgroundColor, drawing: element.querySelector("use").getAttribute("href") };
    };
    looks[outcome] = [await console.report.evaluate(look), await console.rows.first().locator(".badge").evaluate(look)];
  }
  for (const other of ["done", "rejected"]) {
    for (const [place, look] of looks.unknown.entries()) {
      for (const feature of Object.keys(look)) assert.notEqual(look[feature], looks[other][place][feature], `${feature}, ${other}`);
    }
  }
  assert.match(await console.history.innerText(), /1 call may have happened: check before you repeat/);
});
