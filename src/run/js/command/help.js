// @ts-check
// What the command says about itself.
import { readFileSync } from "node:fs";

export const HELP = `slack-admin-session reset      LIST|ID… [--mobile|--web] [options]   end all sessions of users
slack-admin-session invalidate LIST     [options]                    end single sessions
slack-admin-session resume     RECORD   [--repeat-unknown] [options] go on where a run stopped
slack-admin-session report     RECORD   [--only STATE]               what became of each, as CSV

LIST is a file, or - for stdin: a user id a line, CSV with headings, or JSON Lines.
STATE is done, not_done, unknown, left or protected.

  -n, --dry-run         show what would be done; send nothing
  -y, --yes             don't ask (needed where nobody can answer)
      --protect FILE    users who are left alone, whatever the list says
      --record FILE     where to write what happens (default: slack-sessions-TIME.jsonl)
      --note TEXT       why: a ticket, say; kept in the record
      --token-file FILE the token, read anew for every call (default: the variable SLACK_TOKEN)
      --per-minute N    calls a minute, 1 to 6000 (default 20, which Slack allows)
      --host URL        https://slack-gov.com/api for GovSlack
  -h, --help   -V, --version

Exit status
  0             every target is done (protected ones aside); or a dry run, a report
  1             came to its end; some are not done, or may have happened
  2             nothing was sent: usage, list, token missing, not confirmed, record there, locked or damaged
  3             stopped before its end: resume goes on
  130, 143, 129 as 3, by SIGINT, SIGTERM, SIGHUP
`;

/** The package's. @returns {string} */
export function version() {
  return JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")).version;
}
