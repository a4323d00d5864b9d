// Generated requests, faults and interleavings, and what must be true of all of them. What may be given in the place of any
// argument is for tests/fuzz.
import assert from "node:assert/strict";
import test from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { AdminUsersSessionApi, SlackError } from "slack-admin-session";
import { TOKEN, ending } from "./support.mjs";
import { tool } from "./tool.mjs";

const fc = tool("fast-check");

const ok = () => new Response('{"ok":true}');
const client = (configuration) => new AdminUsersSessionApi({ accessToken: TOKEN, ...configuration });
const holds = (property, numRuns) => fc.assert(property, { numRuns, endOnFailure: true });

const id = fc.string({ unit: "binary", minLength: 1 }).filter((text) => text.isWellFormed());
const name = fc.string({ unit: "binary" }).filter((text) => text.isWellFormed() && !(text in reserved));
const reserved = Object.fromEntries(
  ["token", "user_id", "team_id", "session_id", "mobile_only", "web_only", "__proto__"].map((key) => [key, true]),
);
const value = fc.oneof(id, fc.boolean(), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.jsonValue());
const further = fc.dictionary(name, value, { maxKeys: 5, noNullPrototype: true });

test("whatever can be asked for arrives as it was given, in a form and in JSON", async () => {
  let body;
  const api = client({ fetch: async (_, init) => ((body = init.body), ok()) });
  await holds(
    fc.asyncProperty(id, fc.bigInt({ min: 0n, max: 10n ** 30n }), further, fc.boolean(), async (user, session, more, json) => {
      const options = json ? { contentType: "application/json" } : {};
      await api.invalidate({ ...more, user_id: user, session_id: session }, options);
      const given = Object.entries(more).filter(([, one]) => one !== null);
      if (json) {
        assert.equal(body.includes(`"session_id":${session}`), true, body);
        const { session_id, ...rest } = JSON.parse(body);
        assert.deepEqual(rest, JSON.parse(JSON.stringify({ ...Object.fromEntries(given), user_id: user })));
      } else {
        const text = (one) => (typeof one === "string" ? one : JSON.stringify(one));
        const expected = given.map(([key, one]) => [key, text(one)]);
        expected.push(["user_id", user], ["session_id", String(session)]);
        assert.deepEqual([...new URLSearchParams(body)].sort(), expected.sort());
      }
    }),
    300,
  );
});

const json = (body, init) => new Response(JSON.stringify(body), init);
const failed = (code, syscall) => new TypeError("fetch failed", { cause: Object.assign(new Error("no"), { code, syscall }) });
/** What a server may do: [what is known of the operation then, whether it is worth another attempt, the answer]. */
const behaviours = {
  done: ["done", false, () => ok()],
  limited: ["rejected", true, () => json({ ok: false, error: "ratelimited" }, { status: 429, headers: { "retry-after": "0.1" } })],
  limitedForLong: ["rejected", false, () => json({}, { status: 429, headers: { "retry-after": "9999" } })],
  busy: ["rejected", true, () => json({ ok: false, error: "service_unavailable" })],
  broken: ["unknown", true, () => json({ ok: false, error: "internal_error" })],
  outage: ["unknown", true, () => new Response("<h1>", { status: 502 })],
  lost: ["unknown", true, () => { throw failed("ECONNRESET"); }],
  cut: ["unknown", true, () => new Response(new ReadableStream({ start: (stream) => stream.error(new Error("cut")) }))],
  unreachable: ["not_sent", true, () => { throw failed("ECONNREFUSED", "connect"); }],
  untrusted: ["not_sent", false, () => { throw failed("CERT_HAS_EXPIRED"); }],
  denied: ["rejected", false, () => json({ ok: false, error: "user_not_found" })],
  forbidden: ["rejected", false, () => new Response("<h1>", { status: 403 })],
  moved: ["rejected", false, () => new Response(null, { status: 302, headers: { location: "/" } })],
  page: ["unknown", false, () => new Response("<h1>")],
  half: ["unknown", false, () => new Response('{"ok":tr')],
};
const worst = ["unknown", "rejected", "not_sent"];

