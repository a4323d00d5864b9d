// @ts-check
// A run that is shown and can be stopped, from its first call to its exit status.
import { ending } from "./ending.js";
import { Progress } from "./progress.js";

/** @typedef {import("../types.js").RunOptions} RunOptions */
/** @typedef {import("../types.js").RunProgress} RunProgress */
/** @typedef {import("../types.js").RunResult} RunResult */
/** @typedef {import("./screen.js").Screen} Screen */
/** @typedef {import("./signals.js").Signals} Signals */

/**
 * @param {{ screen: Screen, signals: Signals, record: string, host: string, start: RunProgress }} around
 * @param {(options: Omit<RunOptions, "record">, progress: Progress) => Promise<RunResult>} work
 * @returns {Promise<{ result: RunResult, status: number }>}
 */
export async function watched({ screen, signals, record, host, start }, work) {
  const progress = new Progress(screen, start);
  signals.onFirst = () =>
    screen.say("Stopping once the call that is under way has ended. The same signal again stops at once.");
  signals.onSecond = () => screen.say("Stopped at once: a call that was under way may have happened.");
  try {
    const options = { signal: signals.signal, onProgress: (/** @type {RunProgress} */ told) => progress.told(told) };
    const result = await work(options, progress);
    const end = ending(result, { record, host, settled: progress.settled, signal: signals.received });
    screen.say(end.text);
    return { result, status: end.status };
  } finally {
    progress.end();
  }
}
