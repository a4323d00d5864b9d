// @ts-check
// Lengths of time, and times of day.

const MINUTE = 60;
const HOUR = 3600;

/** @param {number} count @param {string} noun */
export const counted = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

/**
 * Rounded up, in words: "40 seconds", "21 minutes", "3 hours 5 minutes".
 * @param {number} seconds
 */
export function duration(seconds) {
  if (seconds <= 90) return counted(Math.ceil(seconds), "second");
  const minutes = Math.ceil(seconds / MINUTE);
  if (minutes < 100) return counted(minutes, "minute");
  const rest = minutes % MINUTE;
  return `${counted(Math.floor(minutes / MINUTE), "hour")}${rest > 0 ? ` ${counted(rest, "minute")}` : ""}`;
}

/** The same, short: "40 s", "21 min", "3 h 5 min". @param {number} seconds */
const shortDuration = (seconds) =>
  duration(seconds)
    .replace(/ seconds?/, " s")
    .replace(/ hours?/, " h")
    .replace(/ minutes?/, " min");

/** Whole hours, at least one. @param {number} seconds */
export const hours = (seconds) => counted(Math.max(1, Math.round(seconds / HOUR)), "hour");

const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const WEEK = 6 * 24 * HOUR * 1000;

/** The time of day here, with the day if it isn't today. @param {number} milliseconds Since 1970. */
export function timeOfDay(milliseconds) {
  const date = new Date(milliseconds);
  const two = (/** @type {number} */ value) => String(value).padStart(2, "0");
  const time = `${two(date.getHours())}:${two(date.getMinutes())}`;
  if (date.toDateString() === new Date().toDateString()) return time;
  if (milliseconds - Date.now() < WEEK) return `${DAYS[date.getDay()]} ${time}`;
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${time}`;
}

/** "21 min left (04:05)". @param {number} seconds */
export const timeLeft = (seconds) => `${shortDuration(seconds)} left (${timeOfDay(Date.now() + seconds * 1000)})`;

/** The time, for the name of a file: "20261125T031244Z". */
export const stamp = () => new Date().toISOString().replace(/[-:]|\.\d+/g, "");
