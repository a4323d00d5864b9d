// A list that waits for its run, as this browser keeps it. The person has agreed to it.

import type { Devices } from "./action.ts";
import type { Beginning } from "./leg.ts";
import { type Method, type Target, asList } from "./target.ts";

export interface WaitingList {
  /** The id of its later run. */
  id: string;
  /** When the person agreed to it, in milliseconds since 1970. */
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

/** The list and the options for its run. */
export function beginning({ targets, name, method, devices, admin, note }: WaitingList): Beginning {
  return { list: asList(targets), name, method, devices, by: admin, note };
}
