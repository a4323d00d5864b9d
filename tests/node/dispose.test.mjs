import assert from "node:assert/strict";
import test from "node:test";
import { SlackError } from "slack-admin-session";
import { SESSION, TOKEN, USER, failure, hides, world } from "./support.mjs";

const ways = ["dispose", "free", ...(Symbol.dispose ? [Symbol.dispose] : [])];
assert.ok(Symbol.dispose, "this runtime has no Symbol.dispose: use Node 20 or later");

async function refused(call) {
  const error = await failure(call);
  assert.ok(error instanceof SlackError, `not a SlackError: ${error}`);
  assert.equal(error.outcome, "not_sent");
  hides(error, TOKEN);
}

for (const way of ways) {
  const name = String(way);

  test(`after ${name} calls reject, and nothing is sent`, async () => {
    const slack = world();
    const api = slack.client();
    api[way]();
    await refused(api.reset({ user_id: USER }));
    await refused(api.invalidate({ user_id: USER, session_id: SESSION }));
    await slack.receivedNothing();
  });

  test(`after ${name} a token of the call's own changes nothing`, async () => {
    const slack = world();
    const api = slack.client();
    api[way]();
    await refused(api.reset({ user_id: USER }, { token: TOKEN }));
    await slack.receivedNothing();
  });

  test(`${name} lets calls in flight finish`, async () => {
    const slack = world();
    await slack.faults({ pass: true, delay_ms: 200, times: 2 });
    const api = slack.client();
    const calls = [
      api.reset({ user_id: USER }),
      api.invalidate({ user_id: "W00000002", session_id: 1112275520250 }),
    ];
    await slack.arrival(2);
    api[way]();
    assert.deepEqual(await Promise.all(calls), [{ ok: true }, { ok: true }]);
  });

  test(`${name} may come twice, and before or after the others`, () => {
    const api = world().client();
    api[way]();
    for (const other of [way, ...ways]) assert.equal(api[other](), undefined);
  });

  test(`${name} of one client leaves the others alone`, async () => {
    const slack = world();
    const [gone, stays] = [slack.client(), slack.client()];
    gone[way]();
    assert.deepEqual(await stays.reset({ user_id: USER }), { ok: true });
  });
}
