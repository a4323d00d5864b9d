// The time of a call that succeeds at once, beside a bare fetch that does the same work, in rounds that take turns.
import { AdminUsersSessionApi } from "slack-admin-session";
import { row, tell } from "./table.mjs";

const CALLS = 300;
/** What the machinery may add. */
const MOST = 1.03;

const fetch = async () => new Response('{"ok":true}', { headers: { "content-type": "application/json" } });

async function bare() {
  const body = `user_id=${encodeURIComponent("W12345678")}`;
  const response = await fetch("https://slack.com/api/admin.users.session.reset", {
    method: "POST",
    headers: {
      authorization: "Bearer xoxp-soak",
      accept: "application/json",
      "content-type": "application/x-www-form-urlencoded",
      "user-agent": "bare",
    },
    body,
    redirect: "manual",
  });
  return JSON.parse(await response.text());
}

export async function speed(rounds) {
  const client = (configuration) =>
    new AdminUsersSessionApi({ accessToken: "xoxp-soak", host: "https://slack.com/api", fetch, ...configuration });
  const calling = (api) => () => api.reset({ user_id: "W12345678" });
  const series = [bare, calling(client()), calling(client()), calling(client({ retry: false }))].map((call) => ({ call, medians: [] }));
  for (let round = -3; round < rounds; round += 1) {
    for (let turn = 0; turn < series.length; turn += 1) {
      const { call, medians } = series[(turn + round + series.length) % series.length];
      const time = await median(call);
      // The first rounds are for the compiler.
      if (round >= 0) medians.push(time);
    }
  }
  const [plain, usual, again, single] = series.map(({ medians }) => medians);
  const micro = (medians) => `${(middle(medians) / 1000).toFixed(1)} µs`;
  const ratio = (over, under) => middle(over.map((time, round) => time / under[round]));
  tell("a bare fetch with a string body, text() and JSON.parse", micro(plain), `median of ${rounds} rounds of ${CALLS} calls each`);
  tell("a call of the package", micro(usual), `${ratio(usual, plain).toFixed(2)} times the bare fetch`);
  tell("a call of the package with retry: false", micro(single), `${ratio(single, plain).toFixed(2)} times the bare fetch`);
  // Two clients that are the same differ by the noise of this machine at this time.
  const noise = Math.abs(ratio(usual, again) - 1);
  const added = ratio(usual, single);
  const most = MOST + noise;
  const limit = `less than ${most.toFixed(3)}: ${MOST}, and the noise between two equal clients`;
  row("the defaults against retry: false", added.toFixed(3), limit, added < most);
}

async function median(call) {
  const times = [];
  for (let left = CALLS; left > 0; left -= 1) {
    const start = process.hrtime.bigint();
    await call();
    times.push(Number(process.hrtime.bigint() - start));
  }
  return middle(times);
}

function middle(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}
