// Starts the worker that drives a leg of a run.

import type { Leg, Order, Told } from "./leg.ts";
import address from "./run-worker.ts?worker&url";

/** The only script that the page's policy allows as a worker. */
const script = globalThis.trustedTypes?.createPolicy("worker", { createScriptURL: () => address }).createScriptURL("") ?? address;

/** A leg that is under way. */
export interface Thread {
  /** Stops the leg. A wait ends at once; a call under way is awaited and recorded. */
  stop(): void;
}

/** Starts a leg. `listen` receives its messages; the last one says how it ended. */
export function start(leg: Leg, listen: (told: Told) => void): Thread {
  const worker = new Worker(script as string, { type: "module" });
  const order = (what: Order) => worker.postMessage(what);
  const hear = (told: Told) => {
    if (told.is !== "progress") worker.terminate();
    listen(told);
  };
  worker.addEventListener("message", ({ data }: MessageEvent<Told>) => hear(data));
  worker.addEventListener("error", () => hear({ is: "failed", message: "The browser could not start it." }));
  order({ ask: "go", leg });
  return { stop: () => order({ ask: "stop" }) };
}
