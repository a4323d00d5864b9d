// Reads a list from a field or a file. The run's own reader reads tables (CSV with headings, JSON Lines).

import { RunInputError, plan } from "slack-admin-session/run";
import { type Left, type Pasted, readPasted } from "./pasted.ts";
import type { Method } from "./target.ts";

/** The headings that the run's reader knows. */
const HEADINGS = ["userid", "user", "id", "sessionid", "session", "teamid", "team"];

/** The reader names twenty bad lines at a time. They are removed and the rest is read again, at most so many times. */
const ROUNDS = 25;

/** Reads a list. Words that aren't ids are left out, with the reason. */
export async function readList(text: string, method: Method): Promise<Pasted> {
  return isTable(text) ? readTable(text, method) : readPasted(text, method);
}

/** Whether it is JSON, or its first line names a column. */
function isTable(text: string): boolean {
  const first = text.replace(/^\ufeff/, "").trimStart().split(/[\r\n]/, 1)[0] ?? "";
  if (/^[{[]|^"?sep=/i.test(first)) return true;
  return first.split(/[,;\t]/).some((cell) => HEADINGS.includes(cell.toLowerCase().replace(/[^a-z0-9]/g, "")));
}

async function readTable(text: string, method: Method): Promise<Pasted> {
  const lines = text.split("\n");
  const pasted: Pasted = { targets: [], emails: [], twice: 0, left: [], more: 0 };
  for (let round = 0; round < ROUNDS; round += 1) {
    try {
      const read = await plan(new TextEncoder().encode(lines.join("\n")), { method });
      for (const { user_id, session_id, team_id } of read) {
        pasted.targets.push({ ...(user_id && { user_id }), ...(session_id && { session_id }), ...(team_id && { team_id }) });
      }
      return { ...pasted, twice: read.duplicates };
    } catch (error) {
      if (!(error instanceof RunInputError)) throw error;
      const { problems, total } = error;
      pasted.more = total - problems.length;
      let taken = 0;
      for (const { line, message } of problems) {
        const written = lines[line - 1]?.trim() ?? "";
        if (written === "") {
          // The problem is about the whole list, for example that it is empty.
          if (pasted.left.length === 0) pasted.left.push({ line, text: "", why: message });
          continue;
        }
        pasted.left.push(...left(written, line, message, method, pasted));
        lines[line - 1] = "";
        taken += 1;
      }
      if (taken === 0 || lines[0] === "") return pasted;
    }
  }
  return pasted;
}

/** The entry for a line that the reader refused, or none if it holds an e-mail address, which is looked up instead. */
function left(written: string, line: number, why: string, method: Method, pasted: Pasted): Left[] {
  const inLine = method === "reset" ? readPasted(written, method) : undefined;
  const [email] = inLine?.emails ?? [];
  if (email && inLine?.targets.length === 0 && !written.startsWith("{")) {
    if (!pasted.emails.includes(email)) pasted.emails.push(email);
    return [];
  }
  const meant = inLine?.left.find((one) => one.meant)?.meant;
  return [{ line, text: written.slice(0, 60), why, ...(meant && { meant }) }];
}
