// The types of `slack-admin-session/run/file`, with their docs.

import type { RunRecord } from "./types.js";

/**
 * Makes a record in a new file, mode 0600, and locks it: a file beside it, `….lock`, says which process writes to it.
 * Rejects with a `RunRecordError` where the file is there already.
 */
export declare function createRecord(path: string): Promise<RunRecord>;

/**
 * Opens a record that is there, and locks it. Rejects with a `RunRecordError` where another process writes to it; the lock of a
 * process of this host that is gone is taken over.
 */
export declare function openRecord(path: string): Promise<RunRecord>;
