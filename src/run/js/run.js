// @ts-check
// `run` and `resume`: check their arguments, then drive the run.
import { core, now } from "./core.js";
import { drive } from "./drive.js";
import { RunRecordError } from "./errors.js";
import { protectedUsers, refused } from "./list.js";
import { optional, optionalSignal, readOptions } from "./options.js";
import { Plan, hex } from "./plan.js";
import { readRecord } from "./record.js";

/** @typedef {import("./drive.js").Outside} Outside */
/** @typedef {import("./types.js").RunRecord} RunRecord */

const KEYS = ["record", "signal", "onProgress"];

/**
 * @param {unknown} api
 * @param {import("./types.js").Plan} plan
 * @param {import("./types.js").RunOptions} options
 */
export async function run(api, plan, options) {
  const given = readOptions(options, "options", KEYS);
  if (!(plan instanceof Plan)) throw new TypeError("`plan` must come from `plan()`");
  const inner = Plan.inner(plan);
  const outside = readOutside(api, inner, given);
  return closing(outside.record, async () => {
    for await (const bytes of outside.record.read()) {
      if (bytes.length > 0) throw new RunRecordError("The record is not empty: resume it, or use a new one.");
    }
    const id = hex(crypto.getRandomValues(new Uint8Array(16)));
    return drive(inner.run(id, ...now()), outside);
  });
}

/**
 * @param {unknown} api
 * @param {import("./types.js").ResumeOptions} options
 */
export async function resume(api, options) {
  const given = readOptions(options, "options", [...KEYS, "repeatUnknown", "protect", "perMinute"]);
  const order = {
    repeat_unknown: optional(given, "repeatUnknown", "boolean") ?? false,
    per_minute: optional(given, "perMinute", "number"),
  };
  const error = order.per_minute === undefined ? undefined : core().per_minute_error(order.per_minute);
  if (error !== undefined) throw new TypeError(error);
  const record = readRunRecord(given);
  return closing(record, async () => {
    const protect = protectedUsers(given["protect"]);
    const replay = await readRecord(record.read());
    try {
      const outside = readOutside(api, replay, given);
      const run = replay.resume(order, protect, ...now());
      if (!run) throw refused("the record, with this list of protected users,", replay.problems());
      return await drive(run, outside);
    } finally {
      replay.free();
    }
  });
}

/**
 * Closes the record, whatever happens.
 * @template T
 * @param {RunRecord} record
 * @param {() => Promise<T>} work
 */
async function closing(record, work) {
  try {
    return await work();
  } finally {
    // The result is already known; if the lock stays, the next run takes it over.
    await Promise.resolve(record.close()).catch(() => {});
  }
}

/** @param {Record<string, unknown>} options @returns {RunRecord} */
function readRunRecord(options) {
  const record = /** @type {any} */ (options["record"]);
  for (const name of ["read", "append", "close"]) {
    if (typeof record?.[name] !== "function") throw new TypeError(`\`record\` must have a function \`${name}\``);
  }
  return record;
}

/**
 * @param {any} api
 * @param {{ method(): string | undefined, mobile_only(): boolean, web_only(): boolean }} order
 * @param {Record<string, unknown>} options
 * @returns {Outside}
 */
function readOutside(api, order, options) {
  const name = order.method()?.endsWith(".reset") ? "reset" : "invalidate";
  if (typeof api?.[name] !== "function") throw new TypeError(`\`api\` must have a function \`${name}\``);
  const signal = optionalSignal(options);
  const onProgress = optional(options, "onProgress", "function");
  return {
    call: async (request, settings) => api[name](request, settings),
    flags: { ...(order.mobile_only() && { mobile_only: true }), ...(order.web_only() && { web_only: true }) },
    record: readRunRecord(options),
    signal,
    onProgress: onProgress && ((progress) => onProgress.call(options, progress)),
  };
}
