// The fuzz in a page: it waits for `fuzz(settings)` to be called.
import { instances } from "../instances.mjs";
import { report } from "./report.mjs";
import { Run } from "./run.mjs";

const api = await import("/package/index.js");
const frame = document.body.appendChild(document.createElement("iframe"));

/** The program that opens the page defines `tell` and `alive`. */
globalThis.fuzz = async (settings) => {
  const run = new Run({ api, realm: frame.contentWindow, ...settings, tell: globalThis.tell, alive: () => (globalThis.beats += 1) });
  window.onerror = (_, __, ___, ____, error) => run.problem(undefined, "an uncaught exception", error);
  window.onunhandledrejection = (event) => run.problem(undefined, "an unhandled rejection", event.reason);
  const result = await run.all();
  if (instances.length !== 1) run.problem(undefined, `the module was instantiated ${instances.length} times: it trapped`);
  result.problems = run.counted.problems;
  return { lines: report(result), problems: result.problems };
};
globalThis.beats = 0;
