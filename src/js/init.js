// `init` of slack-admin-session/slim. It compiles the module; src/js/life.js makes the instance.

/** Compiles while the file arrives if the server sends the content type that this needs, else once it is there. */
const compileResponse = async (response) => {
  if (!response.ok)
    throw new Error(`init: the server answered the request for the wasm file with status ${response.status}`);
  const type = response.headers.get("content-type")?.trim().toLowerCase();
  if (type === "application/wasm" && WebAssembly.compileStreaming) return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
};

const compile = async (source, open) => {
  if (typeof source === "string") source = new URL(source, globalThis.location?.href);
  if (source instanceof URL) source = await open(source);
  if (source instanceof WebAssembly.Module) return source;
  if (source instanceof Response) return compileResponse(source);
  if (ArrayBuffer.isView(source) || source instanceof ArrayBuffer) return WebAssembly.compile(source);
  throw new TypeError("init: the source must be a URL, a Response, bytes or a WebAssembly.Module");
};

/** Makes `init`, which starts the core once. `open` gets the file from a URL. */
export const initWith = (start, open) => {
  let under;
  const run = async (source) => {
    try {
      start(await compile(await source, open));
    } catch (error) {
      under = undefined;
      throw error;
    }
  };
  return (source) => (under ??= run(source));
};
