// @ts-check
// slack-admin-session/run, chosen where the package's node.mjs is, and made like it.
import core from "./index.cjs";

export const { RunInputError, RunRecordError, plan, report, resume, run } = core;
