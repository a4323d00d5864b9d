// The pictures in www/pictures: the console at work, a review and a run, on a wide and a narrow screen, light and dark.

import assert from "node:assert/strict";
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import sharp from "sharp";
import { NEVER, open, TOKEN } from "./page.mjs";

const COMMITTED = new URL("../../www/pictures/", import.meta.url);
const FOLDER = process.env.PICTURES;
if (!FOLDER) throw new Error("PICTURES is not set: it names the folder to write pictures to; `cargo xtask test` sets it.");

const SCREENS = {
  wide: { viewport: { width: 1280, height: 940 }, deviceScaleFactor: 1.5 },
  narrow: { viewport: { width: 390, height: 1240 }, deviceScaleFactor: 2 },
};

/** Width and height of a PNG, from its header. */
const size = (png) => [png.readUInt32BE(16), png.readUInt32BE(20)];

/** Signs in with slack.com as the host. The stand-in answers in Slack's place. */
async function signedIn(t, options) {
  const opened = await open(t, { ...options, locale: "en-GB", timezoneId: "UTC", reducedMotion: "reduce" });
  const { context, page, world, console } = opened;
  await context.route("https://slack.com/api/*", async (route) => {
    const url = route.request().url().replace("https://slack.com/api", world.host);
    // A request can still be without an answer when its page closes.
    await route
      .fetch({ url })
      .then((response) => route.fulfill({ response }))
      .catch(() => {});
  });
  await page.getByLabel("Host", { exact: true }).selectOption("https://slack.com/api");
  await console.signIn(TOKEN);
  return opened;
}

async function take(page, name, expected) {
  const picture = await sharp(await page.screenshot()).png({ palette: true, effort: 10 }).toBuffer();
  assert.deepEqual(size(picture), expected);
  await mkdir(FOLDER, { recursive: true });
  await writeFile(join(FOLDER, name), picture);
}

for (const [screen, options] of Object.entries(SCREENS)) {
  for (const colorScheme of ["light", "dark"]) {
    const name = `${screen}-${colorScheme}.png`;
    const expected = [options.viewport.width, options.viewport.height].map((side) => side * options.deviceScaleFactor);

    test(`a picture of the console is taken: ${name}`, async (t) => {
      const { page, world, console } = await signedIn(t, { ...options, colorScheme });
      await page.clock.setFixedTime(new Date("2026-03-02T09:41:07Z"));
      await console.startRevoke({ session: "9007199254740993", user: "W00000002", team: "T12345678" });
      await console.ending(1);
      await page.clock.setFixedTime(new Date("2026-03-02T09:42:30Z"));
      await console.startReset({ user: "W0000OWNR" });
      await console.ending(2);
      await page.clock.setFixedTime(new Date("2026-03-02T09:44:51Z"));
      await world.faults({ status: 502, body: "<h1>Bad gateway</h1>", times: 0 });
      await console.startReset({ user: "W12345678", devices: "Mobile" });
      await console.ending(3);
      await page.evaluate(() => document.querySelector(matchMedia("(width < 62rem)").matches ? "#result" : "body").scrollIntoView());
      await take(page, name, expected);
    });

    const at = (page, id) => page.evaluate((id) => document.querySelector(matchMedia("(width < 62rem)").matches ? id : "body").scrollIntoView(), id);
    const crowd = Array.from({ length: 39 }, (_, index) => `WC${String(index + 1).padStart(7, "0")}`);

    test(`a picture of a review is taken: ${name}`, async (t) => {
      const { page, world, console } = await signedIn(t, { ...options, colorScheme, pace: 20 });
      await world.crowd({ count: 39 });
      await page.clock.setFixedTime(new Date("2026-03-02T09:41:07Z"));
      await console.startReset({ user: "WC0000007" });
      await console.ending(1);
      const pasted = ["<@W12345678|name>", "W0000OWNR", ...crowd, "w00000003", "nobody@example.com"];
      await console.askReset({ user: pasted.join("\n") });
      await page.clock.setFixedTime(new Date("2026-03-02T09:44:51Z"));
      await console.review.getByLabel("Type 41 to go on").fill("41");
      await at(page, "#review");
      await take(page, `review-${name}`, expected);
    });

    test(`a picture of a run is taken: ${name}`, async (t) => {
      const { page, world, console } = await signedIn(t, { ...options, colorScheme });
      await world.crowd({ count: 39 });
      await page.clock.setFixedTime(new Date("2026-03-02T09:44:51Z"));
      await console.askReset({ user: ["W12345678", "W0000OWNR", ...crowd].join("\n") });
      await console.review.getByLabel("Type 41 to go on").fill("41");
      await world.faults({ arguments: { user_id: "WC0000003" }, error: "internal_error" });
      await world.faults({ arguments: { user_id: "WC0000020" }, pass: true, delay_ms: NEVER });
      await console.review.getByRole("button", { name: /^End/ }).click();
      await console.run.getByRole("heading", { name: /^21 of 41/ }).waitFor();
      await at(page, "#run");
      await take(page, `run-${name}`, expected);
    });

    for (const picture of [name, `review-${name}`, `run-${name}`]) {
      test(`the picture in the repository exists, with the same dimensions and a small file: ${picture}`, async () => {
        const file = new URL(picture, COMMITTED);
        assert.deepEqual(size(await readFile(file)), expected);
        assert.ok((await stat(file)).size < 150_000, `${picture} has ${(await stat(file)).size} bytes`);
      });
    }
  }
}
