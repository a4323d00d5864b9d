// Slack's own error codes, one of each kind.

const failed = (error, more) => ({ json: { ok: false, error, ...more }, times: 0 });
const api = (error, kind, outcome, attempts) => ({ class: "SlackApiError", error, kind, outcome, attempts });

export const codes = [
  {
    name: "user_not_found (target)",
    request: { user_id: "W99999999" },
    ours: { ...api("user_not_found", "target", "rejected", 1), status: 200 },
  },
  {
    name: "session_not_found (target)",
    method: "invalidate",
    request: { user_id: "W12345678", session_id: 1 },
    ours: api("session_not_found", "target", "rejected", 1),
  },
  {
    name: "missing_scope (run)",
    faults: [failed("missing_scope", { needed: "admin.users:write", provided: "users:read" })],
    ours: { ...api("missing_scope", "run", "rejected", 1), needed: "admin.users:write", provided: "users:read" },
  },
  { name: "invalid_auth (run)", faults: [failed("invalid_auth")], ours: api("invalid_auth", "run", "rejected", 1) },
  {
    name: "invalid_arguments (request)",
    faults: [failed("invalid_arguments")],
    ours: api("invalid_arguments", "request", "rejected", 1),
  },
  {
    name: "a code of tomorrow",
    faults: [failed("a_code_of_tomorrow")],
    ours: api("a_code_of_tomorrow", "target", "rejected", 1),
  },
  {
    name: "service_unavailable (retry, not done)",
    faults: [failed("service_unavailable")],
    ours: api("service_unavailable", "retry", "rejected", 4),
  },
  {
    name: "service_unavailable, unknown: false",
    faults: [failed("service_unavailable")],
    retry: { unknown: false },
    ours: api("service_unavailable", "retry", "rejected", 4),
    peers: "has no such setting",
  },
  {
    name: "internal_error (retry, unknown)",
    faults: [failed("internal_error")],
    ours: api("internal_error", "retry", "unknown", 4),
  },
  {
    name: "internal_error, unknown: false",
    faults: [failed("internal_error")],
    retry: { unknown: false },
    ours: api("internal_error", "retry", "unknown", 1),
    peers: "has no such setting",
  },
  {
    name: "user_session_reset_failed (retry, unknown)",
    request: { user_id: "W0000FAIL" },
    ours: api("user_session_reset_failed", "retry", "unknown", 4),
  },
  {
    name: "internal_error once",
    faults: [{ ...failed("internal_error"), times: 1 }],
    ours: { class: "resolved", attempts: 2 },
  },
  {
    name: "internal_error, then user_not_found",
    faults: [{ ...failed("internal_error"), times: 1 }, failed("user_not_found")],
    ours: api("user_not_found", "target", "unknown", 2),
  },
  {
    name: "service_unavailable, then user_not_found",
    faults: [{ ...failed("service_unavailable"), times: 1 }, failed("user_not_found")],
    ours: api("user_not_found", "target", "rejected", 2),
  },
  {
    name: "403 with a code of Slack's",
    faults: [{ ...failed("not_an_admin"), status: 403 }],
    ours: { ...api("not_an_admin", "run", "rejected", 1), status: 403 },
  },
  {
    name: "500 with a code of Slack's",
    faults: [{ ...failed("user_not_found"), status: 500 }],
    // Slack has said what is wrong: it would say so again.
    ours: { ...api("user_not_found", "target", "unknown", 1), status: 500 },
  },
];
