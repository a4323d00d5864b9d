// A client in a process of its own, so that none pays for another's garbage. Told by its parent what to do.
import { clients, instant, load } from "./clients.mjs";

const [name, host] = process.argv.slice(2);
const client = clients[name];
const options = host === "instant" ? { fetch: instant } : {};
const call = client.open(await load(client, "import"), host === "instant" ? "https://slack.com/api" : host, options);

/** So many calls, `width` at a time: microseconds and processor microseconds a call. */
async function block({ calls, width }) {
  const cpu = process.cpuUsage();
  const start = performance.now();
  for (let left = calls; left > 0; left -= width) {
    if (width === 1) await call();
    else await Promise.all(Array.from({ length: width }, call));
  }
  const wall = (performance.now() - start) * 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { wall: wall / calls, cpu: (user + system) / calls };
}

process.on("message", async (order) => process.send(await block(order)));
