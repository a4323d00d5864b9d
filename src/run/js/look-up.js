// @ts-check
// Looks up the users of a list of e-mail addresses, before anything is done with it.
import { core } from "./core.js";
import { PATIENT, Pace } from "./pace.js";

/** @typedef {import("./border.js").LookUp} LookUp */
/** @typedef {import("./types.js").LookUpApi} LookUpApi */
/** @typedef {import("./types.js").LookUpProgress} LookUpProgress */

/** The properties of a user that count. @typedef {{ id?: unknown, deleted?: unknown, is_bot?: unknown, is_primary_owner?: unknown }} User */

/**
 * Looks up all addresses. Rejects with the error of a call that failed for another reason than its address.
 * @param {LookUp} lookUp
 * @param {LookUpApi} api
 * @param {AbortSignal | undefined} signal
 * @param {((progress: LookUpProgress) => void) | undefined} onLookUp
 */
export async function lookUpAll(lookUp, api, signal, onLookUp) {
  const pace = new Pace(core().look_up_gap());
  let done = 0;
  for (let email = lookUp.address(); email !== undefined; email = lookUp.address()) {
    tell(onLookUp, { done, left: lookUp.left(), secondsLeft: pace.seconds(lookUp.left()) });
    await pace.turn(signal);
    const answer = await ask(api, email, signal);
    // A stub may ignore signals.
    signal?.throwIfAborted();
    if (typeof answer === "string") {
      lookUp.not_found(answer);
    } else {
      const { id, deleted, is_bot, is_primary_owner } = answer;
      lookUp.found(typeof id === "string" ? id : "", deleted === true, is_bot === true, is_primary_owner === true);
    }
    done += 1;
  }
}

/**
 * The user of an address, or Slack's code if there is none.
 * @param {LookUpApi} api
 * @param {string} email
 * @param {AbortSignal | undefined} signal
 * @returns {Promise<string | User>}
 */
async function ask(api, email, signal) {
  try {
    const answer = await api.lookupByEmail({ email }, { ...PATIENT, ...(signal && { signal }) });
    return /** @type {any} */ (answer)?.user ?? {};
  } catch (error) {
    const { kind, error: code } = /** @type {any} */ (error ?? {});
    if (kind !== "target" || typeof code !== "string") throw error;
    return code;
  }
}

/** @param {((progress: LookUpProgress) => void) | undefined} onLookUp @param {LookUpProgress} progress */
function tell(onLookUp, progress) {
  try {
    onLookUp?.(progress);
  } catch {
    // Whatever a listener does, the look-up goes on.
  }
}
