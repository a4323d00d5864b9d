/** `WebAssembly.Module`, if the program's types declare it. Node's types alone don't. */
type Module = typeof globalThis extends { WebAssembly: { Module: { prototype: infer Known } } }
  ? Known & object
  : never;

/**
 * Loads and instantiates the module. To be awaited before the first client is made.
 *
 * `source`: where `core.wasm` is (relative to the page; in Node `file:` too), a `Response` with it, its bytes, or the
 * compiled module. Further calls resolve with the first, whatever they give; after a failure the next one tries again.
 */
export type Init = (
  source: string | URL | Response | PromiseLike<Response> | ArrayBuffer | ArrayBufferView | Module,
) => Promise<void>;
