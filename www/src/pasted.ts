// Reads pasted text: ids between other words, mentions, profile addresses, e-mail addresses. A word that isn't surely an id is
// left out, with the reason. Nothing is turned into an id silently.

import { SESSION, TEAM, USER, USER_ID } from "./ids.ts";
import { type Method, type Target, key } from "./target.ts";

/** Something that was left out, and why. */
export interface Left {
  /** The line, from 1, or 0 if it has none. */
  line: number;
  text: string;
  why: string;
  /** The id that the text may mean. A person has to decide. */
  meant?: { written: string; id: string };
}

/** What a text holds. */
export interface Pasted {
  targets: Target[];
  /** The addresses to look up. */
  emails: string[];
  /** How many targets and addresses were named again. */
  twice: number;
  left: Left[];
  /** How many more were left out, but aren't in `left`. */
  more: number;
}

const MENTION = new RegExp(`<@(${USER_ID})(?:\\|[^>\\n]*)?>`, "g");
const PROFILE = new RegExp(`https?://[^\\s<>"'|]*?/(?:team|user_profile|user)/(${USER_ID})(?![A-Za-z0-9_-])[^\\s<>"'|,;]*`, "g");
const ADDRESS = /https?:\/\/[^\s<>"']+/g;
const EMAIL = /[^\s\p{C}<>"'(),;:|[\]\\]+@[^\s\p{C}<>"'(),;:|[\]\\@]+\.[^\s\p{C}<>"'(),;:|[\]\\@.]+/gu;
const LOWER = /^[uw](?=[a-z0-9]*\d)[a-z0-9]{8,20}$/i;
const SHORTENED = /^\d+[.,]\d+E\+?\d+$/i;
/** Separators: blanks of all kinds, quotes, and other signs between the values of a list. */
const BETWEEN = /[\s\p{Cf}"'“”„‘’«»`,;|()<>[\]{}]+/u;
/** The most characters that are shown of a text that was left out. */
const SHOWN = 60;

const LOWER_CASE = "This looks like an id in lower case. It may also be a name, so decide yourself.";
const WHY: Record<Method, string> = {
  reset: "There is no user id in this line. A user id begins with U or W, such as W12345678.",
  invalidate: "A line needs one session id (digits) and a user id or a team id.",
};

/** Reads a text that isn't a table. A line has any number of users for `reset`, and one session for `invalidate`. */
export function readPasted(text: string, method: Method): Pasted {
  const pasted: Pasted = { targets: [], emails: [], twice: 0, left: [], more: 0 };
  const seen = new Set<string>();
  const add = <Item>(list: Item[], item: Item, name: string) => {
    if (seen.has(name)) pasted.twice += 1;
    else list.push(item);
    seen.add(name);
  };
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    if (!line.split(BETWEEN).some(Boolean) || line.startsWith("#")) continue;
    const found = method === "reset" ? usersIn(line) : sessionIn(line);
    for (const target of found.targets) add(pasted.targets, target, key(target));
    for (const email of found.emails) add(pasted.emails, email, email.toLowerCase());
    const nothing = found.targets.length + found.emails.length + found.left.length === 0;
    // The first line may name the columns.
    if (nothing && seen.size === 0 && pasted.left.length === 0 && !/\d/.test(line)) continue;
    const left = nothing ? [{ text: line.trim(), why: WHY[method] }] : found.left;
    pasted.left.push(...left.map((one) => ({ ...one, line: index + 1, text: one.text.slice(0, SHOWN) })));
  }
  return pasted;
}

type InLine = Pick<Pasted, "targets" | "emails"> & { left: Omit<Left, "line">[] };

function usersIn(line: string): InLine {
  const users: string[] = [];
  const emails: string[] = [];
  const left: InLine["left"] = [];
  const take = (_: string, id: string) => {
    users.push(id);
    return " ";
  };
  const rest = line
    .replace(MENTION, take)
    .replace(PROFILE, take)
    .replace(ADDRESS, " ")
    .replace(EMAIL, (email) => {
      emails.push(email.replace(/^mailto:/i, ""));
      return " ";
    });
  const words = rest.split(BETWEEN).filter(Boolean);
  for (const word of words) {
    // A name in capitals can look like an id. Beside other words it isn't read as one.
    if (USER.test(word) && (/\d/.test(word) || words.length === 1)) users.push(word);
    else if (USER.test(word)) left.push({ text: word, why: "This may be an id or a name in capitals. If it is an id, give it a line of its own." });
    else if (LOWER.test(word)) left.push({ text: word, why: LOWER_CASE, meant: { written: word, id: word.toUpperCase() } });
  }
  return { targets: users.map((user_id) => ({ user_id })), emails, left };
}

function sessionIn(line: string): InLine {
  const words = line.replace(MENTION, " $1 ").split(BETWEEN).filter(Boolean);
  const [sessions, users, teams] = [SESSION, USER, TEAM].map((form) => words.filter((word) => form.test(word))) as [string[], string[], string[]];
  const shortened = words.find((word) => SHORTENED.test(word));
  const whole = { targets: [], emails: [] };
  if (shortened) {
    return { ...whole, left: [{ text: line.trim(), why: "A spreadsheet has shortened this number. Save the list again with that column as text." }] };
  }
  const lower = words.find((word) => LOWER.test(word) && !USER.test(word));
  if (lower && users.length === 0) {
    return { ...whole, left: [{ text: line.trim(), why: LOWER_CASE, meant: { written: lower, id: lower.toUpperCase() } }] };
  }
  if (sessions.length + users.length + teams.length === 0) return { ...whole, left: [] };
  const [session_id, user_id, team_id] = [sessions[0], users[0], teams[0]];
  if (sessions.length !== 1 || users.length > 1 || teams.length > 1 || !session_id || !(user_id || team_id)) {
    return { ...whole, left: [{ text: line.trim(), why: WHY.invalidate }] };
  }
  return { targets: [{ session_id, ...(user_id && { user_id }), ...(team_id && { team_id }) }], emails: [], left: [] };
}
