// The forms of Slack's ids, as src/run/text/id.rs has them. A test compares both.

/** A user id, within a longer pattern. */
export const USER_ID = "[UW][A-Z0-9]{8,20}";

export const USER = new RegExp(`^${USER_ID}$`);
export const TEAM = /^[TE][A-Z0-9]{8,20}$/;
export const SESSION = /^[0-9]{1,20}$/;
