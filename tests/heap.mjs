// @ts-check
// The heap of a process that was started with --expose-gc.
import { setTimeout as sleep } from "node:timers/promises";

/** Bytes of the heap that are in use, once what can be collected was collected: until nothing more goes. */
export async function heapBytes() {
  if (!globalThis.gc) throw new Error("run it with node --expose-gc");
  let least = Infinity;
  for (let same = 0; same < 3; same += 1) {
    globalThis.gc();
    // Finalisers run, and sockets close.
    await sleep(10);
    const used = process.memoryUsage().heapUsed;
    if (used < least - 1024) same = 0;
    least = Math.min(least, used);
  }
  return least;
}
