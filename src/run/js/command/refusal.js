// @ts-check
// Why nothing was sent.

/** Something that the user of the command can correct. */
export class Refusal extends Error {}

/** What the system's codes mean for a file. @type {Record<string, string>} */
const CODES = {
  EACCES: "permission denied",
  EISDIR: "it is a folder",
  ENOENT: "no such file or folder",
  ENOSPC: "the disk is full",
  ENOTDIR: "a part of its path is a file",
  EPERM: "permission denied",
  EROFS: "the disk is read-only",
};

/**
 * What was wrong, for people. No message of this package quotes a value that could be a token.
 * @param {unknown} error
 */
export function describe(error) {
  if (!(error instanceof Error)) return "An unknown error happened.";
  return error.message;
}

/**
 * A refusal for a file that can't be used.
 * @param {string} what Such as "read users.csv".
 * @param {unknown} cause
 */
export function fileRefusal(what, cause) {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  return new Refusal(`Can't ${what}: ${CODES[code] ?? (code || describe(cause))}.`);
}
