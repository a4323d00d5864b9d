// @ts-check
// Does what the module says, step by step.
import { callOnce } from "./answer.js";
import { core, now } from "./core.js";
import { readTarget } from "./plan.js";

/** @typedef {import("./border.js").Run} Run */
/** @typedef {import("./types.js").RunProgress} RunProgress */
/** @typedef {import("./types.js").RunResult} RunResult */

/**
 * What a run needs from outside.
 * @typedef {object} Outside
 * @property {(request: object, options: object) => Promise<unknown>} call
 * @property {object} flags
 * @property {import("./types.js").RunRecord} record
 * @property {AbortSignal | undefined} signal
 * @property {((progress: RunProgress) => void) | undefined} onProgress
 */

/**
 * Drives a run to its end.
 * @param {Run} run
 * @param {Outside} outside
 * @returns {Promise<RunResult>}
 */
export async function drive(run, { call, flags, record, signal, onProgress }) {
  const { Step } = core();
  const sleeper = new Sleeper();
  const stop = () => {
    run.stop();
    sleeper.wake();
  };
  if (signal?.aborted) run.stop();
  else signal?.addEventListener("abort", stop);
  /** @type {{ cause?: unknown, unwritten?: string }} */
  let lost = {};
  try {
    for (;;) {
      switch (run.next(...now())) {
        case Step.Write: {
          const text = run.text();
          try {
            await record.append(text);
            run.written();
          } catch (cause) {
            run.record_lost();
            lost = { cause, unwritten: text };
          }
          if (onProgress && run.settled() !== undefined) tell(onProgress, run, run.settled());
          break;
        }
        case Step.Call: {
          const target = readTarget(run.target(run.target_number()));
          await callOnce(run, target, call, flags, signal);
          break;
        }
        case Step.Wait:
          if (onProgress) tell(onProgress, run);
          await sleeper.sleep(run.until() - performance.now());
          break;
        case Step.End:
          return result(run, lost);
      }
    }
  } finally {
    signal?.removeEventListener("abort", stop);
    run.free();
  }
}

/** A wait that can be ended. */
class Sleeper {
  wake = () => {};

  /** @param {number} milliseconds */
  async sleep(milliseconds) {
    await new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.max(0, Math.ceil(milliseconds)));
      this.wake = () => {
        clearTimeout(timer);
        resolve(undefined);
      };
    });
    this.wake = () => {};
  }
}

/** @param {Run} run @returns {import("./types.js").RunCounts} */
function counts(run) {
  const { done, notDone, unknown, left } = /** @type {import("./border.js").Counts} */ (JSON.parse(run.counts()));
  return { done, notDone, unknown, left };
}

/**
 * @param {(progress: RunProgress) => void} onProgress
 * @param {Run} run
 * @param {string} [settled] The row that was just settled, as JSON.
 */
function tell(onProgress, run, settled) {
  const waitsFor = run.waits_for(...now());
  try {
    onProgress({
      ...counts(run),
      secondsLeft: run.seconds_left(...now()),
      ...(waitsFor && { waitsFor }),
      ...(settled !== undefined && { settled: /** @type {any} */ (readTarget(settled)) }),
    });
  } catch {
    // Whatever a listener does, the run goes on.
  }
}

/**
 * @param {Run} run
 * @param {{ cause?: unknown, unwritten?: string }} lost
 * @returns {RunResult}
 */
function result(run, lost) {
  const retryAt = run.retry_at();
  return { reason: run.reason() ?? "record", ...counts(run), ...(retryAt !== undefined && { retryAt }), ...lost };
}
