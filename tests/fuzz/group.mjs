// One client, its calls, and what was sent for them.
import { answer } from "./answers.mjs";
import { CONFIGURATION, configuration, options, request } from "./arguments.mjs";
import { METHODS, order, refusal, rejection, resolution, trapped } from "./check.mjs";
import { Maker, SECRET, quiet } from "./maker.mjs";
import { Random } from "./random.mjs";
import { leak } from "./leak.mjs";
import { any } from "./values.mjs";

const MARK = /zg(\d+)c(\d+)z/;

/** The number of the group whose request this is. */
export function groupOf(body) {
  const found = MARK.exec(body);
  return found ? Number(found[1]) : undefined;
}

export class Group {
  calls = [];
  #events = [];
  #acts = 0;
  #sent = 0;
  #active = new Set();
  #fetch = (url, init) => this.fetch(url, init);
  #listener = (event) => void this.#events.push(event);

  constructor(run, index) {
    this.run = run;
    this.index = index;
    this.g = new Maker(new Random(run.seed, index), { realm: run.realm, act: () => this.#act() });
  }

  get values() {
    return this.g.values;
  }

  start() {
    const { g, run } = this;
    const { random } = g;
    this.configuration = configuration(g, this.#fetch, this.#listener);
    try {
      this.client = new run.api.AdminUsersSessionApi(this.configuration.value);
    } catch (error) {
      const wrong = refusal(error, this.configuration, CONFIGURATION, run);
      if (wrong) this.problem(`the constructor's error ${wrong}`, error);
      return;
    }
    const count = random.pick([1, 1, 2, 3, 6]);
    for (let left = count; left > 0; left -= 1) this.#call();
    if (random.chance(0.05)) this.#detached();
    if (random.chance(0.1)) setTimeout(() => this.client[random.pick(["dispose", "free"])](), random.below(40));
  }

  /** A call with whatever arguments. */
  #call() {
    const { g, run } = this;
    const method = g.random.pick(["reset", "reset", "invalidate", "invalidate", "list", "lookupByEmail"]);
    const call = { method, answers: [], started: performance.now(), settled: undefined, options: options(g), answer: g.fork() };
    const { known, object, signal } = call.options;
    call.known = known && this.#ours();
    call.signal = signal;
    call.limit = limit(this.configuration, call.options);
    const mark = `zg${this.index}c${this.calls.push(call) - 1}z`;
    const given = request(g, method, mark, this.configuration.object.fetch === undefined);
    if (!known || object.signal !== signal?.value) call.signal = signal && { ...signal, real: undefined };
    let promise;
    try {
      promise = this.client[method](given, call.options.value);
    } catch (error) {
      call.settled = performance.now();
      return this.problem("a call threw instead of rejecting", error);
    }
    if (!(promise instanceof Promise)) this.problem("a call returned no promise", promise);
    promise.then(
      (value) => this.#over(call, resolution(value, call), "result", value),
      (error) => this.#over(call, rejection(error, call, run), "error", error),
    );
  }

  #over(call, wrong, what, value) {
    if (call.settled !== undefined) this.problem("a call settled twice", value);
    call.settled = performance.now();
    // As the event says it: whether Slack did what was asked.
    call.ok = what === "result" && value?.ok !== false && value?.body?.ok !== false;
    if (wrong) this.problem(`the ${what} of ${call.method} ${wrong}`, value);
  }

  /** Whether every request of this client comes through here. */
  #ours() {
    const { known, object } = this.configuration;
    return known && (object.fetch === undefined || object.fetch === this.#fetch);
  }

  /** A method with another `this`: refused, without harm to the module. */
  #detached() {
    const { g, client } = this;
    const self = g.random.pick([undefined, {}, Object.create(client), new Proxy(client, {}), { __wbg_ptr: 1048576 }, any(g)]);
    const method = g.random.pick([...Object.keys(METHODS), "dispose", "free"]);
    g.count();
    const refused = (error) => trapped(error) && this.problem(`${method} with another this`, error);
    try {
      client[method].call(self, { user_id: "W1", session_id: 1 })?.then(undefined, refused);
    } catch (error) {
      refused(error);
    }
  }

  /** Does something that a getter, a listener or a server may do meanwhile. */
  #act() {
    if (!this.client || ++this.#acts > 4) return;
    const { random } = this.g.fork();
    const abort = () => this.calls.forEach((call) => random.chance(0.5) && call.signal?.abort());
    random.oneOf(
      () => this.client.dispose(),
      abort,
      abort,
      () => this.#call(),
      () => this.#call(),
      () => String(this.client),
    );
  }

