// Drives a run, in a worker: in a hidden page, browsers let timers fire only once a minute.

import { AdminUsersSessionApi, SlackNetworkError } from "slack-admin-session";
import { type RunApi, type RunProgress, type RunRecord, type RunResult, plan, resume, run } from "slack-admin-session/run";
import type { Leg, Order, Told } from "./leg.ts";
import * as store from "./run-store.ts";

const stop = new AbortController();
const tell = (what: Told) => postMessage(what);

/** A client that sends nothing while the browser has no network, and says that nothing was sent. */
function guarded(api: AdminUsersSessionApi): RunApi {
  const online = () => {
    if (!navigator.onLine) throw new SlackNetworkError("there is no network", { outcome: "not_sent" });
  };
  return {
    reset: async (request, options) => {
      online();
      return api.reset(request, options);
    },
    invalidate: async (request, options) => {
      online();
      return api.invalidate(request, options);
    },
  };
}

function drive(api: RunApi, leg: Leg, record: RunRecord): Promise<RunResult> {
  const options = { record, signal: stop.signal, onProgress: (progress: RunProgress) => tell({ is: "progress", progress }) };
  const pace = leg.perMinute === undefined ? {} : { perMinute: leg.perMinute };
  const { begin } = leg;
  if (!begin) return resume(api, { ...options, ...pace });
  const { list, method, devices, name, by, note } = begin;
  const flags = { ...(devices === "mobile" && { mobile_only: true }), ...(devices === "web" && { web_only: true }) };
  const host = new URL(leg.host, location.href).href;
  const about = { ...flags, ...pace, method, name, host, ...(by && { by }), ...(note && { note }) };
  return plan(new TextEncoder().encode(list), about).then((made) => run(api, made, options));
}

async function go(leg: Leg): Promise<void> {
  const { host, token } = leg;
  const api = new AdminUsersSessionApi(token === undefined ? { host, tokenPlacement: "none" } : { host, accessToken: token });
  try {
    await navigator.locks.request(`slack-sessions ${leg.run}`, { ifAvailable: true }, async (lock) => {
      if (!lock) return tell({ is: "taken" });
      const { cause: _, ...result } = await drive(guarded(api), leg, await store.record(leg.run));
      tell({ is: "over", result });
    });
  } catch (error) {
    tell({ is: "failed", message: error instanceof Error ? error.message : "" });
  } finally {
    api.dispose();
  }
}

addEventListener("message", ({ data }: MessageEvent<Order>) => {
  if (data.ask === "stop") stop.abort();
  else void go(data.leg);
});
