// Primitives at their boundaries.

// Not 200: only an answer that was made as one may have this status.
const NUMBERS = [
  0, -0, 1, -1, 0.5, 1.5, 4, 10, 199, 201, 255, 429, 500, 599, 600, 65535, 65536, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), 2 ** 32 - 1,
  2 ** 32, 2 ** 53 - 1, 2 ** 53, -(2 ** 53), 2 ** 63, 2 ** 64, 1e21, 1e-7, Number.MAX_VALUE, Number.MIN_VALUE, Number.EPSILON, NaN,
  Infinity, -Infinity,
];

const BIGINTS = [0n, 1n, -1n, 2n ** 31n, 2n ** 32n, 2n ** 53n, 2n ** 53n + 1n, 2n ** 63n, 2n ** 64n - 1n, -(2n ** 64n), 10n ** 400n];

const STRINGS = [
  "", " ", "0", "-0", "00", "1", "1e3", "0x10", "NaN", "true", "null", "undefined", "__proto__", "constructor", "toString",
  "then",
  "token", "ok", "error", "\0", "\n", "\r\nx: y", "\t", "\u007f", "ä", "ÿ", "€", "😀", "\ud800", "\udfff", "a\ud800b", "\ufeff", "\u2028",
  "W12345678", "1112275520242", "9007199254740993", "https://slack.com/api", "https://slack.com/api///", "http://127.0.0.1:1/",
  "http://[::1]/", "https://a:b@c/", "https://c/?a", "https://c/#a", "/api", "javascript:1", "data:,", "//", "https://",
  "https://xn--", "authorization", "form", "none", "token-header", "application/json", "application/x-www-form-urlencoded", "*/*",
  "%", "%00", "&=", "+", "<!doctype html>", '{"ok":true}', "[REDACTED]", "Bearer", "abort", "timeout",
];

const SYMBOLS = [Symbol(), Symbol("a"), Symbol.for("a"), Symbol.iterator, Symbol.toPrimitive, Symbol.asyncIterator];

export function number({ random }) {
  return random.chance(0.8) ? random.pick(NUMBERS) : (random.next() - 0.5) * 10 ** random.below(20);
}

export function string({ random }) {
  if (random.chance(0.85)) return random.pick(STRINGS);
  let text = "";
  for (let left = random.below(12); left > 0; left -= 1) {
    text += String.fromCharCode(random.chance(0.5) ? random.below(128) : random.below(65536));
  }
  return random.chance(0.005) ? (text || "x").repeat(Math.ceil(300_000 / (text.length || 1))) : text;
}

export function primitive(g) {
  const { random } = g;
  return random.oneOf(
    () => undefined,
    () => null,
    () => random.chance(0.5),
    () => number(g),
    () => number(g),
    () => random.pick(BIGINTS),
    () => string(g),
    () => string(g),
    () => random.pick(SYMBOLS),
  );
}
