// @ts-check
// How a run ended: what to print, and the exit status.
import { DONE, NOT_ALL, STOPPED } from "./exit.js";
import { describe } from "./refusal.js";
import { statusOf } from "./signals.js";
import { timeOfDay } from "./times.js";

/** @typedef {import("../types.js").ReportRow} ReportRow */
/** @typedef {import("../types.js").RunResult} RunResult */
/** @typedef {import("./signals.js").Name} Name */

/**
 * @param {RunResult} result
 * @param {{ record: string, settled: ReportRow | undefined, signal: Name | undefined, host: string }} run
 * @returns {{ text: string, status: number }}
 */
export function ending(result, { record, settled, signal, host }) {
  const { reason, done, notDone, unknown, left } = result;
  const total = done + notDone + unknown + left;
  const counts = `${done} of ${total} done · ${notDone} not done · ${unknown} may have happened · ${left} left`;
  const stopped = reason !== "complete";
  const lines = [
    ...(stopped ? [why(result, settled, signal, host)] : []),
    ...unwritten(result),
    counts,
    ...(stopped ? [hint("To go on", command("resume", record))] : []),
    ...(notDone > 0 ? [hint("Those not done", `${command("report", record)} --only not_done`)] : []),
    ...(unknown > 0 ? [hint("Those that may have happened", `${command("report", record)} --only unknown`)] : []),
    ...(unknown > 0 ? [hint("To do these again", `${command("resume", record)} --repeat-unknown`)] : []),
  ];
  return { text: lines.join("\n"), status: status(result, signal) };
}

/** @param {string} what @param {string} command */
const hint = (what, command) => `${`${what}:`.padEnd(30)}${command}`;

/** @param {RunResult} result @param {Name | undefined} signal */
function status({ reason, notDone, unknown }, signal) {
  if (reason === "complete") return notDone + unknown > 0 ? NOT_ALL : DONE;
  return reason === "stopped" && signal ? statusOf(signal) : STOPPED;
}

/**
 * Why it stopped.
 * @param {RunResult} result
 * @param {ReportRow | undefined} settled
 * @param {Name | undefined} signal
 * @param {string} host
 */
function why({ reason, retryAt, cause }, settled, signal, host) {
  const words =
    settled && settled.state !== "done" ? ` ${settled.error}: ${settled.what} ${settled.next}`.trimEnd() : "";
  switch (reason) {
    case "stopped":
      return `Stopped by ${signal}.`;
    case "refused":
      return `Stopped: no further call would succeed.${words}`;
    case "wrong_list":
      return "Stopped: the first ten answers were all refusals. Is it the right list, and the right organisation?";
    case "limited":
      return `Stopped: Slack limits the calls${retryAt === undefined ? "" : ` until ${timeOfDay(retryAt)}`}.`;
    case "unreachable":
      return `Stopped: Slack can't be reached, or can't do it now.${words}`;
    case "uncertain":
      return `Stopped: three calls in a row may have happened or not.${words}`;
    case "not_slack":
      return `Stopped: what answers at ${host} is not Slack.${words}`;
    default:
      return `Stopped: the run can't be recorded. ${describe(cause)}`;
  }
}

/** The outcome of a call that could not be recorded. @param {RunResult} result */
const unwritten = ({ unwritten = "" }) =>
  unwritten.includes('"type":"outcome"') ? [`Not in the record: ${unwritten.trimEnd()}`] : [];

/**
 * A command of this program as it can be typed here.
 * @param {"resume" | "report"} name
 * @param {string} record
 */
export function command(name, record) {
  const program = process.env["npm_command"] === "exec" ? "npx slack-admin-session" : "slack-admin-session";
  const isPlain = /^[\w@%+=:,./][\w@%+=:,./-]*$/.test(record);
  const quoted = process.platform === "win32" ? `"${record}"` : `'${record.replaceAll("'", "'\\''")}'`;
  return `${program} ${name} ${isPlain ? record : quoted}`;
}
