// @ts-check
// Passes a list to the module: its bytes and, for JSON Lines, what `JSON.parse` makes of each line.
import { core } from "./core.js";
import { RunInputError } from "./errors.js";

/** @typedef {import("../../../target/run-core/slack_admin_session_run.js").ListReader} ListReader */
/** @typedef {import("../../../target/run-core/slack_admin_session_run.js").Protected} Protected */

/** How much the module gets at once: its memory never shrinks. */
const PIECE = 1 << 16;

/**
 * Collects what comes in pieces.
 * @param {Uint8Array | AsyncIterable<Uint8Array>} list
 */
export async function collect(list) {
  if (list instanceof Uint8Array) return list;
  if (typeof list?.[Symbol.asyncIterator] !== "function") {
    throw new TypeError("`list` must be a Uint8Array, or an async iterable of them");
  }
  const pieces = [];
  let length = 0;
  for await (const piece of list) {
    if (!(piece instanceof Uint8Array)) throw new TypeError("`list` must yield Uint8Arrays");
    pieces.push(piece);
    length += piece.length;
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/**
 * Passes all bytes to a reader.
 * @param {ListReader} reader
 * @param {Uint8Array} bytes
 */
export function feed(reader, bytes) {
  const label = core().encoding(bytes.subarray(0, 4));
  const utf8 = label === "utf-8" ? bytes : new TextEncoder().encode(new TextDecoder(label).decode(bytes));
  for (let at = 0; at < utf8.length; at += PIECE) {
    reader.push(utf8.subarray(at, at + PIECE));
    answerLines(reader);
  }
  reader.end();
  answerLines(reader);
}

/** @param {ListReader} reader */
function answerLines(reader) {
  for (let line = reader.json_line(); line !== undefined; line = reader.json_line()) {
    const object = parse(line);
    if (object) {
      const { user_id, session_id, team_id, actor, entity, context } = object;
      reader.json({
        user_id,
        session_id,
        team_id,
        actor_id: actor?.user?.id,
        entity_type: entity?.type,
        entity_id: entity?.user?.id,
        context_session_id: context?.session_id,
      });
    } else {
      reader.not_json();
    }
  }
}

/**
 * The object that a line holds.
 * @param {string} line
 * @returns {Record<string, any> | undefined}
 */
export function parse(line) {
  try {
    const value = JSON.parse(line);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The error of a list that was refused.
 * @param {string} what
 * @param {string} problems JSON
 */
export function refused(what, problems) {
  const { total, problems: first } = /** @type {import("./border.js").ListProblems} */ (JSON.parse(problems));
  return new RunInputError(what, first, total);
}

/**
 * The users to protect; `undefined` if there is no such list.
 * @param {unknown} protect
 * @returns {Protected | undefined}
 */
export function protectedUsers(protect) {
  if (protect === undefined || protect === null) return undefined;
  const reader = new (core().ListReader)();
  try {
    feed(reader, protectBytes(protect));
    const users = reader.protected();
    if (!users) throw refused("the list of protected users", reader.problems());
    return users;
  } finally {
    reader.free();
  }
}

/** @param {unknown} protect */
function protectBytes(protect) {
  if (protect instanceof Uint8Array) return protect;
  if (!Array.isArray(protect) || !protect.every((id) => typeof id === "string")) {
    throw new TypeError("`protect` must be a Uint8Array, or an array of user ids");
  }
  // An id with a line break in it would become two.
  return new TextEncoder().encode(protect.map((id) => id.replace(/[\r\n]/g, " ")).join("\n"));
}
