// @ts-check
// A file beside a record that says which process writes to it. It has no heartbeat: a laptop that sleeps would lose it.
import { open, readFile, rename, unlink } from "node:fs/promises";
import { hostname } from "node:os";
import { resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { RunRecordError } from "./errors.js";

/** @typedef {{ host: string, pid: number, at: string }} Holder */

/** The locks that this process has, or is about to have. @type {Set<string>} */
const held = new Set();

/** How long a file may be empty before the process that made it must have ended, in milliseconds. */
const EMPTY = 200;

/**
 * Locks a record, or rejects with the name of the process that has it.
 * @param {string} record
 * @returns {Promise<() => Promise<void>>} Unlocks it.
 */
export async function lock(record) {
  const path = resolve(`${record}.lock`);
  const mine = JSON.stringify({ host: hostname(), pid: process.pid, at: new Date().toISOString() });
  await take(record, path, mine);
  return async () => {
    held.delete(path);
    // Only if it is still this process's.
    if ((await readFile(path, "utf8").catch(() => "")) === mine) await unlink(path).catch(() => {});
  };
}

/**
 * Makes the file of a lock. If it is there, and its process is gone, a new file replaces it. If two processes try that at
 * once, only one of them can make the new file. That file is a lock like the first one: this process may end here too.
 * @param {string} record
 * @param {string} path
 * @param {string} mine
 */
async function take(record, path, mine) {
  if (held.has(path)) throw locked(record, path, await readHolder(path));
  held.add(path);
  try {
    if (await make(path, mine)) {
      // If it stayed empty for too long, another process has taken it over.
      if ((await readFile(path, "utf8").catch(() => "")) !== mine) throw locked(record, path, await readHolder(path));
      return;
    }
    await refuseIfHeld(record, path);
    const next = `${path}.new`;
    await take(record, next, mine);
    try {
      // Meanwhile another process may have taken it over and may be writing.
      await refuseIfHeld(record, path);
      await rename(next, path);
    } catch (error) {
      await unlink(next).catch(() => {});
      throw error;
    } finally {
      held.delete(next);
    }
  } catch (error) {
    held.delete(path);
    throw error;
  }
}

/** @param {string} record @param {string} path */
async function refuseIfHeld(record, path) {
  const holder = await readHolder(path);
  if (holder && !isGone(holder)) throw locked(record, path, holder);
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
    if (isError(error, "EEXIST")) return false;
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
 * Who has a lock: nobody if there is no file, or if its process ended before it had written it; `{}` if the file doesn't say.
 * @param {string} path
 * @returns {Promise<Partial<Holder> | undefined>}
 */
async function readHolder(path) {
  const until = performance.now() + EMPTY;
  for (;;) {
    let text;
    try {
      text = await readFile(path, "utf8");
    } catch (error) {
      return isError(error, "ENOENT") ? undefined : {};
    }
    if (text !== "") return parse(text);
    if (performance.now() > until) return undefined;
    await setTimeout(EMPTY / 10);
  }
}

/** @param {string} text @returns {Partial<Holder>} */
function parse(text) {
  try {
    const { host, pid, at } = JSON.parse(text);
    return typeof host === "string" && Number.isSafeInteger(pid) && pid > 0 ? { host, pid, at: String(at) } : {};
  } catch {
    return {};
  }
}

/** Whether it is a process of this host that has ended. @param {Partial<Holder>} holder */
function isGone({ host, pid }) {
  if (host !== hostname() || pid === undefined) return false;
  // In a container that was started again the process has the same number as before.
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return isError(error, "ESRCH");
  }
}

/** @param {unknown} error @param {string} code */
const isError = (error, code) => error instanceof Error && "code" in error && error.code === code;

/**
 * @param {string} record
 * @param {string} path
 * @param {Partial<Holder>} [holder]
 */
function locked(record, path, { host, pid, at } = {}) {
  const who = pid === undefined ? "another process" : `process ${pid} on ${host} since ${at}`;
  return new RunRecordError(`${record} is in use by ${who}. If that is no longer true, delete ${path}`);
}
