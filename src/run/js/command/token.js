// @ts-check
// Where the token comes from. It is kept no longer than needed, and never shown.
import { readFile } from "node:fs/promises";
import { Refusal, fileRefusal } from "./refusal.js";

/**
 * A function that reads the token, anew for each call.
 * @param {string | undefined} path A file; otherwise it is in the environment.
 * @returns {() => Promise<string>}
 */
export const tokenFrom = (path) => (path === undefined ? readVariable : () => readTokenFile(path));

async function readVariable() {
  const token = process.env["SLACK_TOKEN"]?.trim();
  if (!token)
    throw new Refusal("There is no token: put it into the variable SLACK_TOKEN, or into a file for --token-file.");
  return token;
}

/** @param {string} path */
async function readTokenFile(path) {
  let bytes;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    throw fileRefusal(`read the token file ${path}`, cause);
  }
  // Windows PowerShell writes UTF-16.
  const label = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8";
  const token = new TextDecoder(label).decode(bytes).trim();
  if (!token) throw new Refusal(`The token file ${path} is empty.`);
  return token;
}
