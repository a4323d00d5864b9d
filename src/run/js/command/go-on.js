// @ts-check
// `resume`: goes on where a record ends.
import { AdminUsersSessionApi } from "slack-admin-session";
import { plan, report, resume } from "slack-admin-session/run";
import { openRecord } from "slack-admin-session/run/file";
import { NOTHING_SENT } from "./exit.js";
import { readBytes } from "./list.js";
import { ends, leftOut, manyWarning, pace, sheet, title } from "./overview.js";
import { Keyboard } from "./question.js";
import { Refusal, fileRefusal } from "./refusal.js";
import { Signals } from "./signals.js";
import { csv } from "./targets.js";
import { counted } from "./times.js";
import { tokenFrom } from "./token.js";
import { watched } from "./watched.js";

/** @typedef {import("../types.js").Plan} Plan */
/** @typedef {import("../types.js").ReportRow} ReportRow */
/** @typedef {import("../types.js").RunRecord} RunRecord */
/** @typedef {import("../types.js").RunReport} RunReport */
/** @typedef {import("./arguments.js").ResumeOrder} ResumeOrder */
/** @typedef {import("./overview.js").Intention} Intention */
/** @typedef {import("./screen.js").Screen} Screen */

/** @param {ResumeOrder} order @param {Screen} screen */
export async function goOn(order, screen) {
  const { record: path, options } = order;
  const protect = options.protect === undefined ? undefined : await readBytes(options.protect);
  const token = tokenFrom(options["token-file"]);
  const record = await open(path);
  const signals = new Signals();
  /** @type {Keyboard | undefined} */
  let keyboard;
  try {
    const said = await report(record.read());
    /** @type {Intention} */
    const intention = {
      method: said.method,
      mobileOnly: said.mobile_only,
      webOnly: said.web_only,
      host: said.host,
      perMinute: options["per-minute"] ?? said.perMinute,
    };
    const unknown = options["repeat-unknown"] ? said.rows("unknown") : [];
    const rows = [...said.rows("left"), ...unknown].sort((one, other) => one.n - other.n);
    const todo = await planOf(rows, intention, protect);
    const text = overview(said, todo, order, intention);
    if (options["dry-run"]) {
      screen.say(text);
      const status = await screen.data(csv(marked(rows, todo)));
      screen.say("Nothing was sent, and the token was not tried.");
      return status;
    }
    const count = todo?.count ?? 0;
    if (count > 0) {
      if (!options.yes) keyboard = new Keyboard(false);
      await token();
    }
    const api = new AdminUsersSessionApi({ host: intention.host, accessToken: token });
    screen.say(count > 0 ? text : "Nothing is left to do.");
    if (keyboard && !(await keyboard.confirm(count, screen, signals.signal))) {
      screen.say("Nothing was sent.");
      return NOTHING_SENT;
    }
    const { done, notDone, left } = said;
    const start = { done, notDone, unknown: said.unknown, left, secondsLeft: todo?.seconds ?? 0 };
    const { status } = await watched(
      { screen, signals, record: path, host: intention.host, start },
      (more, progress) => {
        // Names the targets that are left as they are.
        if (!options["repeat-unknown"]) for (const row of said.rows("unknown")) progress.name(row);
        return resume(api, {
          record,
          repeatUnknown: options["repeat-unknown"] ?? false,
          ...(protect && { protect }),
          ...(options["per-minute"] !== undefined && { perMinute: options["per-minute"] }),
          ...more,
        });
      },
    );
    api.dispose();
    return status;
  } finally {
    keyboard?.close();
    signals.close();
    await record.close();
  }
}

/** @param {string} path @returns {Promise<RunRecord>} */
async function open(path) {
  try {
    return await openRecord(path);
  } catch (cause) {
    if (cause instanceof Error && "code" in cause) throw fileRefusal(`open the record ${path}`, cause);
    throw cause;
  }
}

/**
 * The plan of what to do; `undefined` if there is nothing to do.
 * @param {ReportRow[]} rows
 * @param {Intention} intention
 * @param {Uint8Array | undefined} protect
 * @returns {Promise<Plan | undefined>}
 */
async function planOf(rows, { method, mobileOnly, webOnly, perMinute }, protect) {
  if (rows.length === 0) return undefined;
  if (protect && method === "invalidate") {
    const unknown = rows.find(({ user_id }) => user_id === undefined);
    if (unknown)
      throw new Refusal(
        `Nothing was sent: the session of line ${unknown.line} has no user id, so its user may be protected. ` +
          "Resume without --protect, or begin again with a list that has the user ids.",
      );
  }
  const bytes = new TextEncoder().encode([...csv(rows)].join(""));
  return plan(bytes, { method, mobile_only: mobileOnly, web_only: webOnly, perMinute, ...(protect && { protect }) });
}

/**
 * The rows with the lines of their list, and whether they are protected now.
 * @param {ReportRow[]} rows
 * @param {Plan | undefined} todo A plan of the same targets.
 */
function marked(rows, todo) {
  const isProtected = [...(todo ?? [])].map((target) => target.protected);
  return rows.map((row, place) => ({ ...row, protected: isProtected[place] ?? false }));
}

/**
 * @param {RunReport} said
 * @param {Plan | undefined} todo
 * @param {ResumeOrder} order
 * @param {Intention} intention
 */
function overview(said, todo, { record, options }, intention) {
  const total = said.done + said.notDone + said.unknown + said.left;
  const repeats = options["repeat-unknown"] ? "done again" : "left as they are (--repeat-unknown does them again)";
  const text = sheet(title(intention, todo?.count ?? 0), [
    ["record", record],
    ["so far", `${said.done} of ${total} done, ${said.notDone} not done`],
    ["skipped", said.skipped > 0 ? `${counted(said.skipped, "user")} whose sessions can't be ended` : undefined],
    ["unknown", said.unknown > 0 ? `${said.unknown} may have happened: ${repeats}` : undefined],
    ["left out", todo && leftOut(todo)],
    ["first", todo && ends(todo, false)],
    ["pace", todo && todo.count > 0 ? pace(todo, intention.perMinute) : undefined],
  ]);
  return [text, todo && manyWarning(todo, intention.method)].filter(Boolean).join("\n");
}
