// A client in a process of its own, so that no client pays for another's garbage. Its parent says what to do.
import { clients, instant, keepInFlight, load } from "./clients.mjs";

const [name, host] = process.argv.slice(2);
const client = clients[name];
const options = host === "instant" ? { fetch: instant } : {};
const call = client.open(await load(client, "import"), host === "instant" ? "https://slack.com/api" : host, options);

/** Microseconds, of the clock and of the processor. */
function now() {
  const { user, system } = process.cpuUsage();
  return { wall: performance.now() * 1000, cpu: user + system };
}

/** Microseconds a call, for so many calls with `width` in flight all the time. */
async function block({ calls, width }) {
  let done = 0;
  let start;
  let end;
  const counted = async () => {
    await call();
    done += 1;
    // The first calls open connections and fill caches; after the end, fewer and fewer are in flight.
    if (done === width) start = now();
    if (done === width + calls) end = now();
  };
  await keepInFlight(width, counted, () => end === undefined);
  return { wall: (end.wall - start.wall) / calls, cpu: (end.cpu - start.cpu) / calls };
}

process.on("message", async (order) => process.send(await block(order)));
