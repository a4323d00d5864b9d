// The token stays secret, and the page keeps to its policy.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { open, openSignedIn, TOKEN, visit } from "./page.mjs";

/** Everything in the page that a person or a script could read: its address, markup, fields, words and storage. */
function everythingShown(page) {
  return page.evaluate(async () => {
    const result = (request) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
    const stored = async () => {
      const texts = [];
      for (const { name } of await indexedDB.databases()) {
        const database = await result(indexedDB.open(name));
        for (const store of database.objectStoreNames) {
          const all = await result(database.transaction(store).objectStore(store).getAll());
          texts.push(...all.map((one) => JSON.stringify(one) + (one.bytes ? new TextDecoder().decode(one.bytes) : "")));
        }
        database.close();
      }
      return texts;
    };
    return JSON.stringify([
      location.href,
      document.title,
      document.documentElement.outerHTML,
      document.body.innerText,
      [...document.querySelectorAll("input, textarea")].map((field) => field.value),
      document.cookie,
      { ...localStorage },
      { ...sessionStorage },
      await stored(),
      history.state,
      performance.getEntries().map((entry) => entry.name),
    ]);
  });
}

test("after signing in, the token is never in the page, its address, its storage, its files or the browser's console", async (t) => {
  const { world, page, heard, console } = await openSignedIn(t);
  let calls = 0;
  const reset = async (user = "W00000002") => {
    await console.startReset({ user });
    await console.ending((calls += 1));
  };
  const echo = (fault) => world.always(fault).then(() => reset());
  const steps = [
    ["after a success", () => reset()],
    ["after a refusal", () => reset("W99999999")],
    ["as a user id", () => console.askReset({ user: TOKEN })],
    ["in a user id", () => console.askReset({ user: `W1 ${TOKEN}` })],
    ["as a session id", () => console.askRevoke({ user: "W12345678", session: TOKEN })],
    ["in an echoed code", () => echo({ json: { ok: false, error: TOKEN } })],
    ["in an echoed status and body", () => echo({ status: 403, reason: `no ${TOKEN}`, body: TOKEN })],
    ["in an echoed request id", () => echo({ pass: true, headers: { "x-slack-req-id": TOKEN } })],
    ["in an echoed warning", () => echo({ json: { ok: true, warning: TOKEN } })],
    ["in echoed scopes", () => echo({ json: { ok: false, error: "missing_scope", needed: TOKEN, provided: TOKEN } })],
  ];
  for (const [when, act] of steps) {
    await act();
    assert.equal((await everythingShown(page)).includes(TOKEN), false, `the token is shown ${when}`);
  }
  for (const name of ["Save JSON Lines", "Save CSV"]) {
    const [download] = await Promise.all([page.waitForEvent("download"), console.history.getByRole("button", { name }).click()]);
    const text = await readFile(await download.path(), "utf8");
    assert.equal(text.trim().split("\n").length >= calls, true);
    assert.equal(text.includes(TOKEN), false, name);
  }
  // Chromium itself logs a failed answer with the server's status text. A page can't prevent that.
  const ours = heard.filter((line) => !line.startsWith("Failed to load resource:"));
  assert.equal(ours.join("\n").includes(TOKEN), false, "the token is in the browser's console");
});

test("a token in a wrong field is removed from it, and nothing is asked or sent", async (t) => {
  const { world, page, console } = await openSignedIn(t);
  await console.askReset({ user: "xoxp-1-another" });
  await page.locator("#reset-list[aria-invalid=true]:focus").waitFor();
  assert.equal(await page.locator("#reset-list").inputValue(), "");
  assert.match(await page.locator("#reset-list-error").innerText(), /looked like a token/);
  assert.equal(await console.dialog.isVisible(), false);
  assert.deepEqual(await world.requests(), []);
});

test("a token in the host field is removed from it", async (t) => {
  const { page, console } = await open(t);
  await page.getByLabel("Address of the host").fill(`https://${TOKEN}@slack.example/api`);
  await console.signIn(TOKEN);
  await page.locator("#other-host[aria-invalid=true]:focus").waitFor();
  assert.equal((await everythingShown(page)).includes(TOKEN), false);
});

test("a page that the browser keeps and shows again is signed out", async (t) => {
  const { page, console } = await openSignedIn(t);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true })));
  await console.signInForm.waitFor();
  assert.equal(await console.reset.isVisible(), false);
});

test("a call throws nothing and writes nothing to the browser's console", async (t) => {
  const { heard, console } = await openSignedIn(t);
  await console.startReset({ user: "W12345678" });
  await console.ending();
  assert.deepEqual(heard, []);
});

/** Waits until a violation that begins with these words is reported. It is reported a moment after the action. */
async function reported(violations, start) {
  for (const limit = Date.now() + 10_000; Date.now() < limit; await sleep(20)) {
    if (violations.some((violation) => violation.startsWith(start))) return;
  }
  assert.fail(`no violation of ${start} was reported, only ${violations.join(", ") || "none"}`);
}

