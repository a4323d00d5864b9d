// A fresh process: what one client keeps of memory. node --expose-gc kept-memory.mjs CLIENT HOST CALLS WAITING
import { setTimeout as sleep } from "node:timers/promises";
import { heapBytes } from "../tests/heap.mjs";
import { wasmBytes } from "../tests/instances.mjs";
import { clients, keepInFlight, load } from "./clients.mjs";

const [name, host, calls, waiting] = process.argv.slice(2);
const client = clients[name];

// Node loads its fetch at the first use: that is nobody's.
await (await fetch("data:,")).text();
const before = await heapBytes();
const loaded = await load(client, "import");
const call = client.open(loaded, host, {});
const opened = await heapBytes();
let left = Number(calls);
await keepInFlight(50, call, () => left-- > 0);
const after = await heapBytes();
const { rss } = process.memoryUsage();
const figures = { opened: opened - before, after: after - before, wasm: wasmBytes(), rss };
if (client.queue) {
  const never = client.open(loaded, host, { limit: 1, fetch: () => new Promise(() => {}) });
  // Kept, as a program keeps the promises that it waits for. The first one is in flight, and makes the others wait.
  const kept = [never()];
  await sleep(10);
  const [queued, module] = [await heapBytes(), wasmBytes()];
  while (kept.length <= waiting) kept.push(never());
  await sleep(10);
  figures.waiting = ((await heapBytes()) - queued + wasmBytes() - module) / (kept.length - 1);
}
// What waits would keep the process up.
process.stdout.write(JSON.stringify(figures), () => process.exit());
