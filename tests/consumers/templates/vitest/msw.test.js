import { writeFileSync } from "node:fs";
import { http, HttpResponse, passthrough } from "msw";
import { setupServer } from "msw/node";
import { AdminUsersSessionApi, SlackApiError } from "slack-admin-session";
import { afterAll, beforeAll, expect, test } from "vitest";
import { calls } from "./calls.js";

const sent = [];
const server = setupServer(
  http.post("https://slack.com/api/admin.users.session.reset", async ({ request }) => {
    sent.push(request.headers.get("authorization"), await request.text());
    return HttpResponse.json({ ok: true, mocked: true });
  }),
  http.post("https://slack.com/api/admin.users.session.invalidate", () =>
    HttpResponse.json({ ok: false, error: "session_not_found" }),
  ),
  http.post(`${process.env.HOST}/*`, () => passthrough()),
);
beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
afterAll(() => server.close());

test("MSW answers instead of Slack", async () => {
  const api = new AdminUsersSessionApi({ accessToken: "xoxp-a-test" });
  expect(await api.reset({ user_id: "W12345678" })).toEqual({ ok: true, mocked: true });
  expect(sent).toEqual(["Bearer xoxp-a-test", "user_id=W12345678"]);
  await expect(api.invalidate({ user_id: "W12345678", session_id: 1 })).rejects.toBeInstanceOf(SlackApiError);
});

test("both calls pass MSW", async () => {
  const said = await calls({ AdminUsersSessionApi, SlackApiError }, process.env.HOST);
  writeFileSync("said.json", JSON.stringify(said));
});