test("whatever a server does, attempts and outcome tell all of it", async () => {
  const behaviour = fc.constantFrom(...Object.keys(behaviours));
  const run = async (names, attempts, unknown) => {
    const sent = [];
    const fetch = async () => {
      const name = names[sent.length] ?? "done";
      sent.push(name);
      return behaviours[name][2]();
    };
    const events = [];
    const retry = { attempts, unknown, minDelay: 0, maxDelay: 2 };
    const api = client({ fetch, retry, onEvent: (event) => events.push(event) });
    const { value, error } = await ending(api.reset({ user_id: "U1" }, { withResponse: true }));

    const expected = [];
    for (let more = true; more; ) {
      const name = names[expected.length] ?? "done";
      const [known, again] = behaviours[name];
      expected.push(name);
      // A limit doesn't use an attempt up, but there must be a second one at all.
      const counted = expected.filter((name) => name !== "limited").length;
      const left = name === "limited" ? attempts > 1 : counted < attempts;
      more = again && left && (unknown || known !== "unknown");
    }
    const known = expected.map((name) => behaviours[name][0]);
    assert.deepEqual(sent, expected);
    assert.equal((value ?? error).attempts, sent.length);
    assert.equal(value !== undefined, known.at(-1) === "done");
    assert.equal(error?.outcome, value ? undefined : worst.find((outcome) => known.includes(outcome)));
    const types = events.map(({ type }) => type).filter((type) => type !== "rate_limited");
    assert.deepEqual(types, [...sent.flatMap(() => ["attempt", "retry"]).slice(0, -1), "settled"]);
    const { attempt, outcome } = events.at(-1);
    assert.deepEqual([attempt, outcome], [sent.length, error?.outcome]);
  };
  await holds(
    fc.asyncProperty(
      // Several at once, for most of the time is spent waiting.
      fc.array(fc.tuple(fc.array(behaviour, { maxLength: 5 }), fc.integer({ min: 1, max: 5 }), fc.boolean()), { minLength: 8, maxLength: 8 }),
      async (cases) => void (await Promise.all(cases.map((one) => run(...one)))),
    ),
    25,
  );
});

const call = fc.record({
  method: fc.constantFrom("reset", "invalidate"),
  at: fc.nat(20),
  faults: fc.array(fc.constantFrom("lost", "busy", "denied", "limited"), { maxLength: 2 }),
  takes: fc.nat(8),
  abort: fc.option(fc.nat(60)),
  deadline: fc.option(fc.integer({ min: 1, max: 60 })),
});

test("whatever is called, aborted and disposed of in between, the queue keeps its word", async () => {
  const run = async (calls, most, dispose) => {
    let ended = 0;
    const flying = new Set();
    const [order, over, settled, broken] = [[], new Set(), new Map(), []];
    async function fetch(url, { body, signal }) {
      const number = Number(new URLSearchParams(body).get("user_id"));
      if (over.has(number)) broken.push(`a request of ${number} after it was over`);
      order.push(number);
      flying.add(signal);
      signal.addEventListener("abort", () => flying.delete(signal));
      if (flying.size > most) broken.push(`${flying.size} are in flight`);
      const name = calls[number].faults[order.filter((one) => one === number).length - 1] ?? "done";
      try {
        await sleep(calls[number].takes, undefined, { signal });
        return behaviours[name][2]();
      } finally {
        flying.delete(signal);
      }
    }
    const onEvent = ({ type }) => type === "settled" && ended++;
    const retry = { attempts: 3, minDelay: 1, maxDelay: 4 };
    const api = client({ fetch, retry, maxConcurrency: most, onEvent });
    const began = [];
    const ends = calls.map(async ({ method, at, abort, deadline }, number) => {
      await sleep(at);
      const controller = new AbortController();
      began.push(number);
      const promise = api[method]({ user_id: String(number), session_id: 1 }, { signal: controller.signal, deadline: deadline ?? 0 });
      if (abort !== null) setTimeout(() => controller.abort("enough"), abort);
      const end = await ending(promise);
      over.add(number);
      settled.set(number, end);
    });
    const disposing = dispose === null ? undefined : sleep(dispose).then(() => api.dispose());
    await Promise.all([...ends, disposing]);
    const sent = order.length;
    await sleep(15);
    assert.equal(order.length, sent, "a request after all calls were over");
    assert.deepEqual(broken, []);
    assert.equal(ended, calls.length);

    // A 429 holds one method back, so the order is that of each method.
    for (const method of ["reset", "invalidate"]) {
      const first = [...new Set(order)].filter((number) => calls[number].method === method);
      assert.deepEqual(first, began.filter((number) => first.includes(number)));
    }
    for (const [number, { value, error }] of settled) {
      const requests = order.filter((one) => one === number).length;
      const known = calls[number].faults.slice(0, requests);
      if (value) assert.deepEqual([value, requests], [{ ok: true }, calls[number].faults.length + 1]);
      else if (error !== "enough") {
        assert.ok(error instanceof SlackError, String(error));
        assert.equal(error.attempts, requests);
        if (known.includes("lost")) assert.equal(error.outcome, "unknown");
        if (requests === 0) assert.equal(error.outcome, "not_sent");
      }
    }
  };
  await holds(
    fc.asyncProperty(
      fc.array(
        fc.tuple(fc.array(call, { minLength: 1, maxLength: 12 }), fc.integer({ min: 1, max: 4 }), fc.option(fc.nat(60))),
        { minLength: 6, maxLength: 6 },
      ),
      async (cases) => void (await Promise.all(cases.map((one) => run(...one)))),
    ),
    20,
  );
});
