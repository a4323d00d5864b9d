// What a call is about: a user, or one session. The names are Slack's, as the run has them.

export type Method = "reset" | "invalidate";

/** A user whose sessions end, or a session. */
export interface Target {
  user_id?: string;
  session_id?: string;
  team_id?: string;
}

/** What makes it the same target again. */
export const key = ({ user_id, session_id, team_id }: Target): string =>
  session_id === undefined ? (user_id ?? "") : `${session_id} ${user_id ?? ""} ${team_id ?? ""}`;

/** The id that it is known by. */
export const shortId = ({ user_id, session_id }: Target): string => session_id ?? user_id ?? "";

/** All ids of it, as they are shown. */
export const named = (target: Target): string => key(target).replaceAll(/ +/g, " ").trim();

/** So many users, or sessions. */
export function countOf(method: Method, count: number): string {
  const one = method === "reset" ? "user" : "session";
  return `${count.toLocaleString("en")} ${count === 1 ? one : `${one}s`}`;
}

/** As a list that the run reads. */
export const asList = (targets: readonly Target[]): string =>
  targets.map(({ user_id, session_id, team_id }) => `${JSON.stringify({ user_id, session_id, team_id })}\n`).join("");
