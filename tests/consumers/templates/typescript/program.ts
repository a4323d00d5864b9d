import { AdminUsersSessionApi, SlackApiError, SlackError, type Configuration, type SlackResponse } from "slack-admin-session";
import { init } from "slack-admin-session/slim";

const configuration: Configuration = { host: process.argv[2]!, accessToken: "xoxp-standin-admin" };

async function main(): Promise<void> {
  // Harmless where the default entry has instantiated it already.
  await init(new URL(await wasm()));
  using api = new AdminUsersSessionApi(configuration);
  const invalidated: SlackResponse = await api.invalidate({ user_id: "W12345678", session_id: 1112275520242n });
  const reset = await api.reset({ user_id: "W00000002" });
  const refused: string = await api.reset({ user_id: "W99999999" }).then(
    () => "resolved",
    (error: unknown) => (error instanceof SlackError && error instanceof SlackApiError ? error.error : String(error)),
  );
  console.log(JSON.stringify({ invalidated: invalidated.ok, reset: reset.ok, refused }));
}

async function wasm(): Promise<string> {
  const { pathToFileURL } = await import("node:url");
  return pathToFileURL("node_modules/slack-admin-session/core/core.wasm").href;
}

void main();
