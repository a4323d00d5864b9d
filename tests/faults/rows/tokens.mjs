// A server that echoes the token. Every row checks that no output of ours shows the token; here the server sends it back.
import { TOKEN } from "../../standin/client.mjs";

const escaped = `\\u0078${TOKEN.slice(1)}`;
const http = { class: "SlackHttpError", outcome: "rejected", attempts: 1 };
const echoed = (name, fault, ours) => ({
  name: `token echoed ${name}`,
  once: true,
  faults: [{ ...fault, times: 0 }],
  ours,
});
/** The ways of printing the client that show the token. */
const inClient = ({ leaks }) => (leaks.client.length > 0 ? `TOKEN in ${leaks.client.join(", ")}` : "no token");

export const tokens = [
  { name: "client looked at after a success", ours: { class: "resolved", attempts: 1 }, note: inClient },
  echoed("in the body of a 400", { status: 400, body: `<p>${TOKEN}</p>` }, http),
  echoed(
    "in the body of a 503",
    { status: 503, body: `<p>${TOKEN}</p>` },
    { ...http, outcome: "unknown", attempts: 4 },
  ),
  echoed(
    "in a 200 with HTML",
    { body: `<p>${TOKEN}</p>` },
    { class: "SlackProtocolError", outcome: "unknown", attempts: 1 },
  ),
  echoed("across the limit of what an error shows", { status: 400, body: "x".repeat(8_185) + TOKEN }, http),
  echoed(
    "beside ok false",
    { json: { ok: false, error: "user_not_found", echo: { token: TOKEN, [TOKEN]: 1 } } },
    {
      class: "SlackApiError",
      error: "user_not_found",
      outcome: "rejected",
      attempts: 1,
    },
  ),
  echoed(
    "as the code",
    { json: { ok: false, error: `no such token: ${TOKEN}` } },
    { class: "SlackApiError", outcome: "rejected", attempts: 1 },
  ),
  echoed(
    "with an escape in JSON",
    { body: `{"ok":false,"error":"user_not_found","echo":"${escaped}"}` },
    {
      class: "SlackApiError",
      outcome: "rejected",
      attempts: 1,
    },
  ),
  echoed(
    "beside 100 000 brackets",
    {
      body: `{"ok":false,"error":"user_not_found","echo":"${TOKEN}","x":${"[".repeat(100_000)}${"]".repeat(100_000)}}`,
    },
    {
      class: "SlackApiError",
      outcome: "rejected",
      attempts: 1,
    },
  ),
  echoed("in a header", { status: 400, headers: { "x-echo": `Bearer ${TOKEN}` } }, http),
  echoed("in a header's name", { status: 400, headers: { [`x-${TOKEN}`]: "1" } }, http),
  echoed("as the request id", { status: 400, headers: { "x-slack-req-id": TOKEN } }, http),
  echoed("in the status text", { status: 400, reason: `Bad ${TOKEN}` }, http),
  echoed(
    "in a redirect",
    { status: 302, headers: { location: `https://slack-admin-session.invalid/?token=${TOKEN}` } },
    http,
  ),
  echoed(
    "in what isn't HTTP",
    { raw_base64: Buffer.from(`HTTP/1.1 ${TOKEN}\r\n${TOKEN}\r\n\r\n${TOKEN}`).toString("base64") },
    {
      class: "SlackNetworkError",
      outcome: "unknown",
      attempts: 4,
    },
  ),
];
