// What must hold after anything that ended a run.
import assert from "node:assert/strict";

/** Goes on until the end: nobody was called twice; and then again, until all is done. */
export async function recovers(at, count, what) {
  const first = await at.run(["resume", "r.jsonl", "--yes"]);
  assert.ok([0, 1].includes(first.status), `${what}: ${first.stderr}`);
  const calls = await at.calls();
  assert.ok(Object.values(calls).every((times) => times === 1), `${what}: ${JSON.stringify(calls)}`);
  const { done, not_done, unknown, left } = at.end();
  assert.deepEqual([done + unknown, not_done, left], [count, 0, 0], what);
  assert.equal(first.status, unknown > 0 ? 1 : 0, what);
  // One call at a time: of each process that was killed one at most is unknown.
  assert.ok(Object.keys(calls).length >= done, what);
  const last = await at.run(["resume", "r.jsonl", "--yes", "--repeat-unknown"]);
  assert.equal(last.status, 0, `${what}: ${last.stderr}`);
  assert.equal(at.end().done, count, what);
  const again = Object.values(await at.calls()).filter((times) => times > 1);
  assert.ok(again.length <= unknown && again.every((times) => times === 2), `${what}: ${again}`);
}
