// @ts-check
// The stand-in's control path, for tests in JavaScript: a world of its own for each test.

/** Tests replace the global `fetch`; the control path must not notice. */
const { fetch } = globalThis;

/** The token that may do everything. */
export const TOKEN = "xoxp-standin-admin";

/** A fault's delay that no test waits for, in milliseconds. */
export const NEVER = 600_000;

/** How long to wait for requests, in milliseconds: far longer than a busy machine needs. */
const PATIENCE = 120_000;

/**
 * What happens to a request. README.md says what each field does.
 * @typedef {object} Fault
 * @property {string} [method]
 * @property {number} [times]
 * @property {Record<string, string | number>} [arguments]
 * @property {boolean} [apply]
 * @property {boolean} [pass]
 * @property {number} [delay_ms]
 * @property {number} [body_delay_ms]
 * @property {number} [status]
 * @property {string} [reason]
 * @property {string} [error]
 * @property {boolean} [portal]
 * @property {string} [redirect]
 * @property {Record<string, string | number | string[] | null>} [headers]
 * @property {boolean} [cors]
 * @property {string} [body]
 * @property {string} [body_base64]
 * @property {unknown} [json]
 * @property {{ data: string, times: number }} [repeat]
 * @property {Chunk[]} [chunks]
 * @property {Chunk} [endless]
 * @property {number} [content_length]
 * @property {"before_headers" | "after_headers" | "mid_body"} [cut]
 * @property {boolean} [reset]
 * @property {string} [raw_base64]
 */

/**
 * A part of a body.
 * @typedef {{ data?: string, data_base64?: string, delay_ms?: number }} Chunk
 */

/**
 * A request as it came.
 * @typedef {object} ReceivedRequest
 * @property {number} n
 * @property {number} at_ms When its headers had arrived, by the stand-in's clock.
 * @property {string} http_method
 * @property {string} path
 * @property {string} query
 * @property {Record<string, string>} headers
 * @property {string} body
 * @property {string} api_method
 * @property {number | null} status Null if no status was sent.
 * @property {number} connection
 */

/**
 * A target and its calls.
 * @typedef {object} Target
 * @property {string} method
 * @property {string | null} user_id
 * @property {string | null} session_id
 * @property {{ start_ms: number, status: number | null, done: boolean }[]} calls
 */

/**
 * @typedef {{ id: number, id_text: string, client: string }} Session
 * @typedef {{ id: string, team_id: string, kind: string, sessions: Session[] }} User
 * @typedef {{ users: User[], limit: { per_minute: number | null } }} State
 */

/** A new world: it shares nothing with any other. `standin` is the stand-in's base URL. */
export function world(standin = process.env.STANDIN) {
  if (!standin) throw new Error("STANDIN is not set: start the stand-in, and set STANDIN to its base URL");
  const name = `w/${crypto.randomUUID()}`;
  const root = `${standin.replace(/\/$/, "")}/${name}`;

  /**
   * @param {string} what
   * @param {string} [method]
   * @param {unknown} [body]
   * @returns {Promise<any>}
   */
  async function control(what, method = "GET", body = undefined) {
    const answer = await fetch(`${root}/control/${what}`, {
      method,
      headers: body === undefined ? {} : { "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`the stand-in refused ${method} control/${what}: ${answer.status} ${text}`);
    return JSON.parse(text);
  }

  /** @type {() => Promise<ReceivedRequest[]>} The API requests that came, in order, preflights included. */
  const requests = () => control("requests");
  /** @type {() => Promise<State>} */
  const state = () => control("state");

  return {
    /** The address that clients take as `host`. */
    host: `${root}/api`,
    /** The path of this world's proxy, on the origin that serves the page. */
    proxy: `/proxy/${name}/api`,
    requests,
    state,

    /**
     * What happens to the next requests, after what is scripted already.
     * @param {...Fault} faults
     */
    async faults(...faults) {
      await control("faults", "POST", faults);
    },

    /**
     * What happens to every request from now on, and nothing else.
     * @param {Fault} fault
     */
    async always(fault) {
      await control("faults", "DELETE");
      await control("faults", "POST", [{ ...fault, times: 0 }]);
    },

    /**
     * Adds users; README.md says which.
     * @param {{ count: number, ids?: string, kind?: string, sessions?: number }} crowd
     */
    async crowd(crowd) {
      await control("users", "POST", crowd);
    },

    /**
     * Makes tokens, or replaces them; README.md says how.
     * @param {Record<string, { user_id?: string, scopes?: string[], expires_after?: number, refused?: string }>} tokens
     */
    async tokens(tokens) {
      await control("tokens", "POST", tokens);
    },

    /**
     * Sets the limits; README.md says which.
     * @param {{ per_minute?: number | "tier" | null, minute_ms?: number, methods?: Record<string, number | null>, whole?: number | null }} limit
     */
    async limit(limit) {
      await control("limit", "POST", limit);
    },

    /** @type {() => Promise<Target[]>} Every call by its target. */
    targets: () => control("targets"),

    /** Nothing more happens to requests. */
    async noFaults() {
      await control("faults", "DELETE");
    },

    /** Waits until that many requests have come. */
    async arrival(count = 1) {
      const limit = performance.now() + PATIENCE;
      while ((await requests()).length < count) {
        if (performance.now() > limit) throw new Error(`${count} requests were expected, fewer came`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },

    /**
     * The ids of a user's sessions, as text.
     * @param {string} user
     */
    async sessions(user) {
      const found = (await state()).users.find(({ id }) => id === user);
      if (!found) throw new Error(`the stand-in has no user ${user}`);
      return found.sessions.map(({ id_text }) => id_text);
    },
  };
}
