// The sizes that `cargo xtask build` prints: PACKAGE=… TESTS=… node own-sizes.mjs
import { kb, table } from "./table.mjs";
import { own } from "./weigh.mjs";

const { inlined, slim, glue, wasm, runGlue, runWasm } = await own(process.env.PACKAGE);
const rows = {
  "a program that calls `reset`, module inlined": inlined,
  "the same with `/slim`, both files": slim,
  "  its glue": glue,
  "  its WebAssembly module": wasm,
  "the run's glue": runGlue,
  "the run's WebAssembly module": runWasm,
};
table(
  "Sizes, bundled and minified by esbuild (kB of 1000 bytes)",
  ["", "raw", "gzip", "brotli"],
  Object.entries(rows).map(([title, { raw, gzip, brotli }]) => [title, kb(raw), kb(gzip), kb(brotli)]),
);
