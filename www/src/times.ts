// How times are written: as the reader's own clock shows them.

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit" });

/** The time of day, to the second. */
export const timeOfDay = (time: Date | number): string => clock.format(time);

/** A length of time in words: "30 s", "28 min". Rounded up, so that nobody comes too early. */
export function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  return whole <= 120 ? `${whole} s` : `${Math.ceil(whole / 60)} min`;
}

const day = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });

/** A time of this day, or of another one with its date, within a sentence. */
export function moment(time: number): string {
  return new Date(time).toDateString() === new Date().toDateString() ? `today at ${timeOfDay(time)}` : day.format(time);
}

/** The same where a sentence begins. */
export const momentFirst = (time: number): string => moment(time).replace("today", "Today");

const paper = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });
const zone = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "long" });

/** A time with its date. */
export const dated = (time: number): string => paper.format(time);

/** A time with its date and its zone. */
export const zoned = (time: number): string => zone.format(time);
