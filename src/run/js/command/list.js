// @ts-check
// Where a list comes from.
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { Refusal, fileRefusal } from "./refusal.js";

/**
 * A list as it was given.
 * @typedef {object} List
 * @property {Uint8Array} bytes
 * @property {string} name For the record and the question.
 * @property {boolean} isOfArguments Whether ids were given instead of a file: then there are no lines to name.
 * @property {boolean} isOfStdin Whether stdin was read: then nobody can type an answer there.
 */

/** A user id, as in src/run/text/id.rs. */
export const USER = /^[UW][A-Z0-9]{8,20}$/;

/**
 * @param {string[]} words
 * @param {"reset" | "invalidate"} method
 * @returns {Promise<List>}
 */
export async function readList(words, method) {
  const [first, ...more] = words;
  if (first === undefined) throw new Refusal("A list is missing: a file, or - for stdin.");
  if (method === "reset" && words.every((word) => USER.test(word))) {
    return {
      bytes: new TextEncoder().encode(words.join("\n")),
      name: "arguments",
      isOfArguments: true,
      isOfStdin: false,
    };
  }
  if (more.length > 0) throw new Refusal(several(words, method));
  if (first === "-") return { bytes: await readStdin(), name: "stdin", isOfArguments: false, isOfStdin: true };
  return { bytes: await readBytes(first), name: basename(first), isOfArguments: false, isOfStdin: false };
}

/** @param {string[]} words @param {"reset" | "invalidate"} method */
function several(words, method) {
  const place = words.findIndex((word) => !USER.test(word));
  if (method === "invalidate" || place === 0) return "There are several lists: give one.";
  // Not quoted: no refused value is.
  return `Number ${place + 1} of the ids is not a user id such as W0123ABCD. Give only ids, or one list.`;
}

/** @param {string} path */
export async function readBytes(path) {
  try {
    return await readFile(path);
  } catch (cause) {
    throw fileRefusal(`read ${path}`, cause);
  }
}

async function readStdin() {
  const pieces = [];
  for await (const piece of process.stdin) pieces.push(piece);
  return Buffer.concat(pieces);
}
