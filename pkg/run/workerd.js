// @ts-check
// slack-admin-session/run, chosen where the package's workerd.js is, and made like it.
import start, * as core from "../core/run.js";
import module from "../core/run.wasm";

start(module);

export const { RunInputError, RunRecordError, plan, report, resume, run } = core;
