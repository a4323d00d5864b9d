const { AdminUsersSessionApi, SlackArgumentError } = require("slack-admin-session");

test("a wrong argument is refused before anything is sent", async () => {
  expect(() => new AdminUsersSessionApi({ accessToken: 1 })).toThrow(SlackArgumentError);
  const api = new AdminUsersSessionApi({ accessToken: "xoxp-a-test" });
  await expect(api.reset({ user_id: "" })).rejects.toBeInstanceOf(SlackArgumentError);
});
