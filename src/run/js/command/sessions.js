// @ts-check
// `sessions`: the active sessions of users, or of the whole organisation.
import { AdminUsersSessionApi } from "slack-admin-session";
import { PATIENT, Pace } from "../pace.js";
import { NOT_ALL } from "./exit.js";
import { Refusal } from "./refusal.js";
import { jsonLines, table } from "./table.js";
import { Ticker } from "./ticker.js";
import { counted } from "./times.js";
import { tokenFrom } from "./token.js";
import { Wanted } from "./wanted.js";

/** @typedef {import("slack-admin-session").ActiveSession} ActiveSession */
/** @typedef {import("./arguments.js").SessionsOrder} SessionsOrder */
/** @typedef {import("./screen.js").Screen} Screen */

/** Slack allows 20 pages a minute. With the extra second a 21st never arrives within a minute. */
const GAP = 61_000 / 20;

/** @param {SessionsOrder} order @param {Screen} screen */
export async function sessions({ users, options }, screen) {
  const token = tokenFrom(options["token-file"]);
  await token();
  const api = new AdminUsersSessionApi({ host: options.host ?? "https://slack.com/api", accessToken: token });
  const wanted = new Wanted(options.ip, options.client);
  /** @type {ActiveSession[]} */
  const found = [];
  let [seen, inexact] = [0, 0];
  const ticker = new Ticker(screen, () => `${counted(seen, "session")} looked at, ${found.length} found`);
  try {
    for await (const session of listed(api, users, options.team)) {
      seen += 1;
      if (!wanted.has(session)) continue;
      if (isExact(session.session_id)) found.push(session);
      else inexact += 1;
    }
  } finally {
    ticker.end();
    api.dispose();
  }
  // Not before all are there: half a list must not look like a whole one.
  const status = await screen.data(process.stdout.isTTY ? (found.length > 0 ? table(found) : []) : jsonLines(found));
  if (found.length === 0) screen.say(`No session was found among ${counted(seen, "active session")}.`);
  if (inexact > 0) {
    screen.say(
      `Left out: ${counted(inexact, "session")} with an id above 2^53, which JavaScript can't read exactly. ` +
        "reset ends all sessions of a user.",
    );
  }
  if (wanted.unclear > 0) {
    screen.say(`Left out: ${counted(wanted.unclear, "session")} without the address or client to compare.`);
  }
  return inexact + wanted.unclear > 0 ? NOT_ALL : status;
}

/**
 * All sessions, page by page.
 * @param {AdminUsersSessionApi} api
 * @param {string[]} users
 * @param {string | undefined} team
 * @returns {AsyncGenerator<ActiveSession>}
 */
async function* listed(api, users, team) {
  const pace = new Pace(GAP);
  const requests = team === undefined ? [{}] : users.map((user_id) => ({ user_id, team_id: team }));
  for (const request of requests) {
    await pace.turn(undefined);
    for await (const page of api.sessions(request, PATIENT)) {
      if (!Array.isArray(page.active_sessions)) throw new Refusal("Slack's answer has no list of sessions.");
      yield* page.active_sessions;
      if (page.response_metadata?.next_cursor) await pace.turn(undefined);
    }
  }
}

/** Whether JSON.parse kept every digit. @param {unknown} id */
const isExact = (id) => Number.isSafeInteger(id) || typeof id === "string";
