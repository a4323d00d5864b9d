// @ts-check
// What the loaders of `slack-admin-session/run` load. The default export starts the module, since `export *` exports
// everything else.
export { start as default } from "./core.js";
export { RunInputError, RunRecordError } from "./errors.js";
export { plan } from "./plan.js";
export { report } from "./report.js";
export { resume, run } from "./run.js";
