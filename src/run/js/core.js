// @ts-check
// The module that decides: src/run, compiled to WebAssembly.
import {
  ListReader,
  RecordReader,
  Step,
  encoding,
  initSync,
  is_token_like,
  look_up_gap,
  order_error,
  per_minute_error,
  report_headings,
} from "../../../target/run-core/slack_admin_session_run.js";

/** The parts that are used: the rest of the glue, such as its own loading of the module, isn't in the package. */
const used = {
  ListReader,
  RecordReader,
  Step,
  encoding,
  is_token_like,
  look_up_gap,
  order_error,
  per_minute_error,
  report_headings,
};

let isStarted = false;

/**
 * Starts the module.
 * @param {WebAssembly.Module | BufferSource} module
 */
export function start(module) {
  if (typeof WebAssembly !== "object") throw new Error("slack-admin-session/run: this runtime has no WebAssembly");
  initSync({ module });
  isStarted = true;
}

/** What the module exports. */
export function core() {
  if (!isStarted) throw new Error("slack-admin-session/run: the module was not started");
  return used;
}

/** The time of both clocks, as the module takes it. @returns {[monotonic: number, wall: number]} */
export const now = () => [performance.now(), Date.now()];
