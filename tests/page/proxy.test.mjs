// A run through the page's own server, whose proxy adds the token.

import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./page.mjs";

test("for a run through this server the page has no token, and its calls go to the page's own origin", async (t) => {
  const { context, page, world, console } = await open(t);
  const sent = [];
  context.on("request", (request) => sent.push(request));
  await console.signInThroughProxy(world.proxy);
  await console.askReset({ user: "W12345678 W00000002" });
  await console.review.getByRole("button", { name: /^End/ }).click();
  await console.run.getByRole("heading", { name: "Finished: 2 of 2" }).waitFor();
  assert.deepEqual(await world.sessions("W12345678"), []);
  const calls = sent.filter((request) => request.method() === "POST");
  assert.ok(calls.length >= 3);
  for (const call of calls) {
    assert.equal(new URL(call.url()).origin, new URL(page.url()).origin);
    assert.equal(JSON.stringify([await call.allHeaders(), call.postData()]).includes("xoxp"), false);
  }
});
