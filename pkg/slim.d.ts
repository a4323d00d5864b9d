/// <reference lib="esnext.disposable" />
import type { Init } from "./core/init.js";

export * from "./core/core.js";
export const init: Init;
