// A fresh process: how much memory one client keeps. node --expose-gc hold.mjs CLIENT HOST CALLS WAITING
import { setTimeout as sleep } from "node:timers/promises";
import { clients, keepInFlight, load } from "./clients.mjs";

const memories = [];
WebAssembly.Instance = class extends WebAssembly.Instance {
  constructor(...given) {
    super(...given);
    if (this.exports.memory) memories.push(this.exports.memory);
  }
};
const wasm = () => memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0);

/** Bytes of the heap in use after garbage collection, repeated until it frees nothing more. */
async function heap() {
  let least = Infinity;
  for (let same = 0; same < 3; same += 1) {
    globalThis.gc();
    // Finalisers, and sockets that close, have their turn.
    await sleep(10);
    const used = process.memoryUsage().heapUsed;
    if (used < least - 1024) same = 0;
    least = Math.min(least, used);
  }
  return least;
}

const [name, host, calls, waiting] = process.argv.slice(2);
const client = clients[name];

// Node loads its fetch at the first use: that must not count for any client.
await (await fetch("data:,")).text();
const before = await heap();
const loaded = await load(client, "import");
const call = client.open(loaded, host, {});
const opened = await heap();
let left = Number(calls);
await keepInFlight(50, call, () => left-- > 0);
const after = await heap();
const { rss } = process.memoryUsage();
const figures = { opened: opened - before, after: after - before, wasm: wasm(), rss };
if (client.queue) {
  const never = client.open(loaded, host, { limit: 1, fetch: () => new Promise(() => {}) });
  // Kept, as a program keeps the promises that it waits for. The first one is in flight, and makes the others wait.
  const kept = [never()];
  await sleep(10);
  const [queued, module] = [await heap(), wasm()];
  while (kept.length <= waiting) kept.push(never());
  await sleep(10);
  figures.waiting = ((await heap()) - queued + wasm() - module) / (kept.length - 1);
}
// The waiting calls would keep the process running.
process.stdout.write(JSON.stringify(figures), () => process.exit());
