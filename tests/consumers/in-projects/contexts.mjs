// The async context of calls, in every runtime with AsyncLocalStorage. `project.mjs` writes this function into projects, so it uses
// no other file.

/** Sixty calls in contexts of their own, through retries, the queue and a pause; returns what ran in another call's context. */
export async function contexts({ AdminUsersSessionApi }, AsyncLocalStorage) {
  const request = new AsyncLocalStorage();
  const strays = new Set();
  const at = (what, user) => {
    if (request.getStore() !== user) strays.add(`${what} of ${user} ran in the context of ${request.getStore()}`);
  };
  const counts = { calls: 0, tokens: 0, requests: 0, limits: 0, failures: 0 };
  const tried = new Map();
  const api = new AdminUsersSessionApi({
    accessToken: async () => {
      counts.tokens++;
      await null;
      return `xoxp-of-${request.getStore()}`;
    },
    maxConcurrency: 5,
    retry: { minDelay: 1, maxDelay: 5 },
    fetch: async (_, init) => {
      const user = new URLSearchParams(init.body).get("user_id");
      at("fetch", user);
      if (init.headers.authorization !== `Bearer xoxp-of-${user}`) strays.add(`${user} was sent with another token`);
      counts.requests++;
      const attempt = (tried.get(user) ?? 0) + 1;
      tried.set(user, attempt);
      if (attempt === 1 && user.endsWith("0")) {
        counts.limits++;
        return new Response("{}", { status: 429, headers: { "retry-after": "0.05" } });
      }
      if (attempt === 1 && user.endsWith("5")) {
        counts.failures++;
        return new Response("", { status: 500 });
      }
      return new Response('{"ok":true}');
    },
  });
  // Every handler waits for one promise first, so that all calls begin in one turn.
  const ready = new Promise((resolve) => setTimeout(resolve, 10));
  const handler = async (user) => {
    await ready;
    const onEvent = ({ type }) => at(`the listener at ${type}`, user);
    await api.reset({ user_id: user }, { onEvent });
    at("the continuation", user);
    counts.calls++;
  };
  const users = Array.from({ length: 60 }, (_, number) => `W${number}`);
  await Promise.all(users.map((user) => request.run(user, () => handler(user))));
  api.dispose();
  return { strays: [...strays], ...counts };
}

/** What it returns if every call keeps its context: six calls were limited once, six failed once. */
export const OWN = { strays: [], calls: 60, tokens: 60, requests: 72, limits: 6, failures: 6 };
