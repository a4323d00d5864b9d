// No connection, or one that is lost.
import { NEVER } from "../../standin/client.mjs";
import { nobody, selfSigned } from "../other-servers.mjs";

const lost = { class: "SlackNetworkError", outcome: "unknown", attempts: 4 };
const neverSent = { class: "SlackNetworkError", outcome: "not_sent", requests: 0 };
const raw = (text) => Buffer.from(text).toString("base64");
const head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";
const invalidate = { method: "invalidate", request: { user_id: "W12345678", session_id: 1112275520242 } };

/** The operation is done, and the answer doesn't come. */
const lostFor = (name, fault, ours = {}) => ({
  name,
  faults: [{ apply: true, times: 0, ...fault }],
  ours: { ...lost, ...ours },
});

export const connections = [
  { name: "connection refused", place: nobody, ours: { ...neverSent, attempts: 4 } },
  {
    name: "connection refused at every address of a name",
    place: async () => ({ host: (await nobody()).host.replace("127.0.0.1", "localhost") }),
    ours: { ...neverSent, attempts: 4 },
  },
  {
    name: "connection refused, unknown: false",
    place: nobody,
    retry: { unknown: false },
    ours: { ...neverSent, attempts: 4 },
    peers: "has no such setting",
  },
  {
    name: "unknown host name",
    place: async () => ({ host: "https://slack-admin-session.invalid/api" }),
    retry: { attempts: 2 },
    // As long as the machine's resolver takes.
    ours: { ...neverSent, attempts: 2, within: 10_000 },
  },
  { name: "self-signed certificate", place: selfSigned, ours: { ...neverSent, attempts: 1 } },
  lostFor("cut before the headers", { cut: "before_headers" }),
  lostFor("cut after the headers", { cut: "after_headers" }),
  lostFor("cut within the body", { cut: "mid_body" }),
  lostFor("reset before the headers", { cut: "before_headers", reset: true }),
  lostFor("reset after the headers", { cut: "after_headers", reset: true }),
  lostFor("reset within the body", { cut: "mid_body", reset: true }),
  lostFor("cut within the headers", { raw_base64: raw("HTTP/1.1 200 OK\r\ncontent-ty") }),
  lostFor("cut within a chunk", { raw_base64: raw(`${head}transfer-encoding: chunked\r\n\r\nb\r\n{"ok":`) }),
  lostFor("content-length too long", { json: { ok: true }, content_length: 100 }),
  lostFor(
    "content-length too short",
    { json: { ok: true }, content_length: 5 },
    { class: "SlackProtocolError", attempts: 1 },
  ),
  lostFor("garbage instead of HTTP", { raw_base64: raw("SSH-2.0-OpenSSH_9.6\r\n\r\n") }),
  lostFor("two content-length that differ", {
    raw_base64: raw(`${head}content-length: 11\r\ncontent-length: 12\r\n\r\n{"ok":true}`),
  }),
  lostFor("headers of 100 kB", { raw_base64: raw(`${head}x: ${"x".repeat(100_000)}\r\n\r\n{"ok":true}`) }),
  {
    name: "cut before the headers, once",
    faults: [{ cut: "before_headers" }],
    ours: { class: "resolved", attempts: 2 },
  },
  { name: "cut within the body, once", faults: [{ cut: "mid_body" }], ours: { class: "resolved", attempts: 2 } },
  {
    name: "cut, unknown: false",
    faults: [{ apply: true, cut: "before_headers", times: 0 }],
    retry: { unknown: false },
    ours: { ...lost, attempts: 1 },
    peers: "has no such setting",
  },
  {
    name: "cut, retry: false",
    faults: [{ apply: true, cut: "before_headers", times: 0 }],
    retry: false,
    ours: { ...lost, attempts: 1 },
    peers: "has no such setting",
  },
  {
    name: "lost answer, then session_not_found",
    faults: [{ apply: true, cut: "after_headers" }],
    ...invalidate,
    ours: { class: "SlackApiError", error: "session_not_found", kind: "target", outcome: "unknown", attempts: 2 },
  },
  {
    name: "headers never, then session_not_found",
    faults: [{ apply: true, delay_ms: NEVER }],
    // Long enough for the second answer on a busy machine.
    config: { timeout: 1_500 },
    ...invalidate,
    ours: {
      class: "SlackApiError",
      error: "session_not_found",
      outcome: "unknown",
      attempts: 2,
      atLeast: 1_490,
      within: 2_700,
    },
  },
];
