// What `fetch` may return: any value, promises of it, real answers and partial ones.
import { double, stream } from "./bodies.mjs";
import { bytes, meaning, text } from "./json.mjs";
import { failure } from "./values.mjs";
import { promised } from "./promises.mjs";
import { number, string } from "./primitives.mjs";

const STATUSES = [
  200, 200, 200, 200, 200, 200, 200, 200, 201, 202, 204, 205, 206, 299, 300, 301, 302, 304, 307, 308, 400, 401, 403, 404, 408,
  418, 421, 425, 429, 429, 499, 500, 501, 502, 503, 504, 520, 599,
];

const RETRY_AFTER = [
  "0", "0.01", "0.015", "1", "1.5", " 1", "30", "120", "121", "86400", "1e3", "-1", "+1", "0x1", "NaN", "Infinity", "soon", "",
  "1,2", "99999999999999", "9".repeat(400),
  "Wed, 21 Oct 2015 07:28:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", "Thu, 01 Jan 1970 00:00:00 GMT", "25:00", ":",
];

const CODES = [
  "ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "ECONNRESET", "EPIPE", "UND_ERR_SOCKET", "UND_ERR_CONNECT_TIMEOUT", "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT", "ERR_TLS_CERT_ALTNAME_INVALID",
];

function headers(g, token) {
  const { random } = g;
  const list = new Headers({ "content-type": "application/json" });
  if (random.chance(0.3)) list.set("retry-after", random.pick(RETRY_AFTER));
  if (random.chance(0.3)) list.set("x-slack-req-id", random.pick(["a1b2", "", "ä", token ?? "none"]));
  if (random.chance(0.1)) list.set("x-echo", `Bearer ${token ?? "none"}`);
  if (random.chance(0.05)) list.append("set-cookie", "a=b"), list.append("set-cookie", "c=d");
  if (random.chance(0.05)) list.set("__proto__", "a");
  if (random.chance(0.02)) list.set("x-long", "l".repeat(20_000));
  return list;
}

/** A `Response` as the platform makes them. */
function whole(g, token) {
  const { random } = g;
  const status = random.pick(STATUSES);
  const content = bytes(text(g, token), g);
  const empty = [204, 205, 304].includes(status) || random.chance(0.02);
  const piped = !empty && random.chance(0.25) ? stream(g, content) : undefined;
  const body = empty ? null : (piped?.body ?? content);
  const statusText = random.pick(["", "OK", "Not", `is ${token ?? "none"}`]);
  const value = new Response(body, { status, statusText, headers: headers(g, token) });
  const said = empty ? "foreign" : meaning(content);
  const says = { whole: said, lost: "foreign", either: "either" }[piped?.says ?? "whole"];
  return { value, status, says, never: piped?.never, piped };
}

/** A `Response` to which something was done. */
function spoilt(g, token) {
  const { random } = g;
  const { value, status, says, piped } = whole(g, token);
  const answer = { value, status, says };
  const body = value.body;
  const define = (name, descriptor) => Object.defineProperty(value, name, descriptor);
  return random.oneOf(
    () => (body?.getReader(), { ...answer, says: "foreign" }),
    () => (void value.text().catch(() => {}), { ...answer, says: body ? "foreign" : answer.says }),
    // Chromium 156 crashes when a stream with a chunk that isn't bytes is cloned.
    () => (piped || void value.clone().text().catch(() => {}), answer),
    () => (body?.cancel().catch(() => {}), { ...answer, says: "foreign" }),
    () => (define("redirected", { value: true }), { ...answer, status: 0, says: "foreign" }),
    () => (define("status", { get: () => g.value() }), { ...answer, status: undefined }),
    () => (define("status", { get: () => random.pick([200, 500, 429]) }), { ...answer, status: undefined, says: "either" }),
    () => (define("headers", { value: g.value() }), answer),
    () => (define("headers", { get: () => { throw g.value(); } }), answer),
    () => (define("statusText", { value: g.value() }), answer),
    () => (define("body", { get: () => { throw g.value(); } }), { ...answer, says: "foreign" }),
    () => (define("text", { value: () => { throw g.value(); } }), answer),
    () => (define("then", { value: string(g) }), answer),
    () => (define("then", { get: () => { throw g.value(); } }), { ...answer, status: 0, says: "foreign" }),
    // Some platforms accept such a value as a `Response`.
    () => ({ value: new Proxy(value, {}), status: undefined, says: "either" }),
    () => ({ value: Object.create(value), status: undefined, says: "either" }),
    () => ({ value: Response.error(), status: 0, says: "foreign" }),
    () => ({ value: Response.redirect("https://slack.com/"), status: 0, says: "foreign" }),
    () => ({ value: Object.defineProperty(Response.error(), "type", { value: "opaqueredirect" }), status: 0, says: "foreign" }),
  );
}

