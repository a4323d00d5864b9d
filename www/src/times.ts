// Writes times, in the local time and format of the reader.

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit" });

/** The time of day, to the second. */
export const timeOfDay = (time: Date | number): string => clock.format(time);

/** A length of time in words: "30 s", "28 min". Rounded up, so that the wait is not too short. */
export function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  return whole <= 120 ? `${whole} s` : `${Math.ceil(whole / 60)} min`;
}

const day = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });

/** A time, with its date if it isn't today, for the middle of a sentence. */
export function moment(time: number): string {
  return new Date(time).toDateString() === new Date().toDateString() ? `today at ${timeOfDay(time)}` : day.format(time);
}

/** The same for the start of a sentence. */
export const momentFirst = (time: number): string => moment(time).replace("today", "Today");

const paper = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });
const zone = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "long" });

/** A time with its date. */
export const dated = (time: number): string => paper.format(time);

/** A time with its date and its zone. */
export const zoned = (time: number): string => zone.format(time);
