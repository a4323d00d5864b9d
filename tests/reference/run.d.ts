// The part of the reference after the client: both entry points of the run.
export * from "../../pkg/run/file.js";
export * from "../../pkg/run/index.js";
