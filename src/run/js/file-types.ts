// The types of `slack-admin-session/run/file`, with their docs.

import type { RunRecord } from "./types.js";

/**
 * Makes a record in a new file that only its owner can read (mode 0600), and locks it: a file `….lock` beside it names
 * the process that writes.
 *
 * If the file is there already, it rejects with a `RunRecordError`.
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
 * Opens a record that is there, and locks it. It takes over the lock of a process of this host that has ended.
 *
 * If there is no record, or another process writes to it, it rejects with a `RunRecordError`.
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
