// @ts-check
// What the command line asks for.
import { isIP } from "node:net";
import { parseArgs } from "node:util";
import { USER } from "./list.js";
import { Refusal } from "./refusal.js";

/** @typedef {"reset" | "invalidate"} Method */
/** @typedef {"done" | "not_done" | "unknown" | "left" | "protected"} State */

/**
 * The options that are given.
 * @typedef {object} Options
 * @property {boolean} [mobile]
 * @property {boolean} [web]
 * @property {boolean} [dry-run]
 * @property {boolean} [yes]
 * @property {boolean} [repeat-unknown]
 * @property {boolean} [skip-missing]
 * @property {string} [protect]
 * @property {string} [record]
 * @property {string} [note]
 * @property {string} [token-file]
 * @property {string} [host]
 * @property {number} [per-minute]
 * @property {string} [team]
 * @property {string} [ip]
 * @property {string} [client]
 */

/** @typedef {{ command: Method, words: string[], options: Options }} BeginOrder */
/** @typedef {{ command: "resume", record: string, options: Options }} ResumeOrder */
/** @typedef {{ command: "report", record: string, only: State | undefined }} ReportOrder */

/** @typedef {{ command: "sessions", users: string[], options: Options }} SessionsOrder */

/** @type {Record<string, { type: "boolean" | "string", short?: string }>} */
const OPTIONS = {
  before: { type: "string" },
  client: { type: "string" },
  "dry-run": { type: "boolean", short: "n" },
  "per-minute": { type: "string" },
  "repeat-unknown": { type: "boolean" },
  "token-file": { type: "string" },
  help: { type: "boolean", short: "h" },
  host: { type: "string" },
  ip: { type: "string" },
  mobile: { type: "boolean" },
  note: { type: "string" },
  only: { type: "string" },
  protect: { type: "string" },
  record: { type: "string" },
  "skip-missing": { type: "boolean" },
  team: { type: "string" },
  version: { type: "boolean", short: "V" },
  web: { type: "boolean" },
  yes: { type: "boolean", short: "y" },
};

const COMMON = ["dry-run", "yes", "protect", "token-file", "per-minute"];
const BEGIN = [...COMMON, "record", "note", "host"];

/** The options that each command takes. @type {Record<string, string[]>} */
const COMMANDS = {
  reset: [...BEGIN, "mobile", "web", "skip-missing"],
  invalidate: BEGIN,
  resume: [...COMMON, "repeat-unknown"],
  report: ["only"],
  sessions: ["team", "ip", "client", "token-file", "host"],
};

const STATES = ["done", "not_done", "unknown", "left", "protected"];

/** Why there is no such option. */
const NO_TIME =
  "sessions has no --before: Slack's list has no times, neither when a session began nor when it was used";

/** A team id, as in src/run/text/id.rs. */
export const TEAM = /^[TE][A-Z0-9]{8,20}$/;

/** What may be one of Slack's tokens, as in src/run/text/looks_like.rs. */
export const TOKEN_LIKE = /xox.[-.]|xapp-/is;

/**
 * @param {string[]} argv
 * @returns {BeginOrder | ResumeOrder | ReportOrder | SessionsOrder | { command: "help" | "version" }}
 */
export function readArguments(argv) {
  refuseTokens(argv);
  const { values, positionals } = parse(argv);
  if (values["help"]) return { command: "help" };
  if (values["version"]) return { command: "version" };
  const [command = "", ...words] = positionals;
  const taken = COMMANDS[command];
  if (!taken) throw usage(command ? `there is no command ${command}` : "a command is missing");
  if (command === "sessions" && values["before"]) throw usage(NO_TIME);
  const foreign = Object.keys(values).find((name) => !taken.includes(name));
  if (foreign) throw usage(`${command} has no option --${foreign}`);
  const { "per-minute": perMinute, only, ...rest } = values;
  /** @type {Options} */
  const options = { ...rest, ...(perMinute !== undefined && { "per-minute": readPace(String(perMinute)) }) };
  if (command === "reset" || command === "invalidate") {
    if (options.mobile && options.web) throw usage("choose --mobile or --web; without them all sessions end");
    return { command, words, options };
  }
  if (command === "sessions") return { command, users: readUsers(words, options), options };
  const [record] = words;
  if (record === undefined || words.length > 1) throw usage(`${command} takes one record`);
  return command === "resume" ? { command, record, options } : { command: "report", record, only: readState(only) };
}

/** Refuses anything that may be a token, without quoting it: a list of processes shows it, and the shell keeps it. @param {string[]} argv */
function refuseTokens(argv) {
  const place = argv.findIndex((word) => TOKEN_LIKE.test(word));
  if (place < 0) return;
  throw new Refusal(
    `Argument ${place + 1} looks like a token. Others on this machine can see it, and the shell's history keeps it: revoke ` +
      "it, and put a new one into the variable SLACK_TOKEN, or into a file for --token-file.",
  );
}

/** @param {string[]} args @returns {{ values: Record<string, string | boolean | undefined>, positionals: string[] }} */
function parse(args) {
  let parsed;
  try {
    parsed = parseArgs({ args, options: OPTIONS, allowPositionals: true, tokens: true });
  } catch (error) {
    // Only its first sentence: the others explain words that begin with a dash.
    throw usage(error instanceof Error ? (error.message.split(/[.\n]/)[0] ?? "") : "");
  }
  const names = parsed.tokens.flatMap((token) => (token.kind === "option" ? [token.name] : []));
  const twice = names.find((name, place) => names.indexOf(name) < place);
  if (twice) throw usage(`--${twice} is given twice`);
  const empty = Object.entries(parsed.values).find(([, value]) => value === "");
  if (empty) throw usage(`--${empty[0]} is empty`);
  return /** @type {ReturnType<typeof parse>} */ (parsed);
}

/** The users whose sessions are listed; none: everybody's. @param {string[]} words @param {Options} options */
function readUsers(words, { team, ip }) {
  const place = words.findIndex((word) => !USER.test(word));
  // Not quoted: no refused value is.
  if (place >= 0) throw usage(`number ${place + 1} of the users is not a user id such as W0123ABCD`);
  if (words.length > 0 && team === undefined)
    throw usage("Slack lists the sessions of a user in a team or an organisation: say which with --team");
  if (words.length === 0 && team !== undefined)
    throw usage("--team needs users; without users the sessions of the whole organisation are listed");
  if (team !== undefined && !TEAM.test(team)) throw usage("--team takes an id of a team or an organisation");
  if (ip !== undefined && !isIP(ip)) throw usage("--ip takes an address such as 192.0.2.7 or 2001:db8::7");
  return [...new Set(words)];
}

/** @param {string} text */
function readPace(text) {
  const pace = Number(text);
  if (!/^\d+$/.test(text) || pace < 1 || pace > 6000) throw usage("--per-minute takes a whole number from 1 to 6000");
  return pace;
}

/** @param {string | boolean | undefined} text @returns {State | undefined} */
function readState(text) {
  if (text === undefined) return undefined;
  if (!STATES.includes(String(text))) throw usage(`--only takes one of ${STATES.join(", ")}`);
  return /** @type {State} */ (text);
}

/** @param {string} what */
const usage = (what) => new Refusal(`Nothing was done: ${what}.\nFor the usage see slack-admin-session --help.`);
