// The glue, which the build turns into a function: see `write_glue_factory` in xtask, which puts these types beside it.

/** What the glue uses of the platform, and the files that it imports. */
export interface Given {
  imports: Record<string, object>;
  WebAssembly: object;
  Promise: PromiseConstructor;
  queueMicrotask(task: () => void): void;
  FinalizationRegistry: object;
}

/** The class that Rust exports. */
export interface Client {
  invalidate(request: unknown, options: unknown): Promise<unknown>;
  reset(request: unknown, options: unknown): Promise<unknown>;
  dispose(): void;
}

export interface Glue {
  AdminUsersSessionApi: new (configuration: unknown) => Client;
  initSync(options: { module: WebAssembly.Module }): void;
}

export default function makeGlue(given: Given): Glue;
