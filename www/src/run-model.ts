// The page's model of a run.

import { type ReportRow, type RunCounts, type RunProgress, report } from "slack-admin-session/run";
import type { Devices } from "./action.ts";
import * as store from "./run-store.ts";
import type { Method } from "./target.ts";
import type { WaitingList } from "./waiting-list.ts";

/** The phase of a run. `stopping` still waits for a call, `paused` can go on. */
export type Phase = "running" | "stopping" | "paused" | "over";

export interface Run {
  readonly id: string;
  readonly at: number;
  readonly method: Method;
  readonly devices: Devices;
  readonly host: string;
  /** The admin who began it, or an empty text if unknown. */
  readonly admin: string;
  readonly organisation: string;
  readonly note: string;
  rows: ReportRow[];
  counts: RunCounts;
  phase: Phase;
  /** Why it paused or ended, in words. Empty if there is nothing to say. */
  why: string;
  secondsLeft: number;
  waitsFor: RunProgress["waitsFor"];
}

const RESTING = { why: "", secondsLeft: 0, waitsFor: undefined };

/** A new run of a list. */
export function fresh({ id, method, devices, host, admin, organisation, note, targets }: WaitingList): Run {
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
  return { id, at: Date.now(), method, devices, host, admin, organisation, note, rows, counts, phase: "paused", ...RESTING };
}

/** Loads a run from its record in this browser. Rejects if the record can't be used. */
export async function load({ id, at, over, organisation }: store.StoredRun): Promise<Run> {
  const read = await report(store.read(id));
  const { method, mobile_only, web_only, host, done, notDone, unknown, left } = read;
  const begun = await heading(id);
  return {
    id,
    at: begun.at || at,
    method,
    devices: mobile_only ? "mobile" : web_only ? "web" : "all",
    host,
    admin: begun.by,
    organisation,
    note: begun.note,
    rows: [...read],
    counts: { done, notDone, unknown, left },
    phase: over || left === 0 ? "over" : "paused",
    ...RESTING,
  };
}

/** When and why a run began, and who began it. Only the first line of the record says so, not its report. */
async function heading(id: string): Promise<{ at: number; by: string; note: string }> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const piece of store.read(id)) {
    text += decoder.decode(piece, { stream: true });
    if (text.includes("\n")) break;
  }
  const line: unknown = JSON.parse(text.split("\n", 1)[0] ?? "");
  const said = (name: string) => {
    const value = (line as Record<string, unknown>)[name];
    return typeof value === "string" ? value : "";
  };
  return { at: Date.parse(said("at")), by: said("by"), note: said("note") };
}
