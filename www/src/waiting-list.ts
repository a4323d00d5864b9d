// A list that was agreed to and has not begun, as this browser keeps it.

import type { Devices } from "./action.ts";
import type { Beginning } from "./leg.ts";
import { type Method, type Target, asList } from "./target.ts";

export interface WaitingList {
  /** That of the run that it becomes. */
  id: string;
  /** When it was agreed to, in milliseconds since 1970. */
  at: number;
  method: Method;
  devices: Devices;
  targets: Target[];
  name: string;
  note: string;
  host: string;
  admin: string;
  organisation: string;
}

/** What its run begins with. */
export function beginning({ targets, name, method, devices, admin, note }: WaitingList): Beginning {
  return { list: asList(targets), name, method, devices, by: admin, note };
}
