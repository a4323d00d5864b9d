// Texts that a server may answer with, JSON or not.
import { SECRET } from "./maker.mjs";

const CODES = [
  "session_not_found", "user_not_found", "user_session_reset_failed", "session_invalidation_failed", "cannot_reset_bot", "invalid_auth",
  "missing_scope", "invalid_arguments", "request_timeout", "ratelimited", "service_unavailable", "internal_error", "fatal_error",
  "a_code_of_tomorrow", "", "constructor", "__proto__", "\ud800", "<b>", "x".repeat(5000),
];

const LITERALS = [
  '{"ok":true}', '{"ok":true}', ' \n{"ok" : true }\t', '\ufeff{"ok":true}', '{"ok":false,"ok":true}', '{"ok":true,"ok":false}',
  '{"\\u006fk":true}', '{"ok":"true"}', '{"ok":1}', '{"OK":true}', '{"ok":null}', '{"ok":{}}', '{"__proto__":{"ok":true}}',
  '{"constructor":{"ok":true}}', '[{"ok":true}]', '{"ok":true', '{"ok":true}}', '{"ok":true}\0', "{'ok':true}", "ok=true", "null", "true",
  '"ok"', "0", "1e999", "-0", "[]", "{}", "", " ", "\0", "<html><body>ok</body></html>", "Too Many Requests", '{"ok":false}',
  '{"ok":false,"error":null}', '{"ok":false,"error":["ratelimited"]}', '{"ok":false,"error":{}}', '{"ok":true,"error":"fatal_error"}',
  '{"ok":false,"error":"missing_scope","needed":"a","provided":1}', '{"error":"user_not_found"}', '{"toJSON":1,"ok":false,"error":"a"}',
  '{"ok":true,"length":2,"then":1}', '{"ok":false,"error":"internal_error","then":{}}',
];

/** A text for an answer to a request with `token`, if the token is known. */
export function text({ random }, token) {
  const quoted = (value) => JSON.stringify(value);
  const failed = (more = "") => `{"ok":false,"error":${quoted(random.pick(CODES))}${more}}`;
  const deep = (open, close) => open.repeat(20_000) + close.repeat(random.pick([20_000, 0]));
  const echo = token ?? "no token";
  const shown = quoted(echo);
  // JSON can escape every character.
  const spelt = `"${[...echo].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`).join("")}"`;
  return random.oneOf(
    () => '{"ok":true}',
    () => random.pick(LITERALS),
    () => random.pick(LITERALS),
    () => failed(),
    () => failed(`,"response_metadata":{"messages":[${quoted(random.pick(CODES))}]}`),
    () => JSON.stringify({ ok: random.pick([true, false, true, 0]), error: random.pick(CODES), list: [1, null, { a: [] }] }),
    () => (random.chance(0.02) ? random.oneOf(() => deep("[", "]"), () => deep('{"a":', "}")) : failed()),
    () => (random.chance(0.01) ? `{"ok":true,"filler":"${"f".repeat(random.pick([300_000, 1_048_560, 1_100_000]))}"}` : failed()),
    () => failed(`,"echo":${shown},${shown}:${shown},"deep":[{"a":${shown}}]`),
    () => failed(`,"needed":${shown},"provided":${spelt}`),
    () => `{"ok":false,"error":${random.pick([shown, spelt])}}`,
    () => `{"ok":true,"echo":${shown}}`,
    () => `<pre>Authorization: Bearer ${echo}</pre>`,
    () => `${"f".repeat(8192 - random.below(SECRET.length + 8))}${echo}`,
  );
}

const encoder = new TextEncoder();

/** The text's bytes, in the charset that Slack uses or in another one. */
export function bytes(written, { random }) {
  if (random.chance(0.96)) return encoder.encode(written);
  const cut = written.slice(0, 2000);
  return random.oneOf(
    () => Uint8Array.from([0xff, 0xfe, ...Array.from(cut).flatMap((c) => [c.charCodeAt(0) & 255, c.charCodeAt(0) >> 8])]),
    () => Uint8Array.from(cut, (c) => c.charCodeAt(0) & 255),
    () => Uint8Array.from([0xc3, 0x28, ...encoder.encode(cut), 0xe2]),
  );
}

/** What the bytes say, by the platform's own reading, duplicate keys aside: `"done"`, `"failed"` or `"foreign"`. */
export function meaning(body) {
  if (body.length > 1_048_576) return "foreign";
  const written = new TextDecoder().decode(body);
  // It is unknown which of the two is meant.
  if (/"ok":.*"ok":/s.test(written)) return "foreign";
  let parsed;
  try {
    parsed = JSON.parse(written);
  } catch {
    return "foreign";
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) return "foreign";
  if (Object.hasOwn(parsed, "ok") && parsed.ok === true) return "done";
  const failed = Object.hasOwn(parsed, "ok") && parsed.ok === false && Object.hasOwn(parsed, "error");
  return failed && typeof parsed.error === "string" ? "failed" : "foreign";
}