/** What a test's fake `fetch` resolves to. */
function half(g, token) {
  const { random } = g;
  const content = bytes(text(g, token), g);
  const { body, says, never } = random.chance(0.5) ? double(g, content) : stream(g, content);
  const said = { whole: meaning(content), lost: "foreign", either: "either" }[says];
  const odd = () => ({ status: number(g), statusText: string(g), headers: g.value(), body });
  return random.oneOf(
    () => ({ value: { status: 200 }, status: 200, says: "foreign" }),
    () => ({ value: { status: 200, ok: true, json: async () => ({ ok: true }) }, status: 200, says: "either" }),
    () => ({ value: { status: 200, text: async () => '{"ok":true}' }, status: 200, says: "either" }),
    () => ({ value: { status: 200, body }, status: 200, says: said, never }),
    () => ({ value: { status: 200, body, headers: g.value() }, status: 200, says: said, never }),
    () => ({ value: { status: random.pick(STATUSES), body, headers: headers(g, token) }, status: undefined, says: said, never }),
    () => ({ value: { status: g.value(), body }, status: undefined, says: said, never }),
    () => ({ value: odd(), status: undefined, says: said, never }),
    () => ({ value: { status: 429, headers: { get: () => random.pick(RETRY_AFTER) } }, status: 429, says: "foreign" }),
    () => ({ value: { status: 429, headers: { "retry-after": random.pick(RETRY_AFTER) } }, status: 429, says: "foreign" }),
    () => ({ value: { status: 429, headers: new Map([["retry-after", g.value()]]) }, status: 429, says: "foreign" }),
    () => ({ value: { get status() { g.act(); throw g.value(); } }, status: 0, says: "foreign" }),
    () => ({ value: new Proxy({}, { get: (_, key) => (key === "then" ? undefined : g.value()) }), status: 0, says: "foreign" }),
    () => ({ value: '{"ok":true}', status: 0, says: "foreign" }),
    () => ({ value: { ok: true }, status: 0, says: "foreign" }),
    () => ({ value: g.value(), status: 0, says: "foreign" }),
  );
}

/** What `fetch` rejects with or throws. */
function reason(g) {
  const { random } = g;
  const coded = () => new TypeError("fetch failed", { cause: Object.assign(new Error("connect"), { code: random.pick(CODES) }) });
  return random.oneOf(coded, coded, () => failure(g), () => new TypeError("Failed to fetch"), () => g.value());
}

/**
 * What one call of `fetch` does: `give()` returns it or throws. `status` and `says` are what a correct reader would find:
 * `undefined` and `"either"` if that is open.
 */
export function answer(g, token, aborted) {
  const { random } = g;
  g.count();
  const resolve = (made) => ({ ...made, give: () => shape(g, made.value) });
  return random.oneOf(
    () => resolve({ value: new Response('{"ok":true}'), status: 200, says: "done" }),
    () => resolve({ value: new Response('{"ok":true}'), status: 200, says: "done" }),
    () => resolve(whole(g, token)),
    () => resolve(whole(g, token)),
    () => resolve(whole(g, token)),
    () => resolve(spoilt(g, token)),
    () => resolve(half(g, token)),
    () => ({ status: 0, says: "foreign", give: async () => { throw reason(g); } }),
    () => ({ status: 0, says: "foreign", give: () => { throw reason(g); } }),
    () => ({ status: 0, says: "foreign", never: true, give: () => new Promise((_, reject) => (aborted(reject), g.hold(reject))) }),
    () => ({ status: 0, says: "foreign", never: true, give: () => g.never() }),
    () => ({ status: 0, says: "foreign", give: () => promised(g, 2) }),
  );
}

/** Sometimes late, and not always in a plain promise. */
function shape(g, value) {
  const { random } = g;
  return random.oneOf(
    async () => value,
    async () => value,
    () => value,
    () => new Promise((resolve) => setTimeout(resolve, random.below(30), value)),
    () => ({ then: (resolve) => resolve(value) }),
    () => g.realm.Promise.resolve(value),
  );
}
