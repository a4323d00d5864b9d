// @ts-check
// slack-admin-session/run, chosen where the package's index.js is, and made like it.
import start, * as core from "../core/run.js";
import bytes from "../core/run-bytes.js";

start(bytes);

export const { RunInputError, RunRecordError, plan, report, resume, run } = core;
