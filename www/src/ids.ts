// The forms of Slack's ids, the same as in src/run/text/id.rs. A test compares both.

/** A user id, as a part of a longer pattern. */
export const USER_ID = "[UW][A-Z0-9]{8,20}";

export const USER = new RegExp(`^${USER_ID}$`);
export const TEAM = /^[TE][A-Z0-9]{8,20}$/;
export const SESSION = /^[0-9]{1,20}$/;
