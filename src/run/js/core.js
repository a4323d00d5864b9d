// @ts-check
// The module that decides: src/run, compiled to WebAssembly.
import * as glue from "../../../target/run-core/slack_admin_session_run.js";

let isStarted = false;

/**
 * Starts the module.
 * @param {WebAssembly.Module | BufferSource} module
 */
export function start(module) {
  if (typeof WebAssembly !== "object") throw new Error("slack-admin-session/run: this runtime has no WebAssembly");
  glue.initSync({ module });
  isStarted = true;
}

/** The module's exports. */
export function core() {
  if (!isStarted) throw new Error("slack-admin-session/run: the module was not started");
  return glue;
}

/** What both clocks say, as the module takes it. @returns {[monotonic: number, wall: number]} */
export const now = () => [performance.now(), Date.now()];
