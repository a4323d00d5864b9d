// @ts-check
// What will happen, and how long it will take.
import { counted, duration, hours, timeOfDay } from "./times.js";

/** @typedef {import("../types.js").Plan} Plan */
/** @typedef {import("../types.js").Target} Target */

/** From here on a run takes so long that it needs a warning. */
const MANY = 5000;

/**
 * What will be done.
 * @typedef {object} Intention
 * @property {"reset" | "invalidate"} method
 * @property {boolean} mobileOnly
 * @property {boolean} webOnly
 * @property {string} host
 * @property {number} perMinute
 */

/** "End all sessions of 412 users at slack.com". @param {Intention} intention @param {number} count */
export function title({ method, mobileOnly, webOnly, host }, count) {
  const place = URL.canParse(host) ? new URL(host).host : host;
  if (method === "invalidate") return `End ${counted(count, "single session")} at ${place}`;
  const kind = mobileOnly ? "mobile" : webOnly ? "web" : "all";
  const which = kind === "all" ? "all sessions" : `all ${kind} sessions`;
  return `End ${which} of ${counted(count, "user")} at ${place}`;
}

/**
 * Terms and what they mean, in two columns.
 * @param {string} heading
 * @param {[term: string, text: string | undefined][]} rows Those without a text are left out.
 */
export function sheet(heading, rows) {
  const shown = rows.flatMap(([term, text]) => (text === undefined ? [] : [`  ${term.padEnd(12)}${text}`]));
  return [heading, "", ...shown, ""].join("\n");
}

/** @param {Plan} plan */
export function form({ form, columns, lookedUp }) {
  if (form === "csv") return `CSV, ${columns.length > 1 ? "columns" : "column"} ${columns.join(", ")}`;
  if (form === "json-lines") return "JSON Lines";
  return lookedUp > 0 ? "one e-mail address per line" : "one user id per line";
}

/** The lines that are left out, since their users' sessions can't be ended. @param {Plan} plan */
export function skipped({ skipped, problems }) {
  if (skipped === 0) return undefined;
  const lines = problems.map(({ line, message }) => `  line ${line}: ${message}`);
  const more = skipped > problems.length ? [`  and ${skipped - problems.length} more`] : [];
  return ["Left out, as --skip-missing says:", ...lines, ...more, ""].join("\n");
}

/** @param {Plan} plan @returns {string | undefined} */
export function leftOut({ protected: isProtected, duplicates, skipped }) {
  const parts = [
    isProtected > 0 && `${isProtected} protected`,
    duplicates > 0 && `${duplicates} listed twice`,
    skipped > 0 && `${skipped} skipped`,
  ];
  return parts.filter(Boolean).join(", ") || undefined;
}

/**
 * The first and the last target that is called.
 * @param {Plan} plan
 * @param {boolean} hasLines Whether the lines mean something to the reader.
 */
export function ends(plan, hasLines) {
  /** @type {Target | undefined} */
  let first;
  /** @type {Target | undefined} */
  let last;
  for (const target of plan) {
    if (target.protected) continue;
    first ??= target;
    last = target;
  }
  const name = (/** @type {Target} */ target) => `${id(target)}${hasLines ? ` (line ${target.line})` : ""}`;
  if (!first || !last) return undefined;
  return first === last ? name(first) : `${name(first)}      last  ${name(last)}`;
}

/** The name of a target. @param {Pick<Target, "user_id" | "session_id">} target */
export const id = ({ user_id = "", session_id }) =>
  session_id === undefined ? user_id : `session ${session_id}${user_id && ` of ${user_id}`}`;

/** @param {Plan} plan @param {number} perMinute */
export const pace = ({ seconds }, perMinute) =>
  `${perMinute} a minute: about ${duration(seconds)}, until ${timeOfDay(Date.now() + seconds * 1000)}`;

/** What is worth knowing before so many calls. @param {Plan} plan @param {"reset" | "invalidate"} method */
export function manyWarning({ count, seconds }, method) {
  if (count <= MANY) return undefined;
  const quicker = "Slack's admin.users.session.resetBulk is quicker, but reports no outcome.";
  return (
    `That is about ${hours(seconds)}. A rotated token is valid for 12 hours: keep a fresh one in the --token-file.` +
    `${method === "reset" ? `\n${quicker}` : ""}\n`
  );
}
