// The types are written in src/run/js/types.ts and reach core/ with the build.
export * from "../core/run.js";
