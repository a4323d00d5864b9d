const { AdminUsersSessionApi, SlackApiError } = require("slack-admin-session");
const { calls } = require("./calls.cjs");

test("both calls", async () => {
  const said = await calls({ AdminUsersSessionApi, SlackApiError }, process.env.HOST);
  require("node:fs").writeFileSync("said.json", JSON.stringify(said));
});
