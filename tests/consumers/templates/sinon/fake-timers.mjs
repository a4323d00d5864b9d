import assert from "node:assert/strict";
import sinon from "sinon";
import { timers } from "./timers.js";

const { setTimeout } = globalThis;
const expected = JSON.parse(process.env.ENDS);
// Whether time is faked before the package is imported, or after.
let clock = process.argv[2] === "before" ? sinon.useFakeTimers() : undefined;
const slack = await import("slack-admin-session");
for (const options of [{}, { toFake: ["setTimeout", "clearTimeout"] }]) {
  clock ??= sinon.useFakeTimers(options);
  assert.deepEqual(await timers(slack, (milliseconds) => clock.tickAsync(milliseconds)), expected);
  clock.restore();
  clock = undefined;
  assert.deepEqual(await timers(slack, () => new Promise((resolve) => setTimeout(resolve, 10))), expected);
}
