/// <reference lib="esnext.disposable" />
// The types are written in src/types.ts and reach core/ with the build.
export * from "./core/core.cjs";
