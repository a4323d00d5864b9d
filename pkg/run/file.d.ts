// The types are written in src/run/js/file-types.ts and reach core/ with the build.
export * from "../core/run-file.js";
