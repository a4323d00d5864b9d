// A small Slack, for runs of the suite without a server: it answers what the suite asks as the stand-in does, and keeps the
// requests. This is the body of a function whose result is `{ fetch, requests, users }`.
const users = [
  { id: "W12345678", sessions: [{ id: "1112275520242" }, { id: "1112275520243" }] },
  { id: "W00000002", sessions: [{ id: "9007199254740993" }] },
];
const requests = [];

const answer = (body, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { "x-slack-req-id": `small-slack-${requests.length}` } });
const refuse = (error) => answer({ ok: false, error });

const methods = {
  "admin.users.session.reset": (fields, user) => {
    user.sessions = [];
    return answer({ ok: true });
  },
  "admin.users.session.invalidate": (fields, user) => {
    const place = user.sessions.findIndex(({ id }) => id === fields.get("session_id"));
    if (place < 0) return refuse("session_not_found");
    user.sessions.splice(place, 1);
    return answer({ ok: true });
  },
};

const fetch = async (url, { method, headers, body, signal }) => {
  signal.throwIfAborted();
  requests.push({ http_method: method, headers: { ...headers }, body });
  const fields = new URLSearchParams(body);
  const token = fields.get("token") ?? headers.authorization?.replace("Bearer ", "");
  if (token !== "xoxp-standin-admin") return refuse(token ? "invalid_auth" : "not_authed");
  const handle = methods[url.slice(url.lastIndexOf("/") + 1)];
  if (!handle) return refuse("unknown_method");
  const user = users.find(({ id }) => id === fields.get("user_id"));
  return user ? handle(fields, user) : refuse("user_not_found");
};

return { fetch, requests, users };
