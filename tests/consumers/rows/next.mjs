// Next: a client page and a route handler, built for production.
import assert from "node:assert/strict";
import { opens } from "../browsers.mjs";
import { once } from "../copies-of-module.mjs";
import { during } from "../process.mjs";
import { project } from "../project.mjs";
import { freePort } from "../serve.mjs";
import { world } from "../checked-world.mjs";

export const rows = ["next", "next-webpack"].map((name) => ({
  name,
  needs: ["CHROMIUM"],
  async run() {
    const made = await project(name, ["next"]);
    await made.run(made.bin("next"), ["build", ...(name === "next-webpack" ? ["--webpack"] : [])]);
    await once(made.path(".next/static"));
    const port = await freePort();
    const origin = `http://127.0.0.1:${port}`;
    await during(made.bin("next"), ["start", "--port", `${port}`, "--hostname=127.0.0.1"], { cwd: made.folder, url: origin }, async () => {
      await opens(origin);
      const slack = world();
      const answer = await fetch(`${origin}/run?host=${encodeURIComponent(slack.host)}`);
      assert.equal(answer.status, 200, `the route handler answered ${answer.status}`);
      await slack.check(await answer.json());
    });
    return `next ${await made.version("next")}`;
  },
}));
