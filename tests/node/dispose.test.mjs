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

test("a call that waits for its token ends at once", async () => {
  const slack = world();
  const api = slack.client({ accessToken: () => new Promise(() => {}) });
  const call = failure(api.reset({ user_id: USER }));
  await new Promise((resolve) => setTimeout(resolve, 20));
  api.dispose();
  const error = await call;
  assert.equal(error.name, "SlackArgumentError");
  assert.equal(error.outcome, "not_sent");
  await slack.receivedNothing();
});

test("20,000 waiting calls end within two seconds", async () => {
  const api = world().client({ maxConcurrency: 1, fetch: () => new Promise(() => {}) });
  const calls = Array.from({ length: 20_000 }, () => api.reset({ user_id: USER }).catch((error) => error.outcome));
  await new Promise((resolve) => setTimeout(resolve, 50));
  const began = performance.now();
  api.dispose();
  assert.ok((await Promise.all(calls.slice(1))).every((outcome) => outcome === "not_sent"));
  assert.ok(performance.now() - began < 2_000, `it took ${performance.now() - began} ms`);
});
