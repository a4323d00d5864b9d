/** `WebAssembly.Module`, if the program's types declare it. Node's types alone don't. */
type Module = typeof globalThis extends { WebAssembly: { Module: { prototype: infer Known } } }
  ? Known & object
  : never;

/**
 * Loads the module. Only `slack-admin-session/slim` has it. Await it before you make the first client.
 *
 * `source` is the address of `core.wasm` (in a page it may be relative, in Node it may begin with `file:`), a
 * `Response` with it, its bytes, or the compiled module. Only the first call loads it; the others wait for the first.
 * If it fails, the next call tries again.
 *
 * @example
 * ```js
 * import { AdminUsersSessionApi, init } from "slack-admin-session/slim";
 *
 * await init(import.meta.resolve("slack-admin-session/core.wasm"));
 * const api = new AdminUsersSessionApi({ accessToken: process.env.SLACK_TOKEN });
 * ```
 */
export declare function init(
  source: string | URL | Response | PromiseLike<Response> | ArrayBuffer | ArrayBufferView | Module,
): Promise<void>;
