import * as slack from "slack-admin-session";
import { afterEach, expect, test, vi } from "vitest";
import { timers } from "./timers.js";

const { setTimeout } = globalThis;
const expected = JSON.parse(process.env.ENDS);
afterEach(() => vi.useRealTimers());

for (const toFake of [undefined, ["setTimeout", "clearTimeout"], ["setTimeout", "queueMicrotask", "performance"]]) {
  test(`calls end as usual if Vitest fakes ${toFake ?? "time"}, and when it is real again`, async () => {
    vi.useFakeTimers(toFake && { toFake });
    expect(await timers(slack, (milliseconds) => vi.advanceTimersByTimeAsync(milliseconds))).toEqual(expected);
    vi.useRealTimers();
    expect(await timers(slack, () => new Promise((resolve) => setTimeout(resolve, 10)))).toEqual(expected);
  });
}
