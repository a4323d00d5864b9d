/// <reference lib="esnext.disposable" />
export * from "./core/core.cjs";
export { init } from "./core/init.cjs";
