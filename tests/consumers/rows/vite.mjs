// Vite's development server, and slim with Vite's own URL of the module.
import assert from "node:assert/strict";
import { copyFile } from "node:fs/promises";
import { opens } from "../browsers.mjs";
import { copies } from "../copies-of-module.mjs";
import { during } from "../process.mjs";
import { project } from "../project.mjs";
import { freePort, serving } from "../serve.mjs";

const VITE = { vite: "8.3.8" };

/** Opens the page on the development server. With force the server finds all dependencies first and needn't reload the page. */
async function develops(made) {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const words = ["--host=127.0.0.1", `--port=${port}`, "--strictPort", "--force"];
  await during(made.bin("vite"), words, { cwd: made.folder, url: origin }, () => opens(origin));
}

const dev = {
  name: "vite-dev",
  needs: ["CHROMIUM"],
  async run() {
    const made = await project("vite-dev", ["page", "legacy"], { ...VITE, legacy: "file:legacy" });
    await develops(made);
    await copyFile(made.path("both.js"), made.path("main.js"));
    await develops(made);
    return `vite ${await made.version("vite")}`;
  },
};

const slim = {
  name: "vite-slim",
  needs: ["CHROMIUM"],
  async run() {
    const made = await project("vite-slim", ["slim-vite"], VITE);
    await develops(made);
    await made.run(made.bin("vite"), ["build"]);
    await serving(made.path("dist"), {}, opens);
    assert.deepEqual(await copies(made.path("dist")), { inlined: 0, files: 1 }, "slim's module is one file");
    return `vite ${await made.version("vite")}`;
  },
};

export const rows = [dev, slim];
