// @ts-check
// The command's help and version.
import { readFileSync } from "node:fs";

export const HELP = `slack-admin-session reset      LIST|ID… [--mobile|--web] [options]   end all sessions of users
slack-admin-session invalidate LIST     [options]                    end single sessions
slack-admin-session resume     RECORD   [--repeat-unknown] [options] go on where a run stopped
slack-admin-session report     RECORD   [--only STATE]               what became of each, as CSV
slack-admin-session sessions   [USER…]  [--team T] [--ip ADDRESS] [--client TEXT]   active sessions

LIST is a file, or - for stdin: one user id per line, CSV with headings, or JSON Lines. For reset it may have
e-mail addresses, one per line or in a column email: their users are looked up first, 50 a minute.
STATE is done, not_done, unknown, left or protected.

  -n, --dry-run         show what would be done; end nothing
  -y, --yes             don't ask (needed without a terminal)
      --protect FILE    users who are left alone, whatever the list says
      --skip-missing    leave out users who aren't found, are deactivated, a bot or the primary owner
      --record FILE     where to write what happens (default: slack-sessions-TIME.jsonl)
      --note TEXT       why: a ticket, say; kept in the record
      --token-file FILE the token, read anew for every call (default: the variable SLACK_TOKEN)
      --per-minute N    calls a minute, 1 to 6000 (default 20, which Slack allows)
      --host URL        https://slack-gov.com/api for GovSlack
  -h, --help   -V, --version

sessions prints a table in a terminal, else JSON Lines, which invalidate takes as its list.
      --team T          the team or organisation of the users; without users all sessions are listed
      --ip ADDRESS      those that began at this address, or were last used from it
      --client TEXT     those with this text in their device, system or client, then or now
You can't select by time: Slack's list has no times.

Exit status
  0             every target is done (apart from protected ones); or a dry run, a report, a list of sessions
  1             came to its end; some are not done, or may have happened; or sessions are left out
  2             nothing was sent: usage, list, token missing, not confirmed, record exists, locked or damaged
  3             stopped before its end: resume goes on
  130, 143, 129 as 3, by SIGINT, SIGTERM, SIGHUP
`;

/** The package's. @returns {string} */
export function version() {
  return JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")).version;
}
