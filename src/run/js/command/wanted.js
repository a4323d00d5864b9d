// @ts-check
// Which sessions are wanted: by address, and by device and client.
import { BlockList, isIP, isIPv6 } from "node:net";

/** @typedef {import("slack-admin-session").ActiveSession} ActiveSession */
/** @typedef {import("slack-admin-session").SessionClient} SessionClient */

export class Wanted {
  /** Treats all spellings of an IPv6 address as the same. @type {BlockList | undefined} */
  #addresses;
  #client;
  /** How many sessions don't have what is compared. */
  unclear = 0;

  /** @param {string | undefined} ip @param {string | undefined} client */
  constructor(ip, client) {
    if (ip !== undefined) {
      this.#addresses = new BlockList();
      this.#addresses.addAddress(ip, family(ip));
    }
    this.#client = client?.toLowerCase();
  }

  /** Whether a session began with, or was last used with, what is wanted. @param {ActiveSession} session */
  has(session) {
    const [isHere, isWith] = [this.#isHere(session), this.#isWith(session)];
    if (isHere === false || isWith === false) return false;
    if (isHere && isWith) return true;
    this.unclear += 1;
    return false;
  }

  /** `undefined` if it has no address. @param {ActiveSession} session */
  #isHere(session) {
    const wanted = this.#addresses;
    if (!wanted) return true;
    const addresses = versions(session).map(address).filter(isIP);
    return addresses.length > 0 ? addresses.some((one) => wanted.check(one, family(one))) : undefined;
  }

  /** `undefined` if it names no client. @param {ActiveSession} session */
  #isWith(session) {
    const wanted = this.#client;
    if (wanted === undefined) return true;
    const clients = versions(session).map(clientText).filter(Boolean);
    return clients.length > 0 ? clients.some((one) => one.toLowerCase().includes(wanted)) : undefined;
  }
}

/** @param {string} ip */
const family = (ip) => (isIPv6(ip) ? "ipv6" : "ipv4");

/** A session as it began and, if something has changed since, as it is now. @param {ActiveSession} session @returns {SessionClient[]} */
export const versions = ({ created, recent }) => [created, recent].filter((version) => version != null);

/** @param {SessionClient} version */
export const address = ({ ip }) => (typeof ip === "string" ? ip : "");

/** Device and client, as the table shows them. @param {SessionClient} version */
export const clientText = ({ device_hardware, os, os_version, slack_client_version }) =>
  [device_hardware, os, os_version, slack_client_version].filter((part) => typeof part === "string" && part).join(" ");
