// A run, as the page knows it.

import { type ReportRow, type RunCounts, type RunProgress, report } from "slack-admin-session/run";
import type { Devices } from "./action.ts";
import * as store from "./run-store.ts";
import type { Method, Target } from "./target.ts";

/** What a run is doing: `stopping` still waits for a call; `paused` can go on. */
export type Phase = "running" | "stopping" | "paused" | "over";

export interface Run {
  readonly id: string;
  readonly at: number;
  readonly method: Method;
  readonly devices: Devices;
  readonly host: string;
  readonly note: string;
  rows: ReportRow[];
  counts: RunCounts;
  phase: Phase;
  /** Why it waits, in words; empty while it goes on. */
  why: string;
  secondsLeft: number;
  waitsFor: RunProgress["waitsFor"];
}

/** A run that begins. */
export function fresh(id: string, method: Method, devices: Devices, host: string, note: string, targets: readonly Target[]): Run {
  const rows = targets.map((target, index) => ({
    n: index + 1,
    line: index + 1,
    ...target,
    protected: false,
    state: "left" as const,
    error: "",
    what: "",
    next: "",
    request_id: "",
    at: "",
  }));
  const counts = { done: 0, notDone: 0, unknown: 0, left: rows.length };
  return { id, at: Date.now(), method, devices, host, note, rows, counts, phase: "paused", why: "", secondsLeft: 0, waitsFor: undefined };
}

/** A run whose record is kept here. Rejects where the record can't be used. */
export async function load({ id, at, over }: store.StoredRun): Promise<Run> {
  const read = await report(store.read(id));
  const { method, mobile_only, web_only, host, done, notDone, unknown, left } = read;
  return {
    id,
    at,
    method,
    devices: mobile_only ? "mobile" : web_only ? "web" : "all",
    host,
    note: "",
    rows: [...read],
    counts: { done, notDone, unknown, left },
    phase: over ? "over" : "paused",
    why: "",
    secondsLeft: 0,
    waitsFor: undefined,
  };
}
