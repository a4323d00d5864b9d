// @ts-check
// Passes a record to the module: its bytes, and what `JSON.parse` makes of each line.
import { core } from "./core.js";
import { RunRecordError } from "./errors.js";
import { parse } from "./list.js";

/** @typedef {import("./border.js").RecordReader} RecordReader */

/** The types of the record's properties. A later program may know others. @type {Record<string, string>} */
const TYPES = {
  type: "string",
  version: "number",
  at: "string",
  method: "string",
  mobile_only: "boolean",
  web_only: "boolean",
  host: "string",
  per_minute: "number",
  n: "number",
  line: "number",
  user_id: "string",
  session_id: "string",
  team_id: "string",
  targets: "number",
  duplicates: "number",
  skipped: "number",
  state: "string",
  error: "string",
  kind: "string",
  request_id: "string",
  retry_after: "number",
  torn: "number",
};

/** How much the module gets at once: its memory never shrinks. */
const PIECE = 1 << 16;

/**
 * What a record says.
 * @param {AsyncIterable<Uint8Array>} record
 */
export async function readRecord(record) {
  const reader = new (core().RecordReader)();
  try {
    for await (const bytes of record) {
      for (let at = 0; at < bytes.length; at += PIECE) {
        reader.push(bytes.subarray(at, at + PIECE));
        answerLines(reader);
      }
    }
    reader.end();
    answerLines(reader);
    const replay = reader.finish();
    if (!replay) throw new RunRecordError(reader.error_message() ?? "", { line: reader.error_line() });
    return replay;
  } finally {
    reader.free();
  }
}

/** @param {RecordReader} reader */
function answerLines(reader) {
  for (const line of reader.lines()?.split("\n") ?? []) {
    const object = parse(line);
    if (object && isTyped(object)) reader.event(object);
    else reader.unreadable();
  }
}

/**
 * Whether each property has the type that the module expects.
 * @param {Record<string, unknown>} line
 */
function isTyped(line) {
  for (const key in line) {
    const value = line[key];
    const type = TYPES[key];
    if (type !== undefined && typeof value !== type) return false;
    // A number of targets, or whether one is protected.
    if (key === "protected" && typeof value !== "boolean" && typeof value !== "number") return false;
    if (key === "protect" && !(Array.isArray(value) && value.every((user) => typeof user === "string"))) return false;
  }
  return true;
}
