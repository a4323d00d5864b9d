// @ts-check
// A file beside a record that says which process writes to it. It has no heartbeat: a laptop that sleeps would lose it.
import { open, readFile, rename, unlink } from "node:fs/promises";
import { hostname } from "node:os";
import { resolve } from "node:path";
import { RunRecordError } from "./errors.js";

/** @typedef {{ host: string, pid: number, at: string }} Holder */

/** The locks of this process. @type {Set<string>} */
const held = new Set();

/**
 * Locks a record, or rejects with the name of the process that has it.
 * @param {string} record
 * @returns {Promise<() => Promise<void>>} Unlocks it.
 */
export async function lock(record) {
  const path = resolve(`${record}.lock`);
  const mine = JSON.stringify({ host: hostname(), pid: process.pid, at: new Date().toISOString() });
  if (!(await make(path, mine))) await takeOver(record, path, mine);
  held.add(path);
  return async () => {
    held.delete(path);
    // Only if it is still this process's.
    if ((await readFile(path, "utf8").catch(() => "")) === mine) await unlink(path).catch(() => {});
  };
}

/**
 * Makes a file, unless it exists.
 * @param {string} path
 * @param {string} text
 */
async function make(path, text) {
  let file;
  try {
    file = await open(path, "wx", 0o600);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
  try {
    await file.writeFile(text);
  } catch (error) {
    // The disk is full. A lock without a process would never be taken over.
    await unlink(path);
    throw error;
  } finally {
    await file.close();
  }
  return true;
}

/**
 * Takes over the lock of a process that is gone. If two try at once, only one of them can make the new file.
 * @param {string} record
 * @param {string} path
 * @param {string} mine
 */
async function takeOver(record, path, mine) {
  const holder = await readHolder(path);
  if (!holder || held.has(path) || !isGone(holder)) throw new RunRecordError(locked(record, path, holder));
  const next = `${path}.new`;
  if (!(await make(next, mine))) throw new RunRecordError(locked(record, next, await readHolder(next)));
  // Meanwhile another process may have taken it over and may be writing.
  const now = await readHolder(path);
  if (now && (held.has(path) || !isGone(now))) {
    await unlink(next);
    throw new RunRecordError(locked(record, path, now));
  }
  await rename(next, path);
}

/** @param {string} path @returns {Promise<Holder | undefined>} */
async function readHolder(path) {
  try {
    const { host, pid, at } = JSON.parse(await readFile(path, "utf8"));
    return typeof host === "string" && Number.isSafeInteger(pid) && pid > 0 ? { host, pid, at: String(at) } : undefined;
  } catch {
    return undefined;
  }
}

/** Whether it is a process of this host that has ended. @param {Holder} holder */
function isGone({ host, pid }) {
  if (host !== hostname()) return false;
  // In a container that was started again the process has the same number as before.
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "ESRCH";
  }
}

/**
 * @param {string} record
 * @param {string} path
 * @param {Holder | undefined} holder
 */
function locked(record, path, holder) {
  const who = holder ? `process ${holder.pid} on ${holder.host} since ${holder.at}` : "another process";
  return `${record} is in use by ${who}. If that is no longer true, delete ${path}`;
}
