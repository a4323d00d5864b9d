/// <reference lib="esnext.disposable" />
export * from "./core/core.js";
export { init } from "./core/init.js";
