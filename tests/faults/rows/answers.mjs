// Status 200, and a body that isn't Slack's, or is in a strange shape.
import { gzipSync } from "node:zlib";

const protocol = { class: "SlackProtocolError", outcome: "unknown", attempts: 1, status: 200 };
const done = { class: "resolved", attempts: 1 };
const base64 = (...given) => Buffer.from(...given).toString("base64");
const DEEP = 100_000;
const deep = `${"[".repeat(DEEP)}${"]".repeat(DEEP)}`;

/** Every request gets this body. Nothing was done, so a client that resolves is wrong. */
const foreign = (name, fault, ours) => ({
  name: `200, ${name}`,
  faults: [{ ...fault, times: 0 }],
  ours: { ...protocol, ...ours },
});
/** The operation was done, and the answer says so in a strange way. */
const strange = (name, fault, ours = done) => ({ name: `200, ${name}`, faults: [{ apply: true, ...fault }], ours });

/** One small piece many times: gzip allows any number of them in a row, so the 300 MB needn't be made. */
function bomb() {
  const letters = gzipSync(Buffer.alloc(1_048_576, "a"));
  return Buffer.concat([gzipSync('{"ok":true,"x":"'), ...Array(300).fill(letters), gzipSync('"}')]);
}

export const answers = [
  foreign("HTML", { headers: { "content-type": "text/html" }, body: "<!doctype html><title>Guest network</title>" }),
  foreign("empty", { body: "" }),
  foreign("null", { body: "null" }),
  foreign("[]", { body: "[]" }),
  foreign("{}", { body: "{}" }),
  foreign("true", { body: "true" }),
  foreign('"ok"', { body: '"ok"' }),
  foreign('ok "true"', { json: { ok: "true" } }),
  foreign("ok 1", { json: { ok: 1 } }),
  foreign("ok null", { json: { ok: null } }),
  foreign("ok [true]", { json: { ok: [true] } }),
  foreign("OK true", { json: { OK: true } }),
  foreign("ok true in an array", { json: [{ ok: true }] }),
  foreign("ok true in __proto__", { body: '{"__proto__":{"ok":true}}' }),
  foreign("ok false without an error", { json: { ok: false } }),
  foreign("ok false with the error 7", { json: { ok: false, error: 7 } }),
  foreign(
    'ok false with the error ""',
    { json: { ok: false, error: "" } },
    { class: /^Slack(Api|Protocol)Error$/, outcome: /^(rejected|unknown)$/ },
  ),
  foreign("half an answer, complete by its length", { body: '{"ok":true' }),
  foreign("answer with HTML behind it", { body: '{"ok":true}<!-- proxy -->' }),
  foreign("two answers", { body: '{"ok":true}{"ok":true}' }),
  foreign("UTF-16", {
    body_base64: base64('{"ok":true}', "utf16le"),
    headers: { "content-type": "application/json; charset=utf-16le" },
  }),
  foreign("100 000 brackets", { body: deep }),
  {
    name: "200, gzip bomb of 300 MB",
    faults: () => [{ headers: { "content-encoding": "gzip" }, body_base64: base64(bomb()), times: 0 }],
    ours: { ...protocol, within: 4_000 },
  },
  foreign(
    "gzip that is none",
    { headers: { "content-encoding": "gzip" }, json: { ok: true } },
    { class: "SlackNetworkError", attempts: 4, status: undefined },
  ),
  // If there are two answers in one, neither can be trusted.
  foreign("ok false, and ok true after it", { body: '{"ok":false,"error":"user_not_found","ok":true}' }),
  // Node passes on what it could unpack.
  foreign("gzip cut short", {
    headers: { "content-encoding": "gzip" },
    body_base64: base64(gzipSync('{"ok":true}').subarray(0, 20)),
  }),
  strange("gzip", { headers: { "content-encoding": "gzip" }, body_base64: base64(gzipSync('{"ok":true}')) }),
  strange("byte order mark", { body: '\ufeff{"ok":true}' }),
  strange("said to be Latin-1", {
    body: '{"ok":true,"x":"é"}',
    headers: { "content-type": "text/plain; charset=iso-8859-1" },
  }),
  strange("ok true beside 100 000 brackets", { body: `{"ok":true,"x":${deep}}` }),
  strange(
    "ok true, and ok false after it",
    { body: '{"ok":true,"ok":false,"error":"user_not_found"}', apply: false, times: 0 },
    {
      class: "SlackApiError",
      error: "user_not_found",
      outcome: "rejected",
      attempts: 1,
    },
  ),
];
