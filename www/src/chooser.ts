// Lists the active sessions of a user, to choose single ones.

import { type ActiveSession, SlackApiError, SlackError } from "slack-admin-session";
import { wordsFor } from "./codes.ts";
import { byId, make } from "./dom.ts";
import { mark, refuseTokens, unmark, valueOf } from "./fields.ts";
import { readPasted } from "./pasted.ts";
import type { Session } from "./session.ts";

const SCOPE = "The token lacks the scope admin.users:read, which listing sessions needs. Add it to the app and install the app again.";

/** Prepares the list. It calls `choose` when a session is chosen, or no longer chosen. */
export function prepare(session: () => Session | undefined, choose: (line: string, is: boolean) => void): void {
  const show = async () => {
    const current = session();
    if (!current) return;
    unmark();
    if (refuseTokens(["owner"], (text) => current.conceal(text) !== text)) return;
    const [user] = readPasted(valueOf("owner"), "reset").targets;
    if (!user?.user_id) return mark("owner", "Enter the id of a user, such as W12345678.");
    const list = byId("sessions");
    list.replaceChildren(make("li", "Asking Slack …", "quiet"));
    const found = await sessionsOf(current, user.user_id);
    if (session() !== current) return list.replaceChildren();
    if (typeof found === "string") {
      list.replaceChildren();
      return mark("owner", found);
    }
    list.replaceChildren(...found.map((one) => item(one, choose)));
    if (found.length === 0) list.append(make("li", "This user has no active session.", "quiet"));
  };
  byId("show-sessions").addEventListener("click", () => void show());
  byId("owner").addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    void show();
  });
  byId("revoke").addEventListener("reset", () => byId("sessions").replaceChildren());
}

async function sessionsOf({ api, identity }: Session, user: string): Promise<ActiveSession[] | string> {
  if (identity.team === "") return "Slack did not say which organisation the token belongs to, and can’t list sessions without it.";
  try {
    const found: ActiveSession[] = [];
    for await (const page of api.sessions({ user_id: user, team_id: identity.team })) found.push(...page.active_sessions);
    return found;
  } catch (error) {
    if (error instanceof SlackApiError) return error.error === "missing_scope" ? SCOPE : wordsFor(error.error, error.kind).join(" ");
    return error instanceof SlackError ? "Slack did not answer. Try again." : "The page met an error. Reload it.";
  }
}

function item({ session_id, user_id, team_id, created, recent }: ActiveSession, choose: (line: string, is: boolean) => void): HTMLLIElement {
  const made = make("li");
  const label = make("label");
  const box = make("input");
  box.type = "checkbox";
  // A number above 2^53 has lost digits.
  const exact = Number.isSafeInteger(session_id);
  box.disabled = !exact;
  box.addEventListener("change", () => choose([session_id, user_id, user_id ? "" : team_id].filter(Boolean).join(" "), box.checked));
  const { os, os_version, device_hardware, slack_client_version, ip } = recent ?? created;
  const device = [os, os_version, device_hardware && `(${device_hardware})`].filter(Boolean).join(" ");
  const words = [device, slack_client_version && `Slack ${slack_client_version}`, ip].filter(Boolean).join(" · ");
  const moved = recent?.ip && recent.ip !== created.ip ? ` Began at ${created.ip}.` : "";
  const about = make("span", "", "stack");
  about.append(make("span", words || "Slack gives no details"), make("span", `${exact ? session_id : "Its id is too large to be exact"}.${moved}`, "quiet"));
  label.append(box, about);
  made.append(label);
  return made;
}
