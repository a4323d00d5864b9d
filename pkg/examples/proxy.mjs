// A proxy that adds the token, for a console of the same origin: no page ever has the token, and nobody who can't sign
// in to the console can use it. It is a handler `(request) => Promise<Response>`, as Deno, Bun, Workers, Next.js, Hono
// and others take it:
//
//   const handle = proxy({
//     origin: "https://console.example.com",
//     path: "/slack/",
//     token: () => process.env.SLACK_TOKEN,
//     authenticate: async (request) => (await session(request))?.admin,
//     record: (entry) => log.info(entry),
//   });
//
// The page then calls it with
//
//   new AdminUsersSessionApi({ host: "/slack", fetch: (url, init) => fetch(url, { ...init, credentials: "same-origin" }) })
//
// where `fetch` is needed if the page's session is a cookie: by itself the package sends none.

const METHODS = ["admin.users.session.invalidate", "admin.users.session.reset"];

/** More than any request of the package needs. */
const LONGEST = 16_384;

/** Not in the shape of Slack's answers: the package in the page makes a `SlackHttpError` of it. */
const refuse = (status, why) => new Response(why, { status });

/**
 * - `origin`: the console's own, as browsers write it in `Origin`.
 * - `path`: where the two methods lie, with a slash at both ends.
 * - `token`: returns Slack's token, or a promise of it.
 * - `authenticate`: returns, or resolves to, the name of who asks; nothing where that person may not.
 * - `record`: told who asked for what, before it is sent and when it was answered. If it throws before, nothing is sent.
 * - `host`: Slack's API.
 */
export function proxy({ origin, path, token, authenticate, record, host = "https://slack.com/api" }) {
  return async (request) => {
    const url = new URL(request.url);
    const method = METHODS.find((name) => url.pathname === path + name);
    // Nothing but the two methods: the token may do more.
    if (!method || url.search) return refuse(404, "There is nothing here.");
    if (request.method !== "POST") return refuse(405, "Only POST is allowed.");
    // A form can be sent by any page of any site, with this origin's cookies: this one must come from the console.
    if (request.headers.get("origin") !== origin) return refuse(403, "This must be called from the console.");
    const who = await authenticate(request);
    if (!who) return refuse(401, "Sign in to the console.");

    if (request.headers.get("content-type")?.split(";")[0] !== "application/x-www-form-urlencoded") {
      return refuse(415, "This must be a form.");
    }
    const text = await request.text();
    if (text.length > LONGEST) return refuse(413, "This is too long.");
    const form = new URLSearchParams(text);
    // The token is the proxy's, never the page's.
    if (form.has("token")) return refuse(400, "The token is not the page's to give.");

    const bearer = await token();
    const entry = { who, method, form: Object.fromEntries(form) };
    await record({ ...entry, at: new Date().toISOString() });
    let answer;
    try {
      answer = await fetch(`${host}/${method}`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${bearer}`,
          "content-type": "application/x-www-form-urlencoded",
        },
        body: form.toString(),
        // A redirect would take the token along.
        redirect: "manual",
        signal: AbortSignal.timeout(25_000),
      });
      // Whole before it is handed on: an answer that breaks off must not look like one that is over.
      answer = { status: answer.status, headers: answer.headers, body: await answer.text() };
    } catch {
      answer = undefined;
    }
    await record({ ...entry, at: new Date().toISOString(), status: answer?.status ?? null });
    // 502 means that it may have happened: the package in the page says so, and repeats it as configured there.
    if (!answer) return refuse(502, "Slack's answer did not come.");
    if (answer.status >= 300 && answer.status < 400) return refuse(502, "Slack redirected.");
    const headers = { "content-type": "application/json", "cache-control": "no-store" };
    for (const name of ["retry-after", "x-slack-req-id"]) {
      if (answer.headers.has(name)) headers[name] = answer.headers.get(name);
    }
    return new Response(answer.body, { status: answer.status, headers });
  };
}
