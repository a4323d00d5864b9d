// @ts-check
// `slack-admin-session/run/file`: a record in a file, for Node, Deno and Bun.
import { closeSync, fdatasync, fstatSync, fsyncSync, openSync, readSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { promisify } from "node:util";
import { RunRecordError } from "./errors.js";
import { lock } from "./lock.js";

/** Only this waits for the disk, so only this is asynchronous. The other calls would take longer in threads of their own. */
const sync = promisify(fdatasync);

/** How much is read at once. */
const PIECE = 1 << 16;

/** A record in a file that only this process writes to. */
class FileRecord {
  #path;
  #file;
  #unlock;
  /** What the file's length must be: no other program may write to it. */
  #length;
  /** Why nothing more is written. @type {RunRecordError | undefined} */
  #broken;
  #isClosed = false;

  /**
   * @param {string} path
   * @param {number} file Its descriptor.
   * @param {number} length
   * @param {() => Promise<void>} unlock
   */
  constructor(path, file, length, unlock) {
    this.#path = path;
    this.#file = file;
    this.#length = length;
    this.#unlock = unlock;
  }

  async *read() {
    for (let at = 0; at < this.#length; ) {
      const bytes = new Uint8Array(PIECE);
      const length = readSync(this.#file, bytes, 0, PIECE, at);
      if (length === 0) throw new RunRecordError(`${this.#path} became shorter while it was read`);
      at += length;
      yield bytes.subarray(0, length);
    }
  }

  /** @param {string} text */
  async append(text) {
    if (this.#broken) throw this.#broken;
    try {
      this.#checkLength();
      const bytes = new TextEncoder().encode(text);
      // A full disk gives a short count, not an error.
      const written = writeSync(this.#file, bytes);
      if (written !== bytes.length) throw new RunRecordError(`${this.#path} can't be written whole: is the disk full?`);
      await sync(this.#file);
      this.#length += bytes.length;
      this.#checkLength();
    } catch (cause) {
      const message = `${this.#path} can't be written: ${cause instanceof Error ? cause.message : cause}`;
      this.#broken = cause instanceof RunRecordError ? cause : new RunRecordError(message, { cause });
      throw this.#broken;
    }
  }

  async close() {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#broken ??= new RunRecordError(`${this.#path} is closed`);
    closeSync(this.#file);
    await this.#unlock();
  }

  #checkLength() {
    const { size } = fstatSync(this.#file);
    if (size !== this.#length) throw new RunRecordError(`another program wrote to ${this.#path}`);
  }
}

/**
 * Makes a record. Refuses a file that exists already.
 * @param {string} path
 */
export async function createRecord(path) {
  const unlock = await lock(path);
  try {
    const file = openSync(path, "ax+", 0o600);
    syncFolder(path);
    return new FileRecord(path, file, 0, unlock);
  } catch (cause) {
    await unlock();
    if (codeOf(cause) !== "EEXIST") throw cause;
    throw new RunRecordError(`${path} exists already. To go on with it: slack-admin-session resume ${path}`, {
      cause,
    });
  }
}

/**
 * Opens an existing record, and locks it.
 * @param {string} path
 */
export async function openRecord(path) {
  const unlock = await lock(path);
  try {
    // Not created if it doesn't exist, and written only at its end.
    closeSync(openSync(path, "r"));
    const file = openSync(path, "a+");
    return new FileRecord(path, file, fstatSync(file).size, unlock);
  } catch (cause) {
    await unlock();
    if (codeOf(cause) !== "ENOENT") throw cause;
    throw new RunRecordError(`there is no record ${path}`, { cause });
  }
}

/**
 * Makes the file's name durable. Windows can't, nor can some file systems.
 * @param {string} path
 */
function syncFolder(path) {
  if (process.platform === "win32") return;
  const folder = openSync(dirname(path), "r");
  try {
    fsyncSync(folder);
  } catch (error) {
    if (codeOf(error) !== "EINVAL") throw error;
  } finally {
    closeSync(folder);
  }
}

/** @param {unknown} error */
const codeOf = (error) => (error instanceof Error && "code" in error ? error.code : undefined);
