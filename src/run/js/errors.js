// @ts-check
// The errors of a run.

/** @typedef {import("./types.js").Problem} Problem */

/** @param {Problem} problem */
const line = ({ line, column, message }) => `line ${line}${column ? `, ${column}` : ""}: ${message}`;

export class RunInputError extends Error {
  /**
   * @param {string} what Which list it is.
   * @param {readonly Problem[]} problems
   * @param {number} total
   */
  constructor(what, problems, total) {
    const more = total > problems.length ? [`and ${total - problems.length} more`] : [];
    super([`${what} was refused, and nothing was sent:`, ...problems.map(line), ...more].join("\n  "));
    this.problems = problems;
    this.total = total;
  }
}

export class RunRecordError extends Error {
  /**
   * @param {string} message
   * @param {{ line?: number | undefined, cause?: unknown }} [details]
   */
  constructor(message, { line, cause } = {}) {
    super(message, cause === undefined ? undefined : { cause });
    if (line !== undefined) this.line = line;
  }
}

// By name: minifiers rename classes.
for (const [value, { prototype }] of Object.entries({ RunInputError, RunRecordError })) {
  Object.defineProperty(prototype, "name", { value, configurable: true, writable: true });
}
