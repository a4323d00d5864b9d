// A fresh process: loads one client, makes it, and calls once. node first-call.mjs CLIENT import|require HOST
import { clients, load } from "./clients.mjs";

/** Milliseconds, of the clock and of the processor. */
const now = () => {
  const { user, system } = process.cpuUsage();
  return [performance.now(), (user + system) / 1000];
};

const [name, way, host] = process.argv.slice(2);
const client = clients[name];
const begin = now();
const call = client.open(await load(client, way), host, {});
const ready = now();
await call();
const settled = now();
const since = ([wall, cpu]) => ({ wall: wall - begin[0], cpu: cpu - begin[1] });
console.log(JSON.stringify({ ready: since(ready), settled: since(settled) }));
