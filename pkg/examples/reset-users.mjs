// Wipes all sessions of users, one user after the other. The token is read from the variable SLACK_TOKEN.
//
//   node reset-users.mjs W12345678 W87654321 > record.jsonl
//   node reset-users.mjs --mobile < users.txt > record.jsonl
//
// What happens is said on stderr; stdout gets a record, a line of JSON for each user. The exit status is 0 if all
// users' sessions are wiped, 1 if not, and 2 if nothing was tried.
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { AdminUsersSessionApi, SlackApiError, SlackArgumentError, SlackRateLimitedError } from "slack-admin-session";

const USAGE = "usage: SLACK_TOKEN=… node reset-users.mjs [--mobile | --web] [--host URL] [USER_ID …]  (or one a line on stdin)";

const WORDS = { done: "done", not_done: "not done", unknown: "may have happened", not_tried: "not tried" };

function refuse(why) {
  console.error(`${why}\n${USAGE}`);
  process.exit(2);
}

function read() {
  const options = { mobile: { type: "boolean" }, web: { type: "boolean" }, host: { type: "string" } };
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    return refuse(error.message);
  }
}

/** The ids, each once: some organisations alert on a second reset of one user. */
async function userIds(given) {
  const ids = [...given];
  if (ids.length === 0 && !process.stdin.isTTY) {
    for await (const line of createInterface({ input: process.stdin })) {
      if (line.trim()) ids.push(line.trim());
    }
  }
  if (ids.length === 0) refuse("There is no user id.");
  // Checked before anything is done, and not quoted: it could be a token in the wrong place.
  const wrong = ids.findIndex((id) => !/^[UW][A-Z0-9]+$/.test(id));
  if (wrong >= 0) refuse(`The user id number ${wrong + 1} is not one: they look like W12345678.`);
  return new Set(ids);
}

const { values, positionals } = read();
if (values.mobile && values.web) refuse("Choose --mobile or --web; without them all sessions are wiped.");
if (!process.env.SLACK_TOKEN) refuse("SLACK_TOKEN is not set.");
const users = await userIds(positionals);

// An abort rejects with the signal's reason; what is known of the call then stands in its last event.
let outcome;
const onEvent = (event) => {
  if (event.type === "settled") outcome = event.outcome;
  if (event.type === "rate_limited") console.error(`Slack limits the method for ${event.retryAfter} s`);
};

let api;
try {
  api = new AdminUsersSessionApi({ accessToken: process.env.SLACK_TOKEN, host: values.host, onEvent });
} catch (error) {
  refuse(error.message);
}

const interrupt = new AbortController();
process.once("SIGINT", () => interrupt.abort());

/** Why no other user should be tried after this error; undefined where the next one may succeed. */
function obstacle(error) {
  if (interrupt.signal.aborted) return "interrupted";
  if (error instanceof SlackArgumentError) return error.message;
  // Shorter limits are waited for.
  if (error instanceof SlackRateLimitedError) return `Slack limits the method: try again in ${error.retryAfter} s`;
  if (error instanceof SlackApiError && error.kind === "run") return `Slack refuses this token: ${error.error}`;
  return undefined;
}

/** Resets one user: what is recorded of it, and what keeps the others from being tried. */
async function reset(user_id) {
  const request = { user_id, mobile_only: values.mobile, web_only: values.web };
  try {
    const { requestId } = await api.reset(request, { signal: interrupt.signal, withResponse: true });
    return { state: "done", request_id: requestId };
  } catch (error) {
    const state = outcome === "unknown" ? "unknown" : "not_done";
    return { state, error: error.error ?? error.message, request_id: error.requestId, stop: obstacle(error) };
  }
}

let stopped;
let done = 0;
for (const user_id of users) {
  const { stop, ...found } = stopped ? { state: "not_tried" } : await reset(user_id);
  stopped ??= stop;
  if (found.state === "done") done++;
  console.log(JSON.stringify({ at: new Date().toISOString(), user_id, ...found }));
  console.error(`${user_id}: ${WORDS[found.state]}${found.error ? ` (${found.error})` : ""}`);
}
api.dispose();
if (stopped) console.error(`Stopped: ${stopped}`);
console.error(`${done} of ${users.size} done.`);
process.exitCode = done === users.size ? 0 : 1;
