// @ts-check
// `plan`: turns a list into targets.
import { core } from "./core.js";
import { collect, feed, protectedUsers, refused } from "./list.js";
import { lookUpAll } from "./look-up.js";
import { optional, optionalSignal, readOptions } from "./options.js";

/** @typedef {import("./border.js").PlanOrder} PlanOrder */
/** @typedef {import("./types.js").Target} Target */

/** @typedef {import("./types.js").LookUpApi} LookUpApi */

const ORDER = ["method", "mobile_only", "web_only", "protect", "name", "perMinute", "host", "by", "note"];
const KEYS = [...ORDER, "lookUp", "skipMissing", "signal", "onLookUp"];

export class Plan {
  #plan;

  /** @param {import("./border.js").Plan} plan */
  constructor(plan) {
    this.#plan = plan;
  }

  /** The module's plan. @param {Plan} plan */
  static inner(plan) {
    return plan.#plan;
  }

  get form() {
    return this.#plan.form();
  }

  get columns() {
    return this.#plan.columns();
  }

  get count() {
    return this.#plan.count();
  }

  get protected() {
    return this.#plan.protected();
  }

  get duplicates() {
    return this.#plan.duplicates();
  }

  get lookedUp() {
    return this.#plan.looked_up();
  }

  get skipped() {
    return this.#skipped().total;
  }

  get problems() {
    return this.#skipped().problems;
  }

  get seconds() {
    return this.#plan.seconds();
  }

  /** @returns {import("./border.js").ListProblems} */
  #skipped() {
    return JSON.parse(this.#plan.skipped());
  }

  /** @returns {Generator<Target>} */
  *[Symbol.iterator]() {
    for (let n = 1; n <= this.#plan.target_count(); n += 1) yield readTarget(this.#plan.target(n));
  }
}

/** @param {string | undefined} json @returns {Target} */
export const readTarget = (json) => ({ protected: false, ...JSON.parse(json ?? "{}") });

/**
 * @param {Uint8Array | AsyncIterable<Uint8Array>} list
 * @param {import("./types.js").PlanOptions} options
 */
export async function plan(list, options) {
  const given = readOptions(options, "options", KEYS);
  const order = readOrder(given);
  const api = readLookUp(given);
  const skipMissing = optional(given, "skipMissing", "boolean") ?? false;
  const signal = optionalSignal(given);
  const onLookUp = optional(given, "onLookUp", "function");
  const protect = protectedUsers(given["protect"]);
  const bytes = await collect(list);
  order.list_sha256 = await sha256(bytes);
  const what = order.list_name ?? "the list";
  const reader = new (core().ListReader)(order);
  try {
    feed(reader, bytes);
    const lookUp = api && reader.look_up();
    if (lookUp) {
      try {
        await lookUpAll(lookUp, api, signal, onLookUp && ((progress) => onLookUp.call(options, progress)));
        return planned(what, lookUp, lookUp.plan(order, protect, skipMissing));
      } finally {
        lookUp.free();
      }
    }
    return planned(what, reader, reader.plan(order, protect));
  } finally {
    reader.free();
  }
}

/** @param {string} what @param {{ problems(): string }} reader @param {import("./border.js").Plan | undefined} made */
function planned(what, reader, made) {
  if (!made) throw refused(what, reader.problems());
  return new Plan(made);
}

/** @param {Record<string, unknown>} options @returns {LookUpApi | undefined} */
function readLookUp(options) {
  const api = /** @type {any} */ (options["lookUp"] ?? undefined);
  if (api !== undefined && typeof api.lookupByEmail !== "function") {
    throw new TypeError("`lookUp` must have a function `lookupByEmail`");
  }
  return api;
}

/** @param {Record<string, unknown>} options @returns {PlanOrder} */
function readOrder(options) {
  const method = optional(options, "method", "string");
  if (method !== "reset" && method !== "invalidate") throw new TypeError('`method` must be "reset" or "invalidate"');
  /** @type {PlanOrder} */
  const order = {
    method: `admin.users.session.${method}`,
    mobile_only: optional(options, "mobile_only", "boolean") ?? false,
    web_only: optional(options, "web_only", "boolean") ?? false,
    per_minute: optional(options, "perMinute", "number") ?? 20,
    look_up: (options["lookUp"] ?? undefined) !== undefined,
    host: optional(options, "host", "string") ?? "https://slack.com/api",
    list_name: optional(options, "name", "string"),
    list_sha256: undefined,
    by: optional(options, "by", "string"),
    note: optional(options, "note", "string"),
  };
  const error = core().order_error(order);
  if (error !== undefined) throw new TypeError(error);
  return order;
}

/** Left out if the runtime has none, as in a page without https. @param {Uint8Array} bytes */
async function sha256(bytes) {
  const digest = await globalThis.crypto?.subtle?.digest("SHA-256", /** @type {Uint8Array<ArrayBuffer>} */ (bytes));
  return digest && hex(new Uint8Array(digest));
}

/** @param {Uint8Array} bytes */
export const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
