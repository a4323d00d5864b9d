// Statuses that Slack doesn't use, from proxies and outages; redirects.
import { stranger } from "../other-servers.mjs";

const html = { headers: { "content-type": "text/html" }, body: "<!doctype html><title>front end</title><h1>No</h1>" };
const http = (status, outcome, attempts) => ({ class: "SlackHttpError", status, outcome, attempts });

const refused = (status) => ({
  name: `${status} with HTML`,
  faults: [{ status, ...html, times: 0 }],
  ours: { ...http(status, "rejected", 1), body: html.body },
});
const broken = (status) => ({
  name: `${status} with HTML`,
  faults: [{ status, ...html, times: 0 }],
  ours: { ...http(status, "unknown", 4), body: html.body },
});
const redirected = (status) => ({
  name: `${status} to another host`,
  place: stranger,
  redirects: true,
  faults: ({ host }) => [{ status, headers: { location: `${host}/admin.users.session.reset` }, times: 0 }],
  ours: http(status, "rejected", 1),
});

export const statuses = [
  ...[400, 401, 403, 404, 413, 418].map(refused),
  // The server got only a part of the request: it wasn't done, and is repeated.
  { ...broken(408), ours: http(408, "rejected", 4) },
  ...[500, 502, 503, 504].map(broken),
  {
    name: "503, no setting changed",
    faults: [{ status: 503, ...html, times: 0 }],
    retry: "default",
    ours: { ...http(503, "unknown", 4), within: 4_500 },
  },
  { name: "503 once", faults: [{ status: 503, ...html }], ours: { class: "resolved", attempts: 2 } },
  {
    name: "503, unknown: false",
    faults: [{ status: 503, ...html, times: 0 }],
    retry: { unknown: false },
    ours: http(503, "unknown", 1),
    peers: "has no such setting",
  },
  {
    name: "201 with ok: true",
    faults: [{ status: 201, apply: true, json: { ok: true }, times: 0 }],
    ours: http(201, "unknown", 1),
  },
  { name: "202 with HTML", faults: [{ status: 202, ...html, times: 0 }], ours: http(202, "unknown", 1) },
  { name: "204", faults: [{ status: 204, apply: true, times: 0 }], ours: http(204, "unknown", 1) },
  {
    name: "999, a status that nobody defined",
    faults: [{ raw_base64: btoa(`HTTP/1.1 999 Denied\r\ncontent-length: 11\r\n\r\n{"ok":true}`), times: 0 }],
    ours: { class: "SlackHttpError", status: 999, outcome: "unknown" },
  },
  ...[301, 302, 303, 307, 308].map(redirected),
  {
    name: "302 without a location",
    faults: [{ status: 302, times: 0 }],
    ours: http(302, "rejected", 1),
  },
  {
    name: "307 to itself, for ever",
    faults: [{ status: 307, headers: { location: "admin.users.session.reset" }, times: 0 }],
    ours: http(307, "rejected", 1),
  },
];
