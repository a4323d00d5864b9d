// The pictures in www/pictures: the console at work, on a wide and a narrow screen, light and dark.

import assert from "node:assert/strict";
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import sharp from "sharp";
import { open, TOKEN } from "./page.mjs";

const COMMITTED = new URL("../../www/pictures/", import.meta.url);
const FOLDER = process.env.PICTURES;
if (!FOLDER) throw new Error("PICTURES is not set: it names the folder to write pictures to; `cargo xtask test` sets it.");

const SCREENS = {
  wide: { viewport: { width: 1280, height: 940 }, deviceScaleFactor: 1.5 },
  narrow: { viewport: { width: 390, height: 1240 }, deviceScaleFactor: 2 },
};

/** Width and height of a PNG, from its header. */
const size = (png) => [png.readUInt32BE(16), png.readUInt32BE(20)];

for (const [screen, options] of Object.entries(SCREENS)) {
  for (const colorScheme of ["light", "dark"]) {
    const name = `${screen}-${colorScheme}.png`;
    const expected = [options.viewport.width, options.viewport.height].map((side) => side * options.deviceScaleFactor);

    test(`a picture of the console is taken: ${name}`, async (t) => {
      const fixed = { ...options, colorScheme, locale: "en-GB", timezoneId: "UTC", reducedMotion: "reduce" };
      const { page, world, console } = await open(t, fixed);
      // As it looks with Slack itself, whose part the stand-in plays.
      await page.route("https://slack.com/api/*", async (route) => {
        const url = route.request().url().replace("https://slack.com/api", world.host);
        await route.fulfill({ response: await route.fetch({ url }) });
      });
      await page.getByLabel("Host", { exact: true }).selectOption("https://slack.com/api");
      await console.signIn(TOKEN);
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
      const picture = await sharp(await page.screenshot()).png({ palette: true, effort: 10 }).toBuffer();
      assert.deepEqual(size(picture), expected);
      await mkdir(FOLDER, { recursive: true });
      await writeFile(join(FOLDER, name), picture);
    });

    test(`the picture in the repository is there, of the same size and not heavy: ${name}`, async () => {
      const file = new URL(name, COMMITTED);
      assert.deepEqual(size(await readFile(file)), expected);
      assert.ok((await stat(file)).size < 150_000, `${name} has ${(await stat(file)).size} bytes`);
    });
  }
}
