// Where the records of runs are kept: this browser's IndexedDB. A line is durable before a run goes on.

import type { RunRecord } from "slack-admin-session/run";

/** A run, as it is listed. */
export interface StoredRun {
  id: string;
  /** When it began, in milliseconds since 1970. */
  at: number;
  /** Whether nothing is left of it, or somebody put it away. */
  over: boolean;
}

/** A piece of a record: a text, or what a file brought. */
interface Piece {
  run: string;
  n: number;
  bytes: Uint8Array<ArrayBuffer>;
}

const NAME = "slack-sessions";
const RUNS = "runs";
const PIECES = "pieces";

let opened: Promise<IDBDatabase> | undefined;

function database(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(RUNS, { keyPath: "id" });
      request.result.createObjectStore(PIECES, { keyPath: ["run", "n"] });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
}

function result<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Writes, and resolves when it is on the disk. */
async function write(store: string, change: (store: IDBObjectStore) => void): Promise<void> {
  const transaction = (await database()).transaction(store, "readwrite", { durability: "strict" });
  const done = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
  change(transaction.objectStore(store));
  await done;
}

async function piecesOf(run: string): Promise<Piece[]> {
  const store = (await database()).transaction(PIECES).objectStore(PIECES);
  return result(store.getAll(IDBKeyRange.bound([run], [run, []])));
}

/** All runs that are kept here, the newest first. */
export async function runs(): Promise<StoredRun[]> {
  const store = (await database()).transaction(RUNS).objectStore(RUNS);
  const all: StoredRun[] = await result(store.getAll());
  return all.sort((a, b) => b.at - a.at);
}

/** Notes a run, anew or again. */
export const note = (run: StoredRun): Promise<void> => write(RUNS, (store) => store.put(run));

/** Takes a record in that a file brought. */
export const bring = (run: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> =>
  write(PIECES, (store) => store.add({ run, n: 0, bytes }));

/** Forgets a run with its record. */
export async function forget(run: string): Promise<void> {
  await write(PIECES, (store) => store.delete(IDBKeyRange.bound([run], [run, []])));
  await write(RUNS, (store) => store.delete(run));
}

/** A run's record, from its start. */
export async function* read(run: string): AsyncGenerator<Uint8Array> {
  for (const { bytes } of await piecesOf(run)) yield bytes;
}

/** The record that a run writes. */
export async function record(run: string): Promise<RunRecord> {
  let n = (await piecesOf(run)).at(-1)?.n ?? -1;
  return {
    read: () => read(run),
    append: async (text) => {
      n += 1;
      // Refused where there is one of this number: then somebody else writes too.
      await write(PIECES, (store) => store.add({ run, n, bytes: new TextEncoder().encode(text) }));
    },
    close: async () => {},
  };
}
