// @ts-check
// A proxy that adds the token, for a console on the same origin. No page ever has the token, and only somebody who is
// signed in to the console can use it. It is a handler `(request) => Promise<Response>`, as Deno, Bun, Workers,
// Next.js, Hono and others take it:
//
//   const handle = proxy({
//     origin: "https://console.example.com",
//     path: "/slack/",
//     token: () => process.env.SLACK_TOKEN,
//     authenticate: async (request) => (await session(request))?.admin,
//     record: (entry) => log.info(entry),
//   });
//
// The page then calls it with `new AdminUsersSessionApi({ host: "/slack" })`, which sends the page's cookies along.
//
// A page that goes away doesn't stop a call, because Slack may already have it, and the record must say how it ended.
// Workers stop a handler whose page is gone: pass its promise to `waitUntil` too.

/** The methods that can be called, and the fields of each. Nothing else is passed on: the token may allow more. */
const METHODS = new Map([
  ["admin.users.session.invalidate", ["session_id", "user_id", "team_id"]],
  ["admin.users.session.reset", ["user_id", "mobile_only", "web_only"]],
]);

/** In bytes; more than the package sends, and more than Slack answers. */
const LONGEST = { form: 16_384, answer: 1_048_576 };

/** Milliseconds to wait for the page's form, and then for Slack's answer. */
const PATIENCE = 25_000;

/**
 * What is recorded, twice for each call: before it is sent, and when it is over. If the second entry is missing, the
 * call may have happened.
 * @typedef {object} Entry
 * @property {string} at The time.
 * @property {unknown} who What `authenticate` returned.
 * @property {string} method Slack's method.
 * @property {Record<string, string>} form What Slack is asked to do.
 * @property {"asked" | "answered" | "may have happened"} state "may have happened": Slack's answer was lost or is unclear.
 * @property {number} [status] The HTTP status of Slack's answer.
 * @property {boolean} [ok] What Slack answered: `false` is a refusal.
 * @property {string} [error] Slack's error code. After `internal_error`, `fatal_error` and `…_failed` part of it may
 *   have happened.
 * @property {string | null} [requestId] Slack's id of the request.
 */

/**
 * @param {object} options
 * @param {string} options.origin The console's own, as browsers write it in the header `Origin`.
 * @param {string} options.path The path of the methods, with a slash at both ends.
 * @param {() => unknown} options.token Returns Slack's token, or a promise of it.
 * @param {(request: Request) => unknown} options.authenticate Returns who asks, or a promise of it; nothing if that
 *   person may not.
 * @param {(entry: Entry) => unknown} options.record Keeps an entry. If it fails before the call, nothing is sent.
 * @param {string} [options.host] Slack's API.
 * @returns {(request: Request) => Promise<Response>}
 */
