// @ts-check
// `reset` and `invalidate`: turn a list into a plan, show it, ask, and run it.
import { unlink } from "node:fs/promises";
import { userInfo } from "node:os";
import { AdminUsersSessionApi } from "slack-admin-session";
import { plan, run } from "slack-admin-session/run";
import { createRecord } from "slack-admin-session/run/file";
import { DONE, NOTHING_SENT } from "./exit.js";
import { readBytes, readList } from "./list.js";
import { LookUp } from "./look-up.js";
import { ends, form, leftOut, manyWarning, pace, sheet, skipped, title } from "./overview.js";
import { Keyboard } from "./question.js";
import { fileRefusal } from "./refusal.js";
import { Signals } from "./signals.js";
import { csv } from "./targets.js";
import { stamp } from "./times.js";
import { tokenFrom } from "./token.js";
import { watched } from "./watched.js";

/** @typedef {import("../types.js").Plan} Plan */
/** @typedef {import("../types.js").RunRecord} RunRecord */
/** @typedef {import("./arguments.js").BeginOrder} BeginOrder */
/** @typedef {import("./list.js").List} List */
/** @typedef {import("./overview.js").Intention} Intention */
/** @typedef {import("./screen.js").Screen} Screen */

/** @param {BeginOrder} order @param {Screen} screen */
export async function begin(order, screen) {
  const { command: method, words, options } = order;
  const list = await readList(words, method);
  const protect = options.protect === undefined ? undefined : await readBytes(options.protect);
  /** @type {Intention} */
  const intention = {
    method,
    mobileOnly: options.mobile ?? false,
    webOnly: options.web ?? false,
    host: options.host ?? "https://slack.com/api",
    perMinute: options["per-minute"] ?? 20,
  };
  const path = options.record ?? `slack-sessions-${stamp()}.jsonl`;
  const isDry = options["dry-run"] ?? false;
  const token = tokenFrom(options["token-file"]);
  const api = new AdminUsersSessionApi({ host: intention.host, accessToken: token });
  const signals = new Signals();
  /** @type {Keyboard | undefined} */
  let keyboard;
  /** @type {RunRecord | undefined} */
  let record;
  // Before the first look-up, which is the first of many, or before the question.
  const prepare = async () => {
    if (!isDry && !options.yes) keyboard ??= new Keyboard(list.isOfStdin);
    await token();
    if (!isDry) record ??= await create(path);
  };
  try {
    const lookUp = new LookUp(api, prepare, screen, signals, options["skip-missing"] ?? false);
    const made = await planOf(order, list, intention, protect, lookUp);
    const text = overview(made, list, intention, isDry ? undefined : path, options.note);
    if (isDry) {
      screen.say(text);
      const status = await screen.data(csv(made));
      screen.say(made.lookedUp > 0 ? "No session was ended." : "Nothing was sent, and the token was not tried.");
      return status;
    }
    if (made.count === 0) {
      screen.say("Nothing was sent: everybody on the list is protected.");
      return DONE;
    }
    await prepare();
    screen.say(text);
    if (keyboard && !(await keyboard.confirm(made.count, screen, signals.signal))) {
      screen.say("Nothing was sent.");
      return NOTHING_SENT;
    }
    const start = { done: 0, notDone: 0, unknown: 0, left: made.count, secondsLeft: made.seconds };
    const around = { screen, signals, record: path, host: intention.host, start };
    const kept = /** @type {RunRecord} */ (record);
    record = undefined;
    const { result, status } = await watched(around, (more) => run(api, made, { record: kept, ...more }));
    if (result.reason !== "record" || !isOfPlan(result.unwritten)) return status;
    await remove(path);
    screen.say("Nothing was sent, and the record was removed: start again.");
    return NOTHING_SENT;
  } finally {
    keyboard?.close();
    signals.close();
    api.dispose();
    // Nothing was written to it.
    if (record) await discard(record, path);
  }
}

/**
 * @param {BeginOrder} order
 * @param {List} list
 * @param {Intention} intention
 * @param {Uint8Array | undefined} protect
 * @param {LookUp} lookUp
 * @returns {Promise<Plan>}
 */
async function planOf({ options }, list, { method, mobileOnly, webOnly, host, perMinute }, protect, lookUp) {
  try {
    return await plan(list.bytes, {
      method,
      mobile_only: mobileOnly,
      web_only: webOnly,
      name: list.name,
      perMinute,
      host,
      ...(protect && { protect }),
      ...(options.note !== undefined && { note: options.note }),
      ...login(),
      ...(method === "reset" && lookUp.options),
    });
  } catch (error) {
    throw lookUp.explain(error);
  } finally {
    lookUp.end();
  }
}

/** The login name of the user. */
function login() {
  try {
    return { by: userInfo().username };
  } catch {
    // This system has no name for the user.
    return {};
  }
}

/**
 * @param {Plan} made
 * @param {List} list
 * @param {Intention} intention
 * @param {string | undefined} record
 * @param {string | undefined} note
 */
function overview(made, list, intention, record, note) {
  const source = list.isOfArguments ? "the ids that were given" : `${list.name} (${form(made)})`;
  const text = sheet(title(intention, made.count), [
    ["list", source],
    ["left out", leftOut(made)],
    ["first", ends(made, !list.isOfArguments)],
    ["pace", pace(made, intention.perMinute)],
    ["record", record],
    ["note", note],
  ]);
  return [skipped(made), text, manyWarning(made, intention.method)].filter(Boolean).join("\n");
}

/** @param {string} path */
async function create(path) {
  try {
    return await createRecord(path);
  } catch (cause) {
    if (cause instanceof Error && "code" in cause) throw fileRefusal(`make the record ${path}`, cause);
    throw cause;
  }
}

/** @param {RunRecord} record @param {string} path */
async function discard(record, path) {
  await record.close();
  await remove(path);
}

/** @param {string} path */
async function remove(path) {
  try {
    await unlink(path);
  } catch (cause) {
    throw fileRefusal(`remove the record ${path}`, cause);
  }
}

/** Whether the text that couldn't be written is part of the plan, so that no call was made. @param {string | undefined} text */
const isOfPlan = (text) => text !== undefined && /"type":"(run|target|planned)"/.test(text);