test("the server sends the policy, and the page has it too", async (t) => {
  const { page } = await visit(t, "/blank/");
  const answer = await page.request.get(new URL("/", page.url()).href);
  const { "content-security-policy": sent, "referrer-policy": referrer, "x-content-type-options": sniff } = answer.headers();
  assert.equal(referrer, "no-referrer");
  assert.equal(sniff, "nosniff");
  const [, written] = (await answer.text()).match(/http-equiv="Content-Security-Policy" content="([^"]+)"/);
  const directives = (policy) => policy.split("; ").filter((directive) => directive !== "frame-ancestors 'none'");
  assert.ok(sent.includes("frame-ancestors 'none'"));
  assert.deepEqual(directives(written), directives(sent));
});

test("the policy stops inline scripts, styles, text as markup, and forms", async (t) => {
  const { page, violations } = await open(t, { mayViolate: true });
  const stopped = await page.evaluate(() => {
    const script = document.createElement("script");
    const refused = (act) => {
      try {
        act();
        return false;
      } catch (error) {
        return error instanceof TypeError;
      }
    };
    document.head.append(document.createElement("style"));
    document.head.lastChild.append("body { color: red }");
    const attempts = [() => (document.body.innerHTML = "<p>"), () => (script.text = "globalThis.ran = true")].map(refused);
    const form = document.createElement("form");
    form.action = "/elsewhere";
    document.body.append(form);
    form.submit();
    return { attempts, colour: getComputedStyle(document.body).color, ran: globalThis.ran };
  });
  assert.deepEqual(stopped.attempts, [true, true]);
  assert.notEqual(stopped.colour, "rgb(255, 0, 0)");
  assert.equal(stopped.ran, undefined);
  for (const directive of ["style-src-elem", "require-trusted-types-for", "form-action"]) await reported(violations, directive);
});

test("the page has no inline script, handler or style, and loads only from its own origin", async (t) => {
  const { page } = await openSignedIn(t);
  const inline = await page.evaluate(() =>
    [...document.querySelectorAll("*")].flatMap((node) => node.getAttributeNames().filter((name) => name === "style" || name.startsWith("on"))),
  );
  assert.deepEqual(inline, []);
  assert.equal(await page.locator("style, script:not([src])").count(), 0);
  const origins = await page.evaluate(() => performance.getEntriesByType("resource").filter((entry) => entry.initiatorType !== "fetch").map((entry) => new URL(entry.name).origin));
  assert.deepEqual([...new Set(origins)], [new URL(page.url()).origin]);
});

test("the production page calls Slack with a simple request, and offers no other host", async (t) => {
  const { page, world, console } = await open(t, { path: "/production/" });
  assert.deepEqual(await page.getByLabel("Host", { exact: true }).getByRole("option").allInnerTexts(), [
    "Slack (slack.com)",
    "GovSlack (slack-gov.com)",
  ]);
  const seen = [];
  await page.route("https://slack.com/**", (route) => {
    seen.push(route.request());
    return route.fulfill({ headers: { "access-control-allow-origin": "*" }, json: { ok: true } });
  });
  await console.signIn(TOKEN);
  await console.startReset({ user: "W12345678" });
  assert.match(await console.ending(), /^Done$/m);
  assert.deepEqual(seen.map((request) => `${request.method()} ${request.url()}`), [
    "POST https://slack.com/api/auth.test",
    "POST https://slack.com/api/admin.users.session.reset",
  ]);
  assert.equal(new URLSearchParams(seen[1].postData()).get("token"), TOKEN);
  assert.deepEqual(await world.requests(), []);
});

test("the policy of the production page stops calls to other hosts", async (t) => {
  const { page, violations } = await open(t, { path: "/production/", mayViolate: true });
  const failed = await page.evaluate(() => fetch("https://slack.example/").then(() => false, () => true));
  assert.ok(failed);
  await reported(violations, "connect-src https://slack.example");
});

test("a token in the note of a check is removed, and gets into no entry and no storage", async (t) => {
  const { page, world, console } = await openSignedIn(t);
  await world.faults({ error: "internal_error", times: 2 });
  await console.askReset({ user: "W12345678 W00000002" });
  await console.review.getByRole("button", { name: /^End/ }).click();
  await console.run.getByRole("heading", { name: "Finished: 2 of 2" }).waitFor();
  await console.run.getByRole("button", { name: "I checked W12345678…" }).click();
  await console.dialog.getByLabel("Note (optional)").fill(`it was ${TOKEN}`);
  await console.dialog.getByRole("button", { name: "Signed out" }).click();
  await page.getByText("That looked like a token").first().waitFor();
  await console.dialog.getByRole("button", { name: "Signed out" }).click();
  await console.run.getByText("Settled: checked").waitFor();
  assert.equal((await everythingShown(page)).includes(TOKEN), false);
});
