// The clients, side by side: how each is loaded, and one way to call them all.
import { createRequire } from "node:module";

export const TOKEN = "xoxp-standin-admin";
const METHOD = "admin.users.session.reset";
const USER = { user_id: "W12345678" };

/** The headers and the body that our client sends. */
const headers = () => ({
  accept: "application/json",
  "content-type": "application/x-www-form-urlencoded",
  "user-agent": "slack-admin-session/0.1.0",
  authorization: `Bearer ${TOKEN}`,
});
const body = (user = USER.user_id) => `user_id=${encodeURIComponent(user)}`;

/** A call that promises what ours does: it can be aborted, ends in time, follows no redirect, and its answer is checked. */
const like = (host, { fetch = globalThis.fetch }) => async () => {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new Error("not done within 30 seconds")), 30_000);
  try {
    const { signal } = controller;
    const init = { method: "POST", headers: headers(), body: body(), signal, redirect: "manual" };
    const response = await fetch(`${host}/${METHOD}`, init);
    if (response.status !== 200) throw new Error(`fetch got the status ${response.status}`);
    const answer = await response.json();
    if (typeof answer !== "object" || answer?.ok !== true) throw new Error("fetch got an answer that isn't Slack's");
    return answer;
  } finally {
    clearTimeout(timer);
  }
};

/** The least that sends the same request: it waits forever, and follows redirects. */
const bare = (host, { fetch = globalThis.fetch, user }) => async () => {
  const response = await fetch(`${host}/${METHOD}`, { method: "POST", headers: headers(), body: body(user) });
  const answer = await response.json();
  if (answer.ok !== true) throw new Error(`a bare fetch got ${answer.error}`);
  return answer;
};

/**
 * `open(exports, host, options)` makes a client and gives its call; `options`: `fetch`, `limit`, how many at a
 * time, and for a bare `fetch` the `user`.
 * Without `instant` a client takes no `fetch` of the caller's. One that `explains` is there to judge the others by.
 */
export const clients = {
  like: { title: "`fetch`, like for like", instant: true, open: (_, host, options) => like(host, options) },
  // The same again: how far the two are apart is the noise.
  again: { title: "the same, again", explains: true, instant: true, open: (_, host, options) => like(host, options) },
  // How much of a call is those promises.
  bare: { title: "bare `fetch`", explains: true, instant: true, open: (_, host, options) => bare(host, options) },
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

/** Loads a client's package in one of the two ways; a `fetch` has no package. */
export async function load({ package: name }, way) {
  if (!name) return undefined;
  return way === "require" ? createRequire(import.meta.url)(name) : await import(name);
}

/** A `fetch` that answers at once, so that only the client's own work is left. */
export const instant = async () => new Response('{"ok":true}', { headers: { "content-type": "application/json" } });

/** Keeps `width` calls in flight as long as `more()` is true: another one follows each at once, whatever the others do. */
export async function keepInFlight(width, call, more) {
  const repeat = async () => {
    while (more()) await call();
  };
  await Promise.all(Array.from({ length: width }, repeat));
}
