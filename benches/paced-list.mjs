// A fresh process: one way over a list. node paced-list.mjs WAY HOST COUNT PER_MINUTE; prints { done, failed }.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TOKEN, clients } from "./clients.mjs";

const [way, host, count, perMinute] = process.argv.slice(2);
const users = Array.from({ length: Number(count) }, (_, n) => `WC${String(n + 1).padStart(7, "0")}`);

/** Calls for one user after the other, as a script would: a call that throws has failed, and the next one follows. */
async function loop(call) {
  let done = 0;
  for (const user of users) {
    await call(user).then(() => (done += 1), () => {});
  }
  return { done, failed: users.length - done };
}

const ways = {
  async ours() {
    const { AdminUsersSessionApi } = await import("slack-admin-session");
    const { plan, run } = await import("slack-admin-session/run");
    const { createRecord } = await import("slack-admin-session/run/file");
    const folder = mkdtempSync(join(tmpdir(), "slack-paced-"));
    try {
      const list = new TextEncoder().encode(users.join("\n"));
      const made = await plan(list, { method: "reset", host, perMinute: Number(perMinute) });
      const record = await createRecord(join(folder, "record.jsonl"));
      const { done, notDone, unknown, left } = await run(new AdminUsersSessionApi({ accessToken: TOKEN, host }), made, { record });
      return { done, failed: notDone + unknown + left };
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
  async webApi() {
    const { WebClient } = await import("@slack/web-api");
    const client = new WebClient(TOKEN, { slackApiUrl: host, logger: quiet });
    return loop((user_id) => client.admin.users.session.reset({ user_id }));
  },
  async bottleneck() {
    const { default: Bottleneck } = await import("bottleneck");
    const limiter = new Bottleneck({ maxConcurrent: 1, minTime: 60_000 / Number(perMinute) });
    return loop((user) => limiter.schedule(clients.bare.open(undefined, host, { user })));
  },
};

const ignore = () => {};
/** The official client warns of each limit. */
const quiet = { debug: ignore, info: ignore, warn: ignore, error: ignore, setLevel: ignore, getLevel: () => "error", setName: ignore };

process.stdout.write(JSON.stringify(await ways[way]()));
