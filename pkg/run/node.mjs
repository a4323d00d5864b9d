// @ts-check
// slack-admin-session/run where the package's node.mjs is chosen, and as it.
import core from "./index.cjs";

export const { RunInputError, RunRecordError, plan, report, resume, run } = core;
