// What a browser downloads: programs as esbuild bundles and minifies them, and the files of this package.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

const { TESTS } = process.env;
if (!TESTS) throw new Error("TESTS is not set: it is the folder that has esbuild installed; `cargo xtask` sets it");
const esbuild = createRequire(join(TESTS, "-"))("esbuild");

/** A program, with the packages that it imports. `options` are esbuild's. */
export async function bundle(contents, options = {}) {
  const made = await esbuild.build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    platform: "browser",
    write: false,
    logLevel: "warning",
    ...options,
  });
  return made.outputFiles[0].contents;
}

/** Bytes of one or more files: raw, after gzip and after brotli. */
export function weigh(...files) {
  const sum = (size) => files.reduce((total, file) => total + size(file).length, 0);
  return { raw: sum((file) => file), gzip: sum((file) => gzipSync(file, { level: 9 })), brotli: sum((file) => brotliCompressSync(file)) };
}

/** Weighs this package, which is in `folder`: within a program that calls `reset`, as `/slim`, and the run. */
export async function own(folder) {
  const file = (name) => JSON.stringify(join(folder, name));
  const program = `import { AdminUsersSessionApi } from ${file("index.js")};
    await new AdminUsersSessionApi({ accessToken: location.hash.slice(1) }).reset({ user_id: "W12345678" });`;
  const [glue, wasm] = [await bundle(`export * from ${file("slim.js")};`), readFileSync(join(folder, "core/core.wasm"))];
  const [runGlue, runWasm] = [await bundle(`export * from ${file("core/run.js")}; export { default } from ${file("core/run.js")};`), readFileSync(join(folder, "core/run.wasm"))];
  return {
    inlined: weigh(await bundle(program)),
    slim: weigh(glue, wasm),
    glue: weigh(glue),
    wasm: weigh(wasm),
    runGlue: weigh(runGlue),
    runWasm: weigh(runWasm),
  };
}
