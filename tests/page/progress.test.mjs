// The progress of a call, and how it is stopped.

import assert from "node:assert/strict";
import { test } from "node:test";
import { hold, NEVER, openSignedIn } from "./page.mjs";
import { HEADLINES } from "./console.mjs";

/** Longer than any of these tests takes, but shorter than the longest wait of the library. */
const LONG = 110;
const limited = { status: 429, headers: { "retry-after": String(LONG) }, json: { ok: false, error: "ratelimited" } };

test("a wait that Slack asks for is shown with its end, and then the call goes on", async (t) => {
  const { world, page, console } = await openSignedIn(t, { clock: true });
  await world.faults(limited);
  await console.startReset({ user: "W12345678" });
  await console.running.getByText(/^Slack asked to wait 110 s; trying again at .+\.$/).waitFor();
  assert.match(await console.running.innerText(), /Request 1 was answered with status 429/);
  assert.equal((await world.requests()).length, 1);
  await page.clock.fastForward(LONG * 1_000);
  assert.match(await console.ending(), /^Done$[^]*Attempts\s+2$/m);
  assert.equal((await world.requests()).length, 2);
});

test("an attempt without an answer is shown, and the next one announced", async (t) => {
  const { world, console } = await openSignedIn(t);
  // Chromium itself repeats a request once if it sent it on a used connection.
  await world.faults({ cut: "before_headers" }, { cut: "before_headers" }, { pass: true, delay_ms: NEVER });
  await console.startReset({ user: "W12345678" });
  await console.running.getByText(/^Request 1 got no answer/).waitFor();
  await console.running.getByText(/^Trying again at .+\.$/).waitFor();
  await world.arrival(2);
});

test("Abort during a wait ends the call at once: it was not done, and nothing more is sent", async (t) => {
  const { world, console } = await openSignedIn(t);
  await world.faults(limited);
  await console.startReset({ user: "W12345678" });
  await console.running.getByText(/^Slack asked to wait 110 s/).waitFor();
  await console.abort.click();
  const report = await console.ending();
  assert.match(report, /^Not done$/m);
  assert.match(report, /You stopped it\. Slack had not carried it out/);
  assert.equal((await world.requests()).length, 1);

  // The limit still counts: the next call waits for it, and says so.
  await console.startReset({ user: "W00000002" });
  await console.running.getByText(/^Slack asked to wait before the next call of this kind; it goes out at .+\.$/).waitFor();
  await console.abort.click();
  assert.match(await console.ending(2), /^Not done: nothing was sent$[^]*You stopped it before anything was sent\./m);
  assert.equal((await world.requests()).length, 1);
});

test("after Abort while Slack is silent the report says that it may have happened, and the forms work on", async (t) => {
  const { world, console } = await openSignedIn(t);
  await world.faults({ pass: true, delay_ms: NEVER });
  await console.startReset({ user: "W12345678" });
  await world.arrival();
  await console.abort.click();
  const report = await console.ending();
  assert.ok(report.includes(HEADLINES.unknown));
  assert.match(report, /You stopped waiting for the answer\. Slack may still have carried it out/);
  assert.equal(await console.abort.isVisible(), false);

  await console.startReset({ user: "W00000002" });
  assert.match(await console.ending(2), /^Done$/m);
});

test("during a call the forms can be used: the next call waits for the first one to end", async (t) => {
  const { world, page, console } = await openSignedIn(t);
  const release = await hold(page, world);
  await console.startReset({ user: "W12345678" });
  await console.abort.waitFor();
  await console.startReset({ user: "W00000002" });
  await console.running.getByText("1 more call waits for this one to end.").waitFor();
  assert.deepEqual(await world.requests(), []);
  release();
  await console.ending(2);
  assert.deepEqual(await world.sessions("W00000002"), []);
  assert.equal((await world.requests()).length, 2);
});

test("without a network nothing is sent, and the report says so", async (t) => {
  const { world, context, console } = await openSignedIn(t);
  await context.setOffline(true);
  await console.startReset({ user: "W12345678" });
  assert.match(await console.ending(), /^Not done: nothing was sent$[^]*This browser has no network/m);
  await context.setOffline(false);
  assert.deepEqual(await world.requests(), []);
});

test("during a limit longer than a call waits, the next call isn't sent, and its report says when the limit ends", async (t) => {
  const { world, console } = await openSignedIn(t);
  await world.faults({ status: 429, headers: { "retry-after": "1700" }, json: { ok: false, error: "ratelimited" } });
  await console.startReset({ user: "W12345678" });
  await console.ending();
  await console.startReset({ user: "W00000002" });
  assert.match(await console.ending(2), /^Not done: nothing was sent$[^]*Slack asks to wait 29 min/m);
  assert.equal((await world.requests()).length, 1);
});

test("the page warns before leaving it during a call, and while the history is not in a file", async (t) => {
  const { world, page, console } = await openSignedIn(t);
  // Closing the page either asks first or closes it.
  const warned = async () => {
    const asked = page.waitForEvent("dialog").then(async (dialog) => {
      await dialog.dismiss();
      return dialog.type() === "beforeunload";
    });
    const closed = page.waitForEvent("close").then(() => false);
    closed.catch(() => {});
    asked.catch(() => {});
    await page.close({ runBeforeUnload: true });
    return Promise.race([asked, closed]);
  };
  const release = await hold(page, world);
  await console.startReset({ user: "W12345678" });
  await console.abort.waitFor();
  assert.ok(await warned(), "during a call");
  release();
  await console.ending();
  assert.ok(await warned(), "with an entry that is not in a file");
  const download = page.waitForEvent("download");
  await console.history.getByRole("button", { name: "Save CSV" }).click();
  await download;
  assert.equal(await warned(), false, "with all entries in a file");
});
