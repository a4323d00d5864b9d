// The time of a call, and the processor's time of it.
import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { clients } from "./clients.mjs";
import { atBest, inTurn, median, ratio } from "./figures.mjs";
import { ask } from "./goals.mjs";
import { table, times } from "./table.mjs";

/** The most that a call may take, in times of the `fetch` that promises the same. */
const GOAL = 1.05;

/** A process with one client. */
function worker(name, host) {
  const child = fork(join(import.meta.dirname, "call-worker.mjs"), [name, host]);
  const broken = once(child, "exit").then(([code]) => Promise.reject(new Error(`the worker of ${name} ended with ${code}`)));
  broken.catch(() => {});
  return {
    async block(order) {
      child.send(order);
      const [figures] = await Promise.race([once(child, "message"), broken]);
      return figures;
    },
    end: () => child.disconnect(),
  };
}

const pick = (figures, what) => figures.map((figure) => figure[what]);

function show(title, measured, { rounds, calls }) {
  const cells = (name, what) => {
    const [own, like, official] = [name, "like", "webApi"].map((of) => pick(measured[of], what));
    return [median(own).toFixed(1), times(own, like), ratio(own, official).toFixed(2)];
  };
  table(
    `${title} (µs a call; medians of ${rounds} rounds of ${calls})`,
    ["", "time", "× `fetch`", "× official", "processor", "× `fetch`", "× official"],
    Object.keys(measured).map((name) => [clients[name].title, ...cells(name, "wall"), ...cells(name, "cpu")]),
  );
}

function judge(title, { ours, like }, { goal, limit }) {
  if (goal) ask(`${title}: time, to \`fetch\``, ratio(pick(ours, "wall"), pick(like, "wall")), { goal });
  const cpu = [pick(ours, "cpu"), pick(like, "cpu")];
  ask(`${title}: processor, to \`fetch\``, ratio(...cpu), { atBest: atBest(...cpu), goal, limit });
}

/** Measures these clients, in turn and warmed up, with each of these numbers in flight. */
async function measure(names, host, widths, { rounds, calls, warm }) {
  const workers = Object.fromEntries(names.map((name) => [name, worker(name, host)]));
  const measured = [];
  try {
    for (const width of widths) {
      for (const name of names) await workers[name].block({ calls: warm, width });
      measured.push(await inTurn(names, rounds, (name) => workers[name].block({ calls, width })));
    }
  } finally {
    for (const one of Object.values(workers)) one.end();
  }
  return measured;
}

export async function calls(host, order) {
  const names = Object.keys(clients).filter((name) => order.explain || !clients[name].explains);
  const [one, fifty] = await measure(names, host, [1, 50], order);
  show("Calls one by one, over loopback", one, order);
  judge("One by one", one, { goal: GOAL, limit: 1.5 });
  show("Calls with fifty in flight, over loopback", fifty, order);
  judge("Fifty in flight", fifty, { goal: GOAL, limit: 1.5 });
  // Only the client's own work: there is no goal, but whatever makes a call slower shows here first.
  const able = names.filter((name) => clients[name].instant);
  const [alone] = await measure(able, "instant", [1], order);
  show("Calls one by one, with a `fetch` that answers at once", alone, order);
  judge("In process", alone, { limit: 3 });
}