  /** What the client calls as `fetch`. */
  fetch(url, init) {
    this.#sent += 1;
    const { g } = this;
    const index = MARK.exec(init.body)?.[2];
    const call = index === undefined ? undefined : this.calls[index];
    // First of all, since making an answer may abort this very call.
    if (typeof url !== "string" || url.includes(SECRET)) this.problem("the token is in the URL", url);
    if (init.method !== "POST" || init.redirect !== "manual" || typeof init.body !== "string") this.problem("not a request of ours", init);
    if (init.signal.aborted) this.problem("a request was sent with an aborted signal", init);
    if (call?.settled !== undefined) this.problem("a request was sent after its call had ended", init.body);
    else if (call?.signal?.real?.aborted) this.problem("a request was sent after its call was aborted", init.body);
    const carried = (JSON.stringify(init.headers) + init.body).includes(SECRET) ? g.token : undefined;
    const aborted = (reject) => init.signal.addEventListener("abort", () => reject(init.signal.reason));
    const made = answer(call?.answer ?? g.fork(), carried, aborted);
    made.signal = init.signal;
    // A request without a mark may belong to any call.
    if (!call) this.#anybodys(made);
    call?.answers.push(made);
    this.#inFlight(init.signal);
    if (g.random.chance(0.05)) g.act();
    let given;
    try {
      given = made.give();
    } catch (error) {
      this.#active.delete(init.signal);
      throw error;
    }
    quiet((async () => given)().finally(() => this.#active.delete(init.signal)));
    return given;
  }

  #anybodys(made) {
    for (const call of this.calls) {
      call.known = false;
      call.answers.push({ ...made, status: undefined, says: "either", never: false });
    }
  }

  #inFlight(signal) {
    if (signal.aborted) return;
    this.#active.add(signal);
    signal.addEventListener("abort", () => this.#active.delete(signal));
    const { known, object } = this.configuration;
    const most = object.maxConcurrency ?? 10;
    if (known && this.#active.size > most) this.problem(`${this.#active.size} requests in flight, and maxConcurrency is ${most}`);
  }

  /** Calls that should have ended by themselves, and didn't. */
  late(isLate) {
    for (const call of this.calls) {
      const end = call.settled ?? performance.now();
      if (call.limit !== undefined && isLate(call.started + call.limit, end)) {
        this.problem(`${call.method} took ${Math.round(end - call.started)} ms, and its deadline is ${call.limit} ms`);
      } else if (call.settled === undefined && call.signal?.real?.aborted) {
        this.problem(`${call.method} was aborted and did not end`);
      }
    }
  }

  /** Releases everything that never ends by itself, so that every call can end. */
  release() {
    this.client?.dispose();
    this.g.release();
  }

  get pending() {
    return this.calls.filter((call) => call.settled === undefined);
  }

  /** When all is over. */
  close() {
    for (const call of this.pending) this.problem(`${call.method} never ended`, call.options.object);
    const { known, object } = this.configuration;
    const events = this.#events;
    for (const event of events) {
      const where = leak(event, this.run.inspect);
      if (where) this.problem(`an event shows the token in ${where}`, event);
    }
    if (!known || !this.client || object.onEvent !== this.#listener || !this.#ours()) return;
    const count = (type) => events.filter((event) => event.type === type).length;
    if (count("settled") !== this.calls.length) this.problem(`${this.calls.length} calls, ${count("settled")} events "settled"`);
    if (count("attempt") !== this.#sent) this.problem(`${this.#sent} requests, ${count("attempt")} events "attempt"`);
    for (const number of new Set(events.map(({ call }) => call))) {
      const wrong = order(events.filter(({ call }) => call === number).map(({ type }) => type));
      if (wrong) this.problem(wrong);
    }
    if (this.calls.length !== 1) return;
    const last = events.at(-1);
    if (last && last.ok !== this.calls[0].ok) this.problem("the event \"settled\" says something else than the promise", last);
  }

  problem(what, detail) {
    this.run.problem(this.index, what, detail);
  }
}

/** Milliseconds within which a call must end; undefined if that is unknown. */
function limit(configuration, { known, object }) {
  if (!configuration.known || !known) return undefined;
  const value = object.deadline ?? configuration.object.deadline;
  return typeof value === "number" && value > 0 && value < 1000 ? value : undefined;
}
