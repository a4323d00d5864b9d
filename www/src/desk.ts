// The desk of somebody who is signed in: the two forms, the call that is under way, and what becomes of it.

import { SlackArgumentError } from "slack-admin-session";
import { type Action, type Devices, check, command, consequence, object } from "./action.ts";
import { SHORT } from "./badge.ts";
import { run } from "./call.ts";
import { ask } from "./confirm.ts";
import { byId, chosen } from "./dom.ts";
import { mark, refuseTokens, unmark, valueOf } from "./fields.ts";
import type { History } from "./history.ts";
import { shortName } from "./hosts.ts";
import { begin } from "./progress.ts";
import * as result from "./result.ts";
import type { Session } from "./session.ts";
import * as table from "./table.ts";
import { timeOfDay } from "./times.ts";

/** For each argument that the library may refuse: its field, and what to do there. */
const FORMS = {
  reset: { user_id: ["reset-user", "Enter the id of the user."] },
  revoke: {
    session_id: ["revoke-session", "Enter the id of the session: digits only."],
    user_id: ["revoke-user", "Enter the user id, the team id, or both."],
    team_id: ["revoke-team", "Enter the id of the team."],
  },
} as const;

type Form = keyof typeof FORMS;

/** One call at a time: whoever ends sessions should see what became of one before the next. */
export class Desk {
  readonly #history: History;
  #session: Session | undefined;
  #running: AbortController | undefined;
  #asking = false;

  constructor(history: History) {
    this.#history = history;
    for (const form of ["reset", "revoke"] as const) {
      byId(form).addEventListener("submit", (event) => {
        event.preventDefault();
        void this.#submit(form);
      });
    }
    byId("abort").addEventListener("click", () => this.#running?.abort());
  }

  get busy(): boolean {
    return this.#running !== undefined;
  }

  open(session: Session): void {
    this.#session = session;
  }

  /** Ends a call under way, and wipes the token. */
  close(): void {
    this.#running?.abort();
    this.#session?.close();
    this.#session = undefined;
    for (const form of ["reset", "revoke"] as const) byId(form, HTMLFormElement).reset();
    unmark();
    result.hide();
    byId("nothing-yet").hidden = false;
  }

  async #submit(form: Form): Promise<void> {
    const session = this.#session;
    if (!session || this.#running || this.#asking) return;
    unmark();
    const fields = Object.values(FORMS[form]).map(([field]) => field);
    if (refuseTokens(fields, (text) => session.conceal(text) !== text)) return;
    const action = form === "reset" ? readReset() : readRevoke();
    this.#asking = true;
    const agreed = (await fits(form, action)) && (await ask(this.#question(action, session)));
    this.#asking = false;
    if (agreed) await this.#run(session, action);
  }

  #question(action: Action, session: Session) {
    const lines = [`This will end ${object(action)} at ${shortName(session.host)}. ${consequence(action)}`];
    const before = this.#history.about(action).at(-1);
    if (before) {
      const alert = action.method === "reset" ? " Some organisations get an alert at a second reset within 24 hours." : "";
      const time = timeOfDay(new Date(before.entry.time));
      lines.push(`You did this before in this sitting, at ${time}. Outcome: ${SHORT[before.report.standing]}.${alert}`);
    }
    return { title: action.method === "reset" ? "Reset this user?" : "Revoke this session?", lines, yes: command(action) };
  }

  async #run(session: Session, action: Action): Promise<void> {
    const running = new AbortController();
    this.#running = running;
    const time = new Date();
    busy(true);
    result.hide();
    byId("nothing-yet").hidden = true;
    const progress = begin(action, session.limitedUntil(action.method));
    byId("running-title").focus();
    byId("result").scrollIntoView({ block: "nearest" });
    const report = await run(session, action, running.signal, progress.tell);
    const waited = byId("running").contains(document.activeElement);
    progress.end();
    busy(false);
    this.#running = undefined;
    this.#history.add(action, report, new URL(session.host, location.href).href, time);
    table.draw(this.#history);
    // Signed out meanwhile: then only the history tells of it.
    if (this.#session !== session) return;
    result.show(report, object(action));
    result.tell(report, waited);
  }
}

/** Whether the library takes the arguments; if not, the field is marked. */
async function fits(form: Form, action: Action): Promise<boolean> {
  try {
    await check(action);
    return true;
  } catch (error) {
    const fields: Record<string, readonly [field: string, problem: string]> = FORMS[form];
    const wrong = error instanceof SlackArgumentError ? fields[error.argument] : undefined;
    // What else it can be, the call itself will meet and report.
    if (!wrong) return true;
    mark(...wrong);
    return false;
  }
}

function readReset(): Action {
  return { method: "reset", user: valueOf("reset-user"), devices: chosen(byId("reset"), "devices") as Devices };
}

/** The session id stays text: it can be larger than a JavaScript number holds exactly. */
function readRevoke(): Action {
  const [session, user, team] = [valueOf("revoke-session"), valueOf("revoke-user"), valueOf("revoke-team")];
  return { method: "invalidate", session, user, team };
}

/** Buttons keep their focus during a call, so they are marked as disabled rather than disabled. */
function busy(is: boolean): void {
  for (const button of document.querySelectorAll(".actions .primary")) button.setAttribute("aria-disabled", String(is));
}