export function proxy({ origin, path, token, authenticate, record, host = "https://slack.com/api" }) {
  return async (request) => {
    let sent = false;
    try {
      const url = new URL(request.url);
      const [method, known] = [...METHODS].find(([name]) => url.pathname === path + name) ?? [];
      if (!method || !known || url.search) return refuse(404, "There is nothing here.");
      if (request.method !== "POST") return refuse(405, "Only POST is allowed.");
      // A form can be sent by any page of any site, with this origin's cookies: this one must come from the console.
      if (request.headers.get("origin") !== origin) return refuse(403, "This must be called from the console.");
      const who = await authenticate(request);
      if (!who) return refuse(401, "Sign in to the console.");

      const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
      if (type !== "application/x-www-form-urlencoded") return refuse(415, "This must be a form.");
      if (Number(request.headers.get("content-length")) > LONGEST.form) return refuse(413, "This is too long.");
      let text;
      try {
        text = await read(request.body, LONGEST.form, AbortSignal.timeout(PATIENCE));
      } catch (error) {
        return error instanceof RangeError ? refuse(413, "This is too long.") : refuse(408, "The form did not arrive.");
      }
      const fields = [...new URLSearchParams(text)];
      // If a name came twice, Slack could take one of its values, and the record the other.
      if (fields.some(([name], at) => !known.includes(name) || fields.findIndex(([other]) => other === name) < at)) {
        return refuseAsSlack("invalid_arguments", `${method} takes ${known.join(", ")}, each once. Nothing was sent.`);
      }

      const bearer = await token();
      // Checked here, because the runtime quotes a header that it refuses in its error.
      if (typeof bearer !== "string" || !/^[!-~]+$/.test(bearer)) throw new TypeError("`token` returned no token.");
      const form = Object.fromEntries(fields);
      // Made only from what was checked: the page's headers and cookies stay here.
      const call = new Request(`${host}/${method}`, {
        method: "POST",
        headers: { authorization: `Bearer ${bearer}`, "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams(form).toString(),
        // A redirect would take the token along.
        redirect: "manual",
      });
      /** @param {Omit<Entry, "at" | "who" | "method" | "form">} what */
      const keep = (what) => record({ at: new Date().toISOString(), who, method, form, ...what });

      await keep({ state: "asked" });
      sent = true;
      const answer = await ask(call, bearer);
      await keep(answer ? understand(answer) : { state: "may have happened" });
      if (!answer) return refuse(502, "It may have happened: Slack's answer did not come.");
      const { status, headers, body } = answer;
      // Otherwise it is a redirect, or a status that Slack doesn't use and that a `Response` may not have.
      if (status !== 200 && !(status >= 400 && status <= 599)) {
        return refuse(502, "It may have happened: Slack's answer can't be understood.");
      }
      return new Response(body, { status, headers });
    } catch (error) {
      // A fault of this server: one of the functions failed, or the host is wrong.
      console.error(error);
      if (sent) return refuse(500, "It may have happened: the proxy failed after the call.");
      return refuseAsSlack("service_unavailable", "The proxy failed before the call. Nothing was sent.");
    }
  };
}

/**
 * The package in the page makes a `SlackHttpError` of it. A 4xx says that it wasn't done. A 5xx says that it may have
 * happened, and the page repeats the call if it is configured so.
 * @param {number} status
 * @param {string} why
 */
function refuse(status, why) {
  return new Response(why, { status });
}

/**
 * As Slack refuses, with its status: the package in the page makes a `SlackApiError` of it.
 * @param {string} error
 * @param {string} why
 */
function refuseAsSlack(error, why) {
  return Response.json({ ok: false, error, response_metadata: { messages: [`[ERROR] ${why}`] } });
}

/**
 * The text of a body. Rejects, and reads no further, when it gets longer than `longest` bytes or `signal` aborts.
 * @param {ReadableStream<Uint8Array> | null} body
 * @param {number} longest
 * @param {AbortSignal} signal
 */
async function read(body, longest, signal) {
  const decoder = new TextDecoder();
  let text = "";
  let length = 0;
  const target = new WritableStream({
    write(/** @type {Uint8Array} */ chunk) {
      length += chunk.byteLength;
      if (length > longest) throw new RangeError("The body is too long.");
      text += decoder.decode(chunk, { stream: true });
    },
  });
  await body?.pipeTo(target, { signal });
  return text + decoder.decode();
}

/**
 * Slack's answer, as far as the page gets it; nothing if it was lost.
 * @param {Request} call
 * @param {string} bearer
 */
async function ask(call, bearer) {
  // A server may echo the token.
  const conceal = (/** @type {string} */ text) => text.replaceAll(bearer, "[REDACTED]");
  const signal = AbortSignal.timeout(PATIENCE);
  try {
    const response = await fetch(call, { signal });
    const { status } = response;
    const headers = new Headers({ "content-type": "application/json", "cache-control": "no-store" });
    for (const name of ["retry-after", "x-slack-req-id"]) {
      const value = response.headers.get(name);
      if (value !== null) headers.set(name, conceal(value));
    }
    // Read whole before it is passed on: an answer that breaks off must not look complete.
    const body = read(response.body, LONGEST.answer, signal);
    // The status of a refusal is enough, even if its body is lost.
    return { status, headers, body: conceal(isRefusal(status) ? await body.catch(() => "") : await body) };
  } catch {
    return undefined;
  }
}

/** @param {number} status */
function isRefusal(status) {
  return status >= 400 && status <= 499;
}

/**
 * What the record says about an answer.
 * @param {{ status: number, headers: Headers, body: string }} answer
 */
function understand({ status, headers, body }) {
  let said;
  try {
    said = JSON.parse(body);
  } catch {
    // A page of a server in between, for example.
  }
  const { ok, error } = said ?? {};
  const isSlacks = ok === true || (ok === false && typeof error === "string");
  const isClear = status === 200 ? isSlacks : isRefusal(status) && ok !== true;
  /** @type {Entry["state"]} */
  const state = isClear ? "answered" : "may have happened";
  return { state, status, ok, error, requestId: headers.get("x-slack-req-id") };
}
