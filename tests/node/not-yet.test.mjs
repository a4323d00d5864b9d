// Goes away with retries, deadlines, the queue and events: until then these are refused by name.
import test from "node:test";
import { AdminUsersSessionApi, SlackArgumentError } from "slack-admin-session";
import { TOKEN, USER, rejects, throws, world } from "./support.mjs";

for (const [key, value] of [
  ["retry", false],
  ["deadline", 1000],
  ["maxConcurrency", 1],
  ["onEvent", () => {}],
]) {
  test(`the configuration's ${key} is refused by name`, () => {
    throws(() => new AdminUsersSessionApi({ accessToken: TOKEN, [key]: value }), {
      class: SlackArgumentError,
      argument: key,
      message: new RegExp(key),
    });
  });
}

for (const [key, value] of [
  ["retry", false],
  ["deadline", 1000],
]) {
  test(`a call's ${key} is refused by name`, async () => {
    const slack = world();
    await rejects(slack.client().reset({ user_id: USER }, { [key]: value }), {
      class: SlackArgumentError,
      outcome: "not_sent",
      argument: key,
      message: new RegExp(key),
    });
    await slack.receivedNothing();
  });
}
