// @ts-check
// The instances of WebAssembly modules that are made from now on. To be imported before the package.

/** @type {WebAssembly.Instance[]} */
export const instances = [];

WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
  construct(target, given) {
    const instance = Reflect.construct(target, given);
    instances.push(instance);
    return instance;
  },
});

/** How many bytes of memory they have. */
export function wasmBytes() {
  const memories = instances.map(({ exports }) => /** @type {WebAssembly.Memory | undefined} */ (exports.memory));
  return memories.reduce((sum, memory) => sum + (memory?.buffer.byteLength ?? 0), 0);
}
