// What this browser keeps in IndexedDB: the records of runs, the lists that wait, and what people found out later. A line of a
// record is on the disk before its run goes on.

import type { RunRecord } from "slack-admin-session/run";
import type { WaitingList } from "./waiting-list.ts";

/** A run, with what its record doesn't say. */
export interface StoredRun {
  id: string;
  /** When it began, in milliseconds since 1970. */
  at: number;
  /** Whether it is finished, or a person stopped it. */
  over: boolean;
  organisation: string;
  /** What settled the calls that may have happened, by the names of their targets. */
  settled: Record<string, string>;
}

/** A piece of a record: lines of a run, or the content of a file. */
interface Piece {
  run: string;
  n: number;
  bytes: Uint8Array<ArrayBuffer>;
}

const NAME = "slack-sessions";
const RUNS = "runs";
const PIECES = "pieces";
const WAITING = "waiting";

/** The stores, and the keys of their entries. */
const STORES = { [RUNS]: "id", [PIECES]: ["run", "n"], [WAITING]: "id" };

let opened: Promise<IDBDatabase> | undefined;

function database(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 2);
    request.onupgradeneeded = () => {
      const there = request.result.objectStoreNames;
      for (const [name, keyPath] of Object.entries(STORES)) {
        if (!there.contains(name)) request.result.createObjectStore(name, { keyPath });
      }
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

/** Changes a store, and resolves when the change is on the disk. */
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

async function all<Value extends { at: number }>(name: string): Promise<Value[]> {
  const store = (await database()).transaction(name).objectStore(name);
  return result<Value[]>(store.getAll());
}

/** All runs in this browser, the newest first. */
export const runs = async (): Promise<StoredRun[]> => (await all<StoredRun>(RUNS)).sort((a, b) => b.at - a.at);

/** Adds or updates a run. Properties that aren't given keep their values. */
export function note(run: Pick<StoredRun, "id" | "at" | "over"> & Partial<StoredRun>): Promise<void> {
  return write(RUNS, (store) => {
    const kept: IDBRequest<StoredRun | undefined> = store.get(run.id);
    kept.onsuccess = () => store.put({ organisation: "", settled: {}, ...kept.result, ...run });
  });
}

/** Notes what settled the call for a target, if the run is in this browser. */
export function settle(run: string, target: string, by: string): Promise<void> {
  return write(RUNS, (store) => {
    const kept: IDBRequest<StoredRun | undefined> = store.get(run);
    kept.onsuccess = () => {
      if (kept.result) store.put({ ...kept.result, settled: { ...kept.result.settled, [target]: by } });
    };
  });
}

/** All lists that wait, the oldest first. */
export const waiting = async (): Promise<WaitingList[]> => (await all<WaitingList>(WAITING)).sort((a, b) => a.at - b.at);

/** Whether a list still waits. */
export async function waits(id: string): Promise<boolean> {
  const store = (await database()).transaction(WAITING).objectStore(WAITING);
  return (await result(store.count(id))) > 0;
}

/** Keeps a list until it has begun. */
export const keep = (list: WaitingList): Promise<void> => write(WAITING, (store) => store.put(list));

/** Deletes a list that has begun or was discarded. */
export const unkeep = (id: string): Promise<void> => write(WAITING, (store) => store.delete(id));

/** Stores a record from a file. */
export const bring = (run: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> =>
  write(PIECES, (store) => store.add({ run, n: 0, bytes }));

/** Whether a run made calls: then its record has an intent. */
export async function hasCalls(run: string): Promise<boolean> {
  const decoder = new TextDecoder();
  return (await piecesOf(run)).some(({ bytes }) => decoder.decode(bytes).includes('"intent"'));
}

/** Deletes a run and its record. */
export async function forget(run: string): Promise<void> {
  await write(PIECES, (store) => store.delete(IDBKeyRange.bound([run], [run, []])));
  await write(RUNS, (store) => store.delete(run));
}

/** A run's record, from its start. */
export async function* read(run: string): AsyncGenerator<Uint8Array> {
  for (const { bytes } of await piecesOf(run)) yield bytes;
}

/** The record of a run, for writing. */
export async function record(run: string): Promise<RunRecord> {
  let n = (await piecesOf(run)).at(-1)?.n ?? -1;
  return {
    read: () => read(run),
    append: async (text) => {
      n += 1;
      // `add` fails if this number exists: then another tab writes too.
      await write(PIECES, (store) => store.add({ run, n, bytes: new TextEncoder().encode(text) }));
    },
    close: async () => {},
  };
}
