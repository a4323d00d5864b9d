import assert from "node:assert/strict";
import test from "node:test";
import { SlackError } from "slack-admin-session";
import { SESSION, TOKEN, USER, failure, gate, hides, timed, turn, world } from "./support.mjs";

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

  test(`after ${name} calls with their own token reject too`, async () => {
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

  test(`${name} may be called twice, and before or after the others`, () => {
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

test("a call that waits for its token ends at once", async () => {
  const slack = world();
  const asked = gate();
  const api = slack.client({ accessToken: () => (asked.open(), new Promise(() => {})) });
  const call = failure(api.reset({ user_id: USER }));
  await asked.opened;
  api.dispose();
  const error = await call;
  assert.equal(error.name, "SlackArgumentError");
  assert.equal(error.outcome, "not_sent");
  await slack.receivedNothing();
});

test("20,000 waiting calls end in less than twice the time in which they were made", async () => {
  const api = world().client({ maxConcurrency: 1, fetch: () => new Promise(() => {}) });
  const calls = [];
  const made = await timed(async () => {
    for (let call = 0; call < 20_000; call++) calls.push(api.reset({ user_id: USER }).catch((error) => error.outcome));
    await turn();
  });
  const ended = await timed(() => {
    api.dispose();
    return Promise.all(calls.slice(1));
  });
  assert.ok(ended.value.every((outcome) => outcome === "not_sent"));
  assert.ok(ended.ran < 2 * made.ran, `${ended.ran} ms, and ${made.ran} ms to make them`);
});
