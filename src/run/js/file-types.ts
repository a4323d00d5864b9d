// The types of `slack-admin-session/run/file`, with their docs.

import type { RunRecord } from "./types.js";

/**
 * Makes a record in a new file, mode 0600, and locks it: a file beside it, `….lock`, says which process writes to it.
 * Rejects with a `RunRecordError` if the file exists already.
 */
export declare function createRecord(path: string): Promise<RunRecord>;

/**
 * Opens an existing record, and locks it. Rejects with a `RunRecordError` if another process writes to it. If that process ran
 * on this host and has ended, its lock is taken over.
 */
export declare function openRecord(path: string): Promise<RunRecord>;
