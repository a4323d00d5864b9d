// Shows the progress of a call.

import type { SlackEvent } from "slack-admin-session";
import { type Action, object } from "./action.ts";
import { byId, make } from "./dom.ts";
import { duration, timeOfDay } from "./times.ts";

/** Shows a new call, which is sent at `limit` at the earliest. `tell` shows an event, `end` hides the progress. */
export function begin(action: Action, limit: number): { tell: (event: SlackEvent) => void; end: () => void } {
  const steps = byId("steps");
  const started = Date.now();
  let next = limit;
  let asked: number | undefined;

  const step = (words: string) => {
    const line = make("li");
    line.append(make("span", timeOfDay(Date.now()), "when"), make("span", words));
    steps.append(line);
  };
  const tick = () => {
    const left = (next - Date.now()) / 1000;
    const passed = Math.floor((Date.now() - started) / 1000);
    byId("running-clock").textContent = left > 0 ? `Next request in ${duration(left)}` : `Waiting for Slack, ${passed} s`;
  };
  const tell = (event: SlackEvent) => {
    if (event.type === "attempt") {
      const seconds = (event.duration / 1000).toFixed(1);
      step(
        event.status === undefined
          ? `Request ${event.attempt} got no answer, after ${seconds} s.`
          : `Request ${event.attempt} was answered with status ${event.status}, after ${seconds} s.`,
      );
    } else if (event.type === "rate_limited") {
      asked = event.retryAfter;
    } else if (event.type === "retry") {
      next = Date.now() + event.delay;
      const again = `rying again at ${timeOfDay(next)}.`;
      step(asked === undefined ? `T${again}` : `Slack asked to wait ${duration(asked)}; t${again}`);
      asked = undefined;
    }
    tick();
  };

  steps.replaceChildren();
  byId("running-what").textContent = `Ending ${object(action)}`;
  if (limit > started) step(`Slack asked to wait before the next call of this kind; it goes out at ${timeOfDay(limit)}.`);
  tick();
  const timer = setInterval(tick, 500);
  byId("running").hidden = false;
  return {
    tell,
    end() {
      clearInterval(timer);
      byId("running").hidden = true;
    },
  };
}
