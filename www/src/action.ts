// The actions of the console, and the words for them.

import { AdminUsersSessionApi, type FullResponse, type InvalidateRequest, type ResetRequest } from "slack-admin-session";

/** The devices whose sessions end. */
export type Devices = "all" | "mobile" | "web";

/** One action, which is one call. */
export type Action =
  | { method: "reset"; user: string; devices: Devices }
  | { method: "invalidate"; session: string; user: string; team: string };

/** The devices, at the end of a sentence. */
export const WHERE = { all: "on all devices", mobile: "on mobile devices", web: "in web browsers" } as const;
const owner = (user: string, team: string) =>
  [user && `of user ${user}`, team && `in team ${team}`].filter(Boolean).join(" ");

/** The action in a word. */
export const verb = (action: Action): string => (action.method === "reset" ? "Reset" : "Revoke");

/** The target in short: an id, and a detail beside it. */
export function target(action: Action): [id: string, detail: string] {
  if (action.method === "reset") return [action.user, action.devices === "all" ? "all devices" : `${action.devices} only`];
  return [action.session, `session of ${[action.user, action.team].filter(Boolean).join(", ")}`];
}

/** What ends, as the object of a sentence. */
export function object(action: Action): string {
  if (action.method === "reset") return `all sessions of user ${action.user} ${WHERE[action.devices]}`;
  return `session ${action.session} ${owner(action.user, action.team)}`;
}

/** The words on the button that confirms the action. */
export function command(action: Action): string {
  if (action.method === "invalidate") return `End session ${action.session}`;
  return `End ${action.devices === "all" ? "all" : `all ${action.devices}`} sessions of ${action.user}`;
}

/** What the user notices. */
export function consequence(action: Action): string {
  return action.method === "reset" ? "They will have to sign in again." : "That device will have to sign in again.";
}

/** Makes the call. */
export function perform(api: AdminUsersSessionApi, action: Action, signal?: AbortSignal): Promise<FullResponse> {
  const options = { signal, withResponse: true } as const;
  if (action.method === "reset") return api.reset(resetRequest(action), options);
  const { session, user, team } = action;
  // If both are empty, the library's error says what it needs.
  const request = { session_id: session, user_id: user || undefined, team_id: team || undefined };
  return api.invalidate(request as InvalidateRequest, options);
}

function resetRequest({ user, devices }: { user: string; devices: Devices }): ResetRequest {
  if (devices === "mobile") return { user_id: user, mobile_only: true };
  return devices === "web" ? { user_id: user, web_only: true } : { user_id: user };
}

const rehearsal = new AdminUsersSessionApi({
  tokenPlacement: "none",
  fetch: () => Promise.resolve(new Response('{"ok":true}')),
});

/** Lets the library check the arguments as for a call, but sends nothing. Rejects with SlackArgumentError if they are wrong. */
export async function check(action: Action): Promise<void> {
  await perform(rehearsal, action);
}
