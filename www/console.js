// The console's page: reads the forms, makes the call, shows the report.

import { AdminUsersSessionApi } from "slack-admin-session";
import { aborted, done, failed, idle, waiting } from "./report.js";

const DEFAULT_HOST = "https://slack.com/api";

/** The field that the library's name of an argument stands for. */
const FIELDS = {
  reset: { user_id: "reset-user" },
  invalidate: { user_id: "invalidate-user", team_id: "invalidate-team", session_id: "invalidate-session" },
  connection: { host: "host", accessToken: "token", token: "token", tokenPlacement: "placement" },
};

/** The call under way, if there is one: the page makes one at a time. */
let running = null;

const element = (id) => document.getElementById(id);
const valueOf = (id) => element(id).value.trim();
/** An optional field left empty is left out of the request. */
const optional = (id) => valueOf(id) || undefined;
const resultPane = element("result");
const submitButtons = document.querySelectorAll("form button");

function readReset() {
  const user = valueOf("reset-user");
  const devices = document.querySelector('input[name="devices"]:checked').value;
  return {
    method: "reset",
    placement: valueOf("placement"),
    request: {
      user_id: user,
      mobile_only: devices === "mobile" ? true : undefined,
      web_only: devices === "web" ? true : undefined,
    },
    target: `the ${devices === "all" ? "" : `${devices} `}sessions of ${user}`,
  };
}

function readInvalidate() {
  // As text, because a session id can be larger than a JavaScript number holds exactly.
  const session = valueOf("invalidate-session");
  const user = optional("invalidate-user");
  const team = optional("invalidate-team");
  return {
    method: "invalidate",
    placement: valueOf("placement"),
    request: { user_id: user, team_id: team, session_id: session },
    target: `session ${session} of ${[user, team].filter(Boolean).join(" in ")}`,
  };
}

function connect(onEvent) {
  return new AdminUsersSessionApi({
    host: valueOf("host"),
    accessToken: optional("token"),
    tokenPlacement: optional("placement"),
    onEvent,
  });
}

/** Makes the call that `action` describes, in a client of its own so that its token is wiped right after. */
async function perform(action, signal, onEvent) {
  let api;
  try {
    api = connect(onEvent);
    const { requestId } = await api[action.method](action.request, { signal, withResponse: true });
    return done(action, requestId);
  } catch (error) {
    return signal.aborted && error === signal.reason ? aborted(action) : failed(action, error);
  } finally {
    api?.dispose();
  }
}

async function run(action) {
  if (running) return;
  running = new AbortController();
  // The token of this call, whatever is typed into its field meanwhile.
  const token = valueOf("token");
  markField(action.method, undefined);
  setBusy(true);
  show(waiting(action), token);
  const report = await perform(action, running.signal, (event) => {
    if (event.type === "retry") show(waiting(action, event), token);
  });
  const losesFocus = document.activeElement === element("abort");
  running = null;
  setBusy(false);
  show(report, token);
  if (losesFocus) resultPane.focus();
  markField(action.method, report.argument);
}

/** Buttons keep their focus during a call, so they are marked as disabled rather than disabled. */
function setBusy(busy) {
  for (const button of submitButtons) button.setAttribute("aria-disabled", String(busy));
  element("abort").hidden = !busy;
}

/** Marks the field that `argument` stands for, and goes there. */
function markField(method, argument) {
  for (const field of document.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
  const field = element(FIELDS[method][argument] ?? FIELDS.connection[argument]);
  if (!field) return;
  field.setAttribute("aria-invalid", "true");
  const folded = field.closest("details");
  if (folded) folded.open = true;
  field.focus();
}

/** Shows a report, with `token` taken out: it may have been pasted into a wrong field, or echoed by a server. */
function show({ state, headline, what, next, facts }, token) {
  const safe = (text) => (token ? String(text).replaceAll(token, "[token]") : String(text));
  const item = (tag, text) => Object.assign(document.createElement(tag), { textContent: safe(text) });
  resultPane.dataset.state = state;
  element("headline").textContent = safe(headline);
  element("what").textContent = safe(what);
  element("next").textContent = safe(next);
  element("facts").replaceChildren(...facts.flatMap(([term, value]) => [item("dt", term), item("dd", value)]));
  if (state !== "idle") resultPane.scrollIntoView({ block: "nearest" });
}

function start() {
  const linked = new URLSearchParams(location.search).get("host");
  element("host").value = linked ?? DEFAULT_HOST;
  element("linked-host").hidden = linked === null;
  for (const [form, read] of [["reset", readReset], ["invalidate", readInvalidate]]) {
    element(form).addEventListener("submit", (event) => {
      event.preventDefault();
      run(read());
    });
  }
  element("abort").addEventListener("click", () => running?.abort());
  for (const button of submitButtons) button.disabled = false;
  show(idle(), undefined);
}

start();
