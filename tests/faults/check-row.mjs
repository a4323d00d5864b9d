// Checks a row of ours: what the row expects, and what must hold for every row.
import { inspect, isDeepStrictEqual } from "node:util";
import { TOKEN } from "../standin/client.mjs";

/** Milliseconds of the process's own time that a call may take if the fault itself takes none. */
const PROMPT = 1_500;

/** What doesn't hold, in words; empty if everything holds. */
export function problems(expected, facts) {
  const { class: kind, attempts, requests = attempts, atLeast = 0, within = PROMPT, check, ...fields } = expected;
  const found = [];
  const wrong = (what, wanted, got) => found.push(`${what} ${inspect(wanted)} was expected, ${inspect(got)} came`);
  const same = (what, wanted, got) => {
    const holds = wanted instanceof RegExp ? wanted.test(String(got)) : isDeepStrictEqual(got, wanted);
    if (!holds) wrong(what, wanted, got);
  };

  if (facts.busy) return ["the call did not end"];
  const { error } = facts;
  const reached = facts.requests.length;
  const ended = "error" in facts ? (error?.constructor?.name ?? typeof error) : "resolved";
  if (kind !== "reason") same("class", kind, ended);
  for (const [field, value] of Object.entries(fields)) same(field, value, error?.[field]);
  if (attempts !== undefined) same("attempts", attempts, attemptsOf(facts));
  if (requests !== undefined) same("number of requests at the server", requests, reached);
  if (facts.ms < atLeast) found.push(`it took ${Math.round(facts.ms)} ms, too short for ${atLeast} ms`);
  if (facts.ran > within) found.push(`it took ${Math.round(facts.ran)} ms, longer than ${within} ms`);
  found.push(...truth(facts), ...secrecy(facts), ...story(facts), ...[check?.(facts) ?? []].flat());
  return found;
}

/** A result says that it was done, "rejected" and "not_sent" that it was not. */
function truth({ calls, error, done, value }) {
  if (calls !== 1) return [];
  if (value?.ok && !done) return ["it says that the operation was done, and it was not"];
  if (done && ["rejected", "not_sent"].includes(error?.outcome)) {
    return [`outcome is ${error.outcome}, and the operation was done`];
  }
  return [];
}

/** The token is in nothing that can be printed, and was sent only to Slack, in its one place. */
function secrecy({ leaks, elsewhere, requests }) {
  const found = Object.entries(leaks).flatMap(([where, ways]) =>
    ways.map((way) => `the token is in ${way} of the ${where}`),
  );
  if (elsewhere.length > 0) found.push(`another server got ${elsewhere.length} requests`);
  for (const { path, query, headers, body } of requests) {
    const { authorization, ...others } = headers;
    if (authorization !== `Bearer ${TOKEN}`) found.push("a request has the token not in its place");
    if (JSON.stringify([path, query, others, body]).includes(TOKEN))
      found.push("a request has the token in other places too");
  }
  return found;
}

/** Events come once each, in order, and agree with the error. */
function story({ calls, events, error }) {
  const found = [];
  const settled = events.filter(({ type }) => type === "settled");
  if (settled.length !== calls) found.push(`${calls} calls have ${settled.length} settled events`);
  if (calls !== 1 || settled.length !== 1) return found;
  const [{ attempt, ok, outcome }] = settled;
  const told = events.map(({ type }) => type).join(" ");
  if (!/^(attempt (rate_limited )?(retry )?)*settled$/.test(told)) {
    found.push(`events are out of order: ${told}`);
  }
  const counted = events.filter(({ type }) => type === "attempt").length;
  if (counted !== attempt) found.push(`${attempt} attempts have ${counted} attempt events`);
  if (error?.attempts !== undefined && error.attempts !== attempt) {
    found.push(`the event says ${attempt} attempts, the error ${error.attempts}`);
  }
  if (error?.outcome !== undefined && (ok || error.outcome !== outcome)) {
    found.push(`the event says ${ok ? "ok" : outcome}, the error ${error.outcome}`);
  }
  return found;
}

/** Results and an abort's reason don't have the number of attempts; the last event does. */
function attemptsOf({ error, events }) {
  return error?.attempts ?? events.findLast(({ type }) => type === "settled")?.attempt;
}
