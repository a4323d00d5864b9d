// The types of `slack-admin-session/run/file`, with their docs.

import type { RunRecord } from "./types.js";

/**
 * Makes a record in a new file that only its owner can read (mode 0600), and locks it. The lock is a file `….lock`
 * beside it, which names the process that writes.
 *
 * Rejects with a `RunRecordError` if the file exists already.
 *
 * @example
 * ```js
 * const record = await createRecord("new.jsonl");
 * const users = await plan(new TextEncoder().encode("W12345678\n"), { method: "reset" });
 * await run(api, users, { record });
 * ```
 */
export declare function createRecord(path: string): Promise<RunRecord>;

/**
 * Opens an existing record, and locks it. If another process had locked it, but ran on this host and has ended, its
 * lock is taken over.
 *
 * Rejects with a `RunRecordError` if there is no record, or if another process writes to it.
 *
 * @example
 * ```js
 * const made = await createRecord("again.jsonl");
 * await made.close();
 * const record = await openRecord("again.jsonl");
 * await record.close();
 * ```
 */
export declare function openRecord(path: string): Promise<RunRecord>;
