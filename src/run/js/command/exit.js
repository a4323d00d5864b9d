// @ts-check
// The exit statuses.

/** Every target is done; or it was a dry run, or a report. */
export const DONE = 0;
/** It came to its end, and some targets are not done, or may have happened. */
export const NOT_ALL = 1;
/** Nothing was sent. */
export const NOTHING_SENT = 2;
/** It stopped before its end, and can go on. */
export const STOPPED = 3;
