// Mistakes and wishes of callers: ours refuses mistakes before anything is sent; the table shows what the peers sent.
import { TOKEN } from "../../standin/client.mjs";

const user_id = "W12345678";
const refused = (argument) => ({ class: "SlackArgumentError", argument, outcome: "not_sent", attempts: 0 });
/** The bodies that reached the server. */
const sent = ({ requests }) =>
  requests.length > 0 ? `sent ${[...new Set(requests.map(({ body }) => body))].join(" and ")}` : "sent nothing";
/** Where in a request the token is. */
function places({ requests: [request] }) {
  const found = [];
  if (request?.headers.authorization?.includes(TOKEN)) found.push("header");
  if (request?.body.includes(TOKEN)) found.push("body");
  return `token in ${found.join(" and ") || "neither header nor body"}`;
}
const invalidate = (name, session_id, ours = refused("session_id")) => ({
  name: `session_id ${name}`,
  method: "invalidate",
  request: { user_id, session_id },
  note: sent,
  ours,
});
const reset = (name, request, argument) => ({ name, request, note: sent, ours: refused(argument) });

export const calls = [
  invalidate("2 ** 53", 2 ** 53),
  invalidate("1e21", 1e21),
  invalidate("1.5", 1.5),
  invalidate("NaN", NaN),
  invalidate("empty", ""),
  {
    ...invalidate("9007199254740993n", 9007199254740993n, {
      class: "resolved",
      attempts: 1,
      check: (facts) =>
        /session_id=9007199254740993(&|$)/.test(facts.requests[0]?.body) ? [] : "other digits were sent",
    }),
    request: { user_id: "W00000002", session_id: 9007199254740993n },
  },
  reset("both flags", { user_id, mobile_only: true, web_only: true }, /mobile_only|web_only/),
  reset("a property named token", { user_id, token: TOKEN }, "token"),
  reset("empty user_id", { user_id: "" }, "user_id"),
  reset("no user_id", {}, "user_id"),
  reset("a signal as an argument", { user_id, signal: new AbortController().signal }, "signal"),
  {
    name: "a token for one call",
    config: { accessToken: "xoxp-standin-member" },
    options: { token: TOKEN },
    note: places,
    ours: { class: "resolved", attempts: 1 },
  },
  {
    name: "a token with a newline",
    config: { accessToken: () => `${TOKEN}\n` },
    ours: refused("accessToken"),
    peers: "has no token function",
  },
  {
    name: "a listener that throws",
    config: {
      onEvent() {
        throw new Error("not yours to see");
      },
    },
    ours: { class: "resolved", attempts: 1 },
    peers: "has no such setting",
  },
];
