// Goals and limits for the figures. Medians decide whether a goal is met, which is only printed; past a limit the run fails.
// Sizes are exact. Of the times only the processor's has a limit. It is far above what was measured, and the best rounds
// decide: a busy machine makes programs wait, but it doesn't make them do more.
import { say, table } from "./table.mjs";

const checked = [];

/** One figure, and the same `atBest`, with a `goal`, a `limit` or both; `write` makes it text. */
export function ask(what, figure, { atBest = figure, goal, limit, write = (number) => number.toFixed(2) }) {
  for (const number of [figure, atBest]) if (!Number.isFinite(number)) throw new Error(`${what}: ${number} is no figure`);
  checked.push({ what, figure, atBest, goal, limit, write });
}

/** Prints which goals are met and how many limits hold; sets the exit code. */
export function close(seconds) {
  const rows = checked.map(({ what, figure, atBest, goal, limit, write }) => [
    what,
    write(figure),
    goal === undefined ? "–" : write(goal),
    goal === undefined ? "" : figure <= goal ? "met" : "NOT MET",
    limit === undefined ? "–" : write(atBest),
    limit === undefined ? "–" : write(limit),
  ]);
  table("Goals", ["", "measured", "goal", "", "at best", "limit"], rows);
  const limited = checked.filter(({ limit }) => limit !== undefined);
  const over = limited.filter(({ atBest, limit }) => atBest > limit);
  say();
  if (over.length > 0) say(`FAILED, past the limit: ${over.map(({ what }) => what).join("; ")}`);
  // Not kept for the record: how long it took says nothing about the clients.
  console.log(`${limited.length - over.length} of ${limited.length} limits hold, ${seconds.toFixed(1)} s`);
  process.exitCode = over.length > 0 ? 1 : 0;
}
