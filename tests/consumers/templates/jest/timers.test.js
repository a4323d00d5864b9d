const { timers } = require("./timers.cjs");

const { setTimeout } = globalThis;
const expected = JSON.parse(process.env.ENDS);
afterEach(() => jest.useRealTimers());

for (const when of ["before", "after"]) {
  test(`calls end as usual if Jest fakes time ${when} the import, and when it is real again`, async () => {
    jest.resetModules();
    if (when === "before") jest.useFakeTimers();
    const slack = require("slack-admin-session");
    jest.useFakeTimers();
    expect(await timers(slack, (milliseconds) => jest.advanceTimersByTimeAsync(milliseconds))).toEqual(expected);
    jest.useRealTimers();
    expect(await timers(slack, () => new Promise((resolve) => setTimeout(resolve, 10)))).toEqual(expected);
  });
}
