// The run: groups side by side, batch by batch, until that many values have been put somewhere.
import { trapped } from "./check.mjs";
import { Group, groupOf } from "./group.mjs";

/** How many values are used before the run waits for open calls. */
const BATCH = 8000;
/** How long a call may take beyond its deadline: that many turns of the run's own timer, which has this length. */
const TICK = 5;
const MARGIN = 50;
const LONGEST = 200;

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Replaces the runtime's own `fetch`, which the client looks up at each call. */
export class Run {
  /** `only`: the number of the one group to run. `tell` is called with each problem's text. */
  constructor({ api, realm, inspect, seed, values, only, tell, alive = () => {} }) {
    Object.assign(this, { api, realm, inspect, seed, only, tell, alive });
    this.goal = only === undefined ? values : 1;
    this.counted = { values: 0, clients: 0, calls: 0, settled: 0, resolved: 0, requests: 0, problems: 0 };
    this.groups = new Map();
    globalThis.fetch = (url, init) => this.#fetch(url, init);
  }

  /** `index`: the group that it happened in, if that is known. */
  problem(index, what, detail) {
    this.counted.problems += 1;
    const all = [...this.groups.keys()];
    const where = index === undefined ? `groups ${all.at(0)} to ${all.at(-1)}` : `group ${index}`;
    let shown = "";
    try {
      const written = () => (this.inspect ? this.inspect(detail, { depth: 3 }) : (detail.stack ?? JSON.stringify(detail)));
      shown = detail === undefined ? "" : `\n  ${written()}`;
    } catch {
      shown = "\n  (what can't be shown)";
    }
    if (this.counted.problems <= 20) this.tell(`${where}: ${what}${shown.slice(0, 2000)}`);
  }

  async all() {
    const start = performance.now();
    let next = this.only ?? 0;
    while (this.counted.values < this.goal && this.counted.problems < 1000) next = await this.#batch(next);
    return { ...this.counted, seconds: (performance.now() - start) / 1000 };
  }

  async #batch(first) {
    // Turns, not milliseconds: a machine that is busy elsewhere stops both.
    const ticks = [];
    const watch = setInterval(() => {
      ticks.push(performance.now());
      this.alive();
    }, TICK);
    const late = (since, until) => ticks.filter((at) => at > since && at < until).length > MARGIN;
    let index = first;
    let values = 0;
    while (values < Math.min(BATCH, this.goal - this.counted.values)) {
      const group = new Group(this, index);
      this.groups.set(index, group);
      index += 1;
      group.start();
      values += group.values;
      // Timers and answers get their turn.
      if (index % 50 === 0) await sleep(0);
    }
    const groups = [...this.groups.values()];
    await this.#wait(groups, LONGEST + 2 * TICK * MARGIN);
    groups.forEach((group) => group.late(late));
    groups.forEach((group) => group.release());
    await this.#wait(groups, 2000);
    // Late events and second ends show up now.
    await sleep(20);
    clearInterval(watch);
    await this.#sound(index);
    for (const group of groups) this.#count(group);
    this.groups.clear();
    return index;
  }

  /** Waits until every call is over, at most that long, counted in turns too. */
  async #wait(groups, ms) {
    for (let left = ms; left > 0 && groups.some((group) => group.pending.length > 0); left -= 10) await sleep(10);
  }

  #count(group) {
    group.close();
    this.counted.clients += group.client ? 1 : 0;
    this.counted.values += group.values;
    this.counted.calls += group.calls.length;
    this.counted.settled += group.calls.filter((call) => call.settled !== undefined).length;
    this.counted.resolved += group.calls.filter((call) => call.ok).length;
    this.counted.requests += group.calls.reduce((sum, call) => sum + call.answers.length, 0);
  }

  /** After all that, a plain call still works. */
  async #sound(index) {
    const fetch = async () => new Response('{"ok":true}');
    const client = new this.api.AdminUsersSessionApi({ accessToken: "xoxp-plain", host: "https://slack.com/api", fetch });
    try {
      const result = await client.reset({ user_id: "W12345678" });
      if (result.ok !== true) this.problem(index, "a plain call no longer works", result);
    } catch (error) {
      this.problem(index, trapped(error) ?? "a plain call no longer works", error);
    }
  }

  async #fetch(url, init) {
    const group = this.groups.get(groupOf(init.body));
    return group ? group.fetch(url, init) : new Response("", { status: 404 });
  }
}
