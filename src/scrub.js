// Takes the token out of what comes from a server, the runtime or a caller's `fetch`.
const REDACTED = "[REDACTED]";

/** Text without the token, also where JSON's escapes spell it. */
export const clean = (text, token) => {
  const plain = text.replace(/\\(?:u([0-9a-f]{4})|(.))/gi, (_, code, other) =>
    code ? String.fromCharCode(parseInt(code, 16)) : other,
  );
  return (plain.includes(token) ? plain : text).replaceAll(token, REDACTED);
};

const holds = (value, token, depth) => {
  if (typeof value === "string") return value.includes(token);
  if (typeof value !== "object" || value === null) return false;
  // What is too deep to be looked at may hold it.
  if (depth > 6) return true;
  if (ArrayBuffer.isView(value)) return new TextDecoder("latin1").decode(value).includes(token);
  // What has a state of its own beside its properties may hold it: a Map, a Request.
  if (!/^\[object (?:Object|Array|Error|DOMException)]$/.test(Object.prototype.toString.call(value))) return true;
  return Reflect.ownKeys(value).some((key) => holds(key, token, depth) || holds(value[key], token, depth + 1));
};

/** Parsed JSON without the token: itself, or a copy. What is nested deeper than an answer of Slack's ever was is left out. */
export const redact = (value, token, depth = 0) => {
  if (typeof value === "string") return clean(value, token);
  if (typeof value !== "object" || value === null) return value;
  if (depth === 0 && !holds(value, token, 0)) return value;
  if (depth > 64) return null;
  if (Array.isArray(value)) return value.map((inner) => redact(inner, token, depth + 1));
  const entries = Object.entries(value);
  return Object.fromEntries(entries.map(([key, inner]) => [clean(key, token), redact(inner, token, depth + 1)]));
};

/** The error itself, or, where the token is or may be in it, one of the same name and code and a redacted message. */
export const scrub = (error, token, depth = 0) => {
  try {
    if (!holds(error, token, 0)) return error;
    if (typeof error === "string") return clean(error, token);
    const { name, message, code, cause } = error;
    const copy = new Error(clean(String(message), token), cause && depth < 8 && { cause: scrub(cause, token, depth + 1) });
    if (typeof name === "string") copy.name = clean(name, token);
    if (typeof code === "string") copy.code = clean(code, token);
    return copy;
  } catch {
    return new Error("an error that can't be looked into");
  }
};
