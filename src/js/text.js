// Only for the CommonJS core: Jest's jsdom hides these two classes of Node's, and without them the import would fail there.
const hidden = /** @type {any} */ (globalThis).process?.getBuiltinModule?.("node:util");

export const Decoder = globalThis.TextDecoder ?? hidden?.TextDecoder;
export const Encoder = globalThis.TextEncoder ?? hidden?.TextEncoder;
