import { AdminUsersSessionApi } from "slack-admin-session";

export default {
  async fetch(request) {
    const { host, timeout } = Object.fromEntries(new URL(request.url).searchParams);
    if (!host) return new Response("ready");
    const api = new AdminUsersSessionApi({ host, accessToken: "xoxp-standin-admin", retry: false });
    const call = api.reset({ user_id: "W12345678" }, { timeout: Number(timeout) });
    return Response.json({ ended: await call.then(() => "ok", ({ name }) => name) });
  },
};
