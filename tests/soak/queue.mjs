// A thousand waiting calls: what is left behind when they end.
import { setTimeout as sleep } from "node:timers/promises";
import { AdminUsersSessionApi } from "slack-admin-session";
import { row } from "./table.mjs";
import { countedSignal, timers } from "./timers-and-listeners.mjs";

const WAITING = 1000;

/** Ends them by an abort, by dispose(), and by the deadline. */
export async function queue() {
  await fill("an abort", ({ counted }) => counted.controller.abort("enough"), (error) => error === "enough");
  await fill("dispose()", ({ client }) => client.dispose(), (error) => error.argument === "client");
  await fill("the deadline", () => {}, (error) => error.phase === "deadline", 1500);
}

async function fill(name, end, fits, deadline) {
  let sent = 0;
  const fetch = (_, { signal }) => {
    sent += 1;
    return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  };
  const client = new AdminUsersSessionApi({ accessToken: "xoxp-soak", host: "https://slack.com/api", maxConcurrency: 1, fetch });
  // In flight for as long as the others wait.
  const first = new AbortController();
  const blocking = client.reset({ user_id: "W12345678" }, { signal: first.signal, timeout: 0, deadline: 0 }).catch(() => {});
  const counted = countedSignal();
  const ends = [];
  const calls = Array.from({ length: WAITING }, () =>
    client
      .reset({ user_id: "W12345678" }, { signal: counted.signal, deadline })
      .catch((error) => void ends.push(error)),
  );
  await sleep(0);
  row(`timers of ${WAITING} calls that wait, to be ended by ${name}`, timers(), "one a call at most", timers() <= WAITING);
  const cpu = process.cpuUsage();
  end({ client, counted });
  await Promise.all(calls);
  // The processor's time, not the clock's: a busy machine is late by the clock.
  const { user, system } = process.cpuUsage(cpu);
  const busy = (user + system) / 1000;
  row("  processor until the last one had ended", `${busy.toFixed(1)} ms`, "less than 250 ms", busy < 250);
  const right = ends.filter(fits).length;
  row(`  that were ended by ${name}`, right, "all of them", right === WAITING);
  first.abort();
  await blocking;
  await sleep(20);
  const left = timers() + counted.listeners;
  row("  requests sent; timers and listeners left", `${sent}; ${left}`, "1, of the one in flight; none", sent === 1 && left === 0);
}
