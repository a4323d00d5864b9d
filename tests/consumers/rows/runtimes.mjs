// Runtimes other than Node: Deno, Bun, and Cloudflare's workerd with what wrangler makes of a worker.
import assert from "node:assert/strict";
import { NEVER } from "../../standin/client.mjs";
import { BUN, BUN_VERSION } from "../bun.mjs";
import { OWN } from "../in-projects/contexts.mjs";
import { absent, copies } from "../copies-of-module.mjs";
import { NEWER } from "../node-versions.mjs";
import { during } from "../process.mjs";
import { project } from "../project.mjs";
import { freePort } from "../serve.mjs";
import { world } from "../checked-world.mjs";

const deno = {
  name: "deno",
  async run() {
    const made = await project("deno", ["node"], { deno: "2.9.6" });
    const runs = async (file, ...more) => {
      const slack = world();
      const words = ["run", "--no-prompt", "--allow-net=127.0.0.1", ...more, file, slack.host];
      await slack.check(await made.says(made.bin("deno"), words));
    };
    // Importing the package needs no permission to read files; the other programs need it for their own work.
    await runs("import.mjs");
    for (const file of ["require.cjs", "slim.mjs", "slim.cjs", "same.mjs"]) await runs(file, "--allow-read=.");
    assert.deepEqual(await made.says(made.bin("deno"), ["run", "--no-prompt", "contexts-of-calls.mjs"]), OWN);
    const refused = await made.says(made.bin("deno"), ["run", "--no-prompt", "no-leave.mjs", world().host]);
    assert.deepEqual(refused, { name: "SlackNetworkError", outcome: "not_sent" });
    return `deno ${await made.version("deno")}`;
  },
};

const bun = {
  name: "bun",
  async run() {
    const made = await project("bun", ["node"], { [BUN]: BUN_VERSION });
    const command = made.path("node_modules", BUN, "bin/bun");
    for (const file of ["import.mjs", "require.cjs", "slim.mjs", "slim.cjs", "same.mjs"]) {
      const slack = world();
      await slack.check(await made.says(command, [file, slack.host]));
    }
    assert.deepEqual(await made.says(command, ["contexts-of-calls.mjs"]), OWN);
    return `bun ${await made.version(BUN)}`;
  },
};

/** A worker, and how wrangler is called for it. */
async function worker(name) {
  const made = await project(name, ["worker"], NEWER.dependencies);
  const node = made.path(NEWER.command);
  const wrangler = [made.path("node_modules/wrangler/bin/wrangler.js")];
  return {
    made,
    bundle: (main) => made.run(node, [...wrangler, "deploy", main, "--dry-run", "--outdir", `out/${main}`]),
    /** Does the work while the worker answers; `ask` returns the worker's JSON. */
    async serve(main, work, more = []) {
      const port = await freePort();
      const origin = `http://127.0.0.1:${port}`;
      const ask = async (query) => {
        const answer = await fetch(`${origin}/?${new URLSearchParams(query)}`);
        assert.equal(answer.status, 200, `the worker answered ${answer.status}`);
        return answer.json();
      };
      const words = [...wrangler, "dev", main, "--ip=127.0.0.1", `--port=${port}`, ...more];
      await during(node, words, { cwd: made.folder, url: origin }, () => work(ask));
    },
    versions: async () => `wrangler ${await made.version("wrangler")}, workerd ${await made.version("workerd")}`,
  };
}

const workerd = {
  name: "workerd",
  async run() {
    const { made, bundle, serve, versions } = await worker("workerd");
    for (const main of ["index.js", "slim.js"]) {
      await bundle(main);
      assert.deepEqual(await copies(made.path("out", main)), { inlined: 0, files: 1 }, "the module is one file");
      await serve(main, async (ask) => {
        const slack = world();
        await slack.check(await ask({ host: slack.host }));
      });
    }
    await bundle("unused.js");
    // wrangler uploads every `.wasm` file that it comes across, used or not.
    await absent(made.path("out/unused.js"), (name) => !name.endsWith(".wasm"));
    return versions();
  },
};

/** workerd drops the timers of a request that is over, so a call must not depend on another request's timers. */
const overlapping = {
  name: "workerd-overlap",
  async run() {
    const { serve, versions } = await worker("workerd-overlap");
    await serve("timeout.js", async (ask) => {
      const { host, faults, arrival } = world();
      await faults({ delay_ms: 2_000, pass: true }, { delay_ms: NEVER, pass: true });
      const first = ask({ host, timeout: 30_000 });
      await arrival();
      const second = await ask({ host, timeout: 5_000 });
      assert.deepEqual(await first, { ended: "ok" });
      assert.deepEqual(second, { ended: "SlackTimeoutError" }, "a timeout was lost");
    });
    return versions();
  },
};

const ownContexts = {
  name: "workerd-contexts",
  async run() {
    const { serve, versions } = await worker("workerd-contexts");
    const check = async (ask) => assert.deepEqual(await ask({}), OWN);
    await serve("contexts-of-calls.js", check, ["--compatibility-flags=nodejs_als"]);
    return versions();
  },
};

export const rows = [deno, bun, workerd, overlapping, ownContexts];
