// The target of a call: a user, or one session. Its properties have Slack's names, as in the run.

export type Method = "reset" | "invalidate";

/** A user whose sessions end, or a session. */
export interface Target {
  user_id?: string;
  session_id?: string;
  team_id?: string;
}

/** A text that is equal for the same target. */
export const key = ({ user_id, session_id, team_id }: Target): string =>
  session_id === undefined ? (user_id ?? "") : `${session_id} ${user_id ?? ""} ${team_id ?? ""}`;

/** The target's main id. */
export const shortId = ({ user_id, session_id }: Target): string => session_id ?? user_id ?? "";

/** All ids of the target, for people. */
export const named = (target: Target): string => key(target).replaceAll(/ +/g, " ").trim();

/** A number of users or sessions, in words. */
export function countOf(method: Method, count: number): string {
  const one = method === "reset" ? "user" : "session";
  return `${count.toLocaleString("en")} ${count === 1 ? one : `${one}s`}`;
}

/** The targets as a list that the run reads. */
export const asList = (targets: readonly Target[]): string =>
  targets.map(({ user_id, session_id, team_id }) => `${JSON.stringify({ user_id, session_id, team_id })}\n`).join("");
