// A thousand calls that wait: what they cost, and what stays behind when they end.
import { setTimeout as sleep } from "node:timers/promises";
import { AdminUsersSessionApi } from "slack-admin-session";
import { kilobytes, row } from "./table.mjs";
import { countedSignal, heapBytes, timers, wasmBytes } from "./watch.mjs";

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
  const before = (await heapBytes()) + wasmBytes();
  const calls = Array.from({ length: WAITING }, () =>
    client
      .reset({ user_id: "W12345678" }, { signal: counted.signal, deadline })
      .catch((error) => void ends.push([error, performance.now()])),
  );
  const made = performance.now();
  await sleep(0);
  const each = ((await heapBytes()) + wasmBytes() - before) / WAITING;
  const limit = "less than 8 kB, heap and wasm memory together";
  row(`a call that waits, of ${WAITING} (to be ended by ${name})`, kilobytes(each), limit, each < 8192);
  row("  timers of them all", timers(), "one a call at most", timers() <= WAITING);
  const began = deadline === undefined ? performance.now() : made + deadline;
  end({ client, counted });
  await Promise.all(calls);
  const slowest = Math.max(...ends.map(([, at]) => at)) - began;
  row("  until the last one had ended", `${slowest.toFixed(1)} ms`, "less than 250 ms", slowest < 250);
  const right = ends.filter(([error]) => fits(error)).length;
  row(`  that were ended by ${name}`, right, "all of them", right === WAITING);
  first.abort();
  await blocking;
  await sleep(20);
  const left = timers() + counted.listeners;
  row("  requests sent; timers and listeners left", `${sent}; ${left}`, "1, of the one in flight; none", sent === 1 && left === 0);
}
