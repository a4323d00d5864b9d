// One call from beginning to end.

import type { SlackEvent } from "slack-admin-session";
import { type Action, perform } from "./action.ts";
import { type Report, aborted, done, failed, limited, offline } from "./explain.ts";
import type { Session } from "./session.ts";

/** The longest time that the library waits for a limit, in milliseconds. */
const PATIENCE = 120_000;

/** Makes the call, passes its events to `listen`, and returns a report of it. It never rejects. */
export async function run(
  session: Session,
  action: Action,
  signal: AbortSignal,
  listen: (event: SlackEvent) => void,
): Promise<Report> {
  if (!navigator.onLine) return offline();
  const until = session.limitedUntil(action.method);
  if (until - Date.now() > PATIENCE) return limited(until);
  let settled: SlackEvent | undefined;
  session.listener = (event) => {
    if (event.type === "settled") settled = event;
    listen(event);
  };
  try {
    return concealed(session, done(action, await perform(session.api, action, signal)));
  } catch (error) {
    const report = signal.aborted && error === signal.reason ? aborted(action, settled) : failed(action, error);
    return concealed(session, report);
  } finally {
    session.listener = undefined;
  }
}

/** The report without the token. The library keeps it out of its errors, but a server can echo it in an answer or a request id. */
function concealed({ conceal }: Session, report: Report): Report {
  return {
    ...report,
    code: conceal(report.code),
    what: conceal(report.what),
    remarks: report.remarks.map(conceal),
    facts: report.facts.map(([term, value]) => [term, conceal(value)]),
    requestId: conceal(report.requestId),
  };
}
