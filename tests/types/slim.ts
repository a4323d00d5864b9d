// The types of slack-admin-session/slim.
import { AdminUsersSessionApi } from "slack-admin-session";
import * as slim from "slack-admin-session/slim";
import { init } from "slack-admin-session/slim";

export const done: Promise<void>[] = [
  init("core.wasm"),
  init(new URL("core.wasm", "https://admin.example/")),
  init(fetch("core.wasm")),
  init(new Response()),
  init(new Uint8Array(8)),
  init(new ArrayBuffer(8)),
  init(new WebAssembly.Module(new Uint8Array(8))),
];
export const api: AdminUsersSessionApi = new slim.AdminUsersSessionApi();
// @ts-expect-error: a source is needed
init();
// @ts-expect-error: a number is not a source
init(1);
// @ts-expect-error: only the loaders call it
slim.default;
// @ts-expect-error: the default entry needs no init
import { init as none } from "slack-admin-session";
