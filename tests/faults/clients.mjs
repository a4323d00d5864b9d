// The three clients, behind one interface.
import { createRequire } from "node:module";
import { join } from "node:path";
import { TOKEN } from "../standin/client.mjs";

/** Short waits, so that the table doesn't take minutes. */
const SHORT = { minDelay: 20, maxDelay: 100 };

/** This package, packed and installed. */
async function ours(host, { config = {}, retry = {} }) {
  const { AdminUsersSessionApi } = createRequire(join(process.env.CONSUMER, "-"))("slack-admin-session");
  const events = [];
  const onEvent = (event) => {
    events.push(event);
    config.onEvent?.(event);
  };
  const settings = retry === "default" ? {} : { retry: retry && { ...SHORT, ...retry } };
  const client = new AdminUsersSessionApi({ host, accessToken: TOKEN, ...settings, ...config, onEvent });
  return { client, events, call: (method, request, options) => client[method](request, options) };
}

/**
 * With its default retry policy, unless the row needs its first error; with a timeout and a concurrency limit if ours
 * has one.
 */
async function webApi(host, { config = {}, once = false }) {
  const { WebClient } = await import("@slack/web-api");
  const { accessToken = TOKEN, timeout, maxConcurrency } = config;
  const client = new WebClient(accessToken, {
    slackApiUrl: host,
    timeout: typeof timeout === "number" ? timeout : undefined,
    maxRequestConcurrency: maxConcurrency,
    retryConfig: once ? { retries: 0 } : undefined,
  });
  return { client, call: (method, ...given) => client.apiCall(`admin.users.session.${method}`, theirs(...given)) };
}

/** It has no settings that matter here. */
async function webApiClient(host, { config = {} }) {
  const { SlackAPIClient } = await import("slack-web-api-client");
  const client = new SlackAPIClient(config.accessToken ?? TOKEN, { baseUrl: host });
  return { client, call: (method, ...given) => client.call(`admin.users.session.${method}`, theirs(...given)) };
}

/** Both peers take the token of one call as an argument. */
const theirs = (request, { token } = {}) => (token ? { ...request, token } : request);

export const clients = {
  ours: { title: "slack-admin-session", make: ours },
  webApi: { title: "@slack/web-api", make: webApi },
  webApiClient: { title: "slack-web-api-client", make: webApiClient },
};
