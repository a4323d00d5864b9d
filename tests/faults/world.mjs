// A world of the stand-in: one fault and one client see only what is their own.
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";

export const TOKEN = "xoxp-standin-admin";

/** The world's address, its control path, and what happened in it. */
export function world(standin) {
  const root = `${standin}/w/${randomUUID()}`;

  async function control(what, method = "GET", body = undefined) {
    const answer = await fetch(`${root}/control/${what}`, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`the stand-in refused ${method} control/${what}: ${answer.status} ${text}`);
    return JSON.parse(text);
  }

  /** The API requests that came, in order. */
  const requests = () => control("requests");

  return {
    host: `${root}/api`,
    requests,
    faults: (faults) => control("faults", "POST", faults),
    /** Waits until that many requests have come. */
    async arrival(count) {
      const limit = performance.now() + 5_000;
      while ((await requests()).length < count) {
        if (performance.now() > limit) throw new Error(`${count} requests were expected, fewer came`);
        await sleep(10);
      }
    },
    /** All sessions of all users, as text: what the calls are to change. */
    async sessions() {
      const { users } = await control("state");
      return users.flatMap(({ sessions }) => sessions.map(({ id_text }) => id_text)).join(" ");
    },
  };
}
