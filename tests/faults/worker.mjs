// Some faults with one client, one after the other: `worker.mjs CLIENT FAULT…`. It is a process of its own, so that what
// a client does to its process, memory or event loop affects no other client.
import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { TOKEN, world } from "../standin/client.mjs";
import { ifAliveAfter, stopwatch } from "../stopwatch.mjs";
import { problems } from "./check-row.mjs";
import { clients } from "./clients.mjs";
import { rows } from "./faults.mjs";
import { leaks } from "../leaks.mjs";
import { LINGER, SOMETHING_IS_LEFT } from "./process.mjs";

/** Milliseconds after which the watch ends. */
const PATIENCE = 15_000;

const [which, ...names] = process.argv.slice(2);
for (const name of names) {
  const row = rows.find((row) => row.name === name);
  if (!row || !clients[which]) throw new Error(`no such client or fault: ${which}, ${name}`);
  const facts = await perform(row);
  const report = tell(row, facts);
  if (process.send) process.send(report);
  else console.log(report);
}
// If everything else is gone, only the channel to the parent keeps the process alive.
if (process.send) process.disconnect();
ifAliveAfter(LINGER, () => process.exit(SOMETHING_IS_LEFT));

/** Sets the stage, makes the calls, and gathers what can be seen. */
async function perform(row) {
  const slack = world();
  const place = (await row.place?.()) ?? {};
  await slack.faults(...(typeof row.faults === "function" ? row.faults(place) : (row.faults ?? [])));
  const before = await slack.state();
  const host = row.place && !row.redirects ? place.host : slack.host;
  const { client, events, call } = await clients[which].make(host, row);

  let calls = 0;
  const afterwards = [];
  let start;
  let watch;
  const told = async (type, count = 1) => {
    while (events.filter((event) => event.type === type).length < count) await sleep(2);
  };
  const stage = {
    client,
    slack,
    /** Waits until our client has sent that many such events. */
    told,
    /** Waits until the client has read that many limits. The peers have no events, so they get some time for it. */
    untilLimited: (count) => (events ? told("rate_limited", count) : sleep(400)),
    /** A call as the row has it, or another one. */
    call({
      method = row.method ?? "reset",
      request = row.request ?? { user_id: "W12345678" },
      options = row.options,
    } = {}) {
      calls += 1;
      return call(method, request, options);
    },
    /** The time counts from here. */
    mark() {
      start = performance.now();
      watch?.stop();
      watch = stopwatch();
    },
    /** What to do once the row has ended. */
    afterwards: (action) => afterwards.push(action),
  };

  stage.mark();
  const patience = new AbortController();
  const ending = await Promise.race([
    settled((async () => (row.play ? row.play(stage) : stage.call()))()),
    sleep(PATIENCE, { busy: true }, { signal: patience.signal }),
  ]);
  const ms = performance.now() - start;
  const ran = watch.stop();
  patience.abort();
  for (const action of afterwards) await action();
  // What is sent now is sent too late.
  await sleep(50);

  const facts = {
    ...ending,
    calls,
    ms,
    ran,
    events,
    requests: await slack.requests(),
    elsewhere: place.elsewhere ?? [],
    done: !isDeepStrictEqual(await slack.state(), before),
    memory: process.resourceUsage().maxRSS / 1024,
    leaks: {
      error: leaks(ending.error, TOKEN),
      client: leaks(client, TOKEN),
      events: leaks(events, TOKEN),
    },
  };
  place.close?.();
  return facts;
}

function settled(promise) {
  return promise.then(
    (value) => ({ value }),
    (error) => ({ error }),
  );
}

/** The report to the process that prints the table. */
function tell(row, facts) {
  const { ms, elsewhere, done, leaks, memory, busy, error, value } = facts;
  return {
    name: row.name,
    kind: busy ? "busy" : "error" in facts ? "rejected" : "resolved",
    ms,
    requests: facts.requests.length,
    elsewhere,
    done,
    leaks,
    memory,
    value: show(value),
    error: error && {
      name: String(error?.name ?? typeof error),
      message: String(error?.message ?? error).slice(0, 200),
      detail: detail(error),
      outcome: error.outcome,
      attempts: error.attempts,
    },
    note: busy ? undefined : row.note?.(facts),
    problems: which === "ours" ? problems(row.ours, facts) : [],
  };
}

/** A result, short. */
function show(value) {
  try {
    return String(JSON.stringify(value)).slice(0, 200);
  } catch (error) {
    return `what JSON.stringify refuses: ${error.message}`;
  }
}

/** What an error of ours says beyond its class. */
function detail({ error, status, phase, retryAfter, argument }) {
  if (retryAfter !== undefined) return `${Math.round(retryAfter * 10) / 10} s`;
  return error ?? status ?? phase ?? argument;
}
