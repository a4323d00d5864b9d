/// <reference lib="esnext.disposable" />
import type { Init } from "./core/init.cjs";

export * from "./core/core.cjs";
export const init: Init;
