// The clients, side by side: how each is loaded, and one way to call them all.
import { createRequire } from "node:module";

export const TOKEN = "xoxp-standin-admin";
const METHOD = "admin.users.session.reset";
const USER = { user_id: "W12345678" };

/** The same request as ours, headers and body, and the least that a program must do with its answer. */
const bare = (host, { fetch = globalThis.fetch, init }) => async () => {
  const response = await fetch(`${host}/${METHOD}`, {
    method: "POST",
    headers: {
      accept: "application/json",
      "content-type": "application/x-www-form-urlencoded",
      "user-agent": "slack-admin-session/0.1.0",
      authorization: `Bearer ${TOKEN}`,
    },
    body: `user_id=${encodeURIComponent(USER.user_id)}`,
    ...init?.(),
  });
  const answer = await response.json();
  if (answer.ok !== true) throw new Error(`a bare fetch got ${answer.error}`);
  return answer;
};

/**
 * `open(exports, host, options)` makes a client and gives its call; `options`: `fetch`, and `limit`, how many at a time.
 * Without `instant` a client takes no `fetch` of the caller's. What `explains` is there to judge the others by.
 */
export const clients = {
  bare: { title: "bare `fetch`", instant: true, open: (_, host, options) => bare(host, options) },
  // The same again: how far the two are apart is the noise.
  again: { title: "bare `fetch`, again", explains: true, instant: true, open: (_, host, options) => bare(host, options) },
  // What a program must add to a bare fetch before it may run unattended.
  limited: {
    title: "bare `fetch` with a time limit",
    explains: true,
    open: (_, host, options) => bare(host, { ...options, init: () => ({ signal: AbortSignal.timeout(30_000) }) }),
  },
  ours: {
    title: "slack-admin-session",
    package: "slack-admin-session",
    instant: true,
    queue: true,
    open({ AdminUsersSessionApi }, host, { fetch, limit = 50 }) {
      const api = new AdminUsersSessionApi({ accessToken: TOKEN, host, fetch, maxConcurrency: limit });
      return () => api.reset(USER);
    },
  },
  webApi: {
    title: "@slack/web-api",
    package: "@slack/web-api",
    instant: true,
    queue: true,
    open({ WebClient }, host, { fetch, limit = 50 }) {
      const client = new WebClient(TOKEN, { slackApiUrl: host, fetch, maxRequestConcurrency: limit });
      return () => client.admin.users.session.reset(USER);
    },
  },
  webApiClient: {
    title: "slack-web-api-client",
    package: "slack-web-api-client",
    open({ SlackAPIClient }, host) {
      // It has no limit of requests in flight.
      const client = new SlackAPIClient(TOKEN, { baseUrl: `${host}/` });
      return () => client.admin.users.session.reset(USER);
    },
  },
};

/** Loads a client's package in one of the two ways; a bare fetch has none. */
export async function load({ package: name }, way) {
  if (!name) return undefined;
  return way === "require" ? createRequire(import.meta.url)(name) : await import(name);
}

/** A `fetch` that answers at once, so that only the client's own work is left. */
export const instant = async () => new Response('{"ok":true}', { headers: { "content-type": "application/json" } });
