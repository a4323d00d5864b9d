// What must hold however a run ended.
import assert from "node:assert/strict";

/** Resumes until the end: no target was called twice. Then resumes again with repetition, until all is done. */
export async function recovers(at, count, what) {
  const first = await at.run(["resume", "r.jsonl", "--yes"]);
  assert.ok([0, 1].includes(first.status), `${what}: ${first.stderr}`);
  const calls = await at.calls();
  assert.ok(Object.values(calls).every((times) => times === 1), `${what}: ${JSON.stringify(calls)}`);
  const { done, not_done, unknown, left } = at.end();
  assert.deepEqual([done + unknown, not_done, left], [count, 0, 0], what);
  assert.equal(first.status, unknown > 0 ? 1 : 0, what);
  // One call at a time: each killed process leaves at most one unknown target.
  assert.ok(Object.keys(calls).length >= done, what);
  const last = await at.run(["resume", "r.jsonl", "--yes", "--repeat-unknown"]);
  assert.equal(last.status, 0, `${what}: ${last.stderr}`);
  assert.equal(at.end().done, count, what);
  const again = Object.values(await at.calls()).filter((times) => times > 1);
  assert.ok(again.length <= unknown && again.every((times) => times === 2), `${what}: ${again}`);
}
