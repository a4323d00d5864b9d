// The process in which some faults with one client run, watched from outside.
import { fork } from "node:child_process";
import { TOKEN } from "../standin/client.mjs";

/** Milliseconds. Longer than a worker watches: a worker that hasn't reported by then never will. */
const LIMIT = 60_000;
/** Milliseconds in which a process that has reported everything must end: nothing of ours may keep it alive. */
export const LINGER = 1_500;
/** The exit code of a process that is still alive after that. */
export const SOMETHING_IS_LEFT = 9;

/** Runs these rows; resolves to the report of each, in their order. */
export function perform(which, rows) {
  return new Promise((resolve) => {
    const names = rows.map(({ name }) => name);
    const worker = fork(new URL("worker.mjs", import.meta.url), [which, ...names], { silent: true });
    let output = "";
    for (const stream of [worker.stdout, worker.stderr]) stream.on("data", (data) => (output += data));
    const stop = () => worker.kill("SIGKILL");
    let timer = setTimeout(stop, LIMIT);
    const reports = [];
    worker.on("message", (report) => {
      reports.push(report);
      clearTimeout(timer);
      const complete = reports.length === rows.length;
      if (complete && which !== "ours") stop();
      else timer = setTimeout(stop, LIMIT);
    });
    worker.on("close", (code, signal) => {
      clearTimeout(timer);
      const complete = reports.length === rows.length;
      const error = output.split("\n").find((text) => /Error/.test(text));
      const crash = signal ? `blocked its process for ${LIMIT / 1000} s` : `ended its process with ${code}: ${error}`;
      while (reports.length < rows.length) reports.push({ kind: "crashed", crash, problems: [crash] });
      for (const report of reports)
        report.leaks = { ...report.leaks, log: output.includes(TOKEN) ? ["its output"] : [] };
      if (which === "ours") {
        const found = reports.at(-1).problems;
        const among = `the process of ${names.map((name) => `“${name}”`).join(", ")}`;
        if (complete && (signal || code === SOMETHING_IS_LEFT))
          found.push(`something is left: ${among} was still alive after ${LINGER} ms`);
        if (output) found.push(`${among} printed ${JSON.stringify(output)}`);
      }
      resolve(reports);
    });
  });
}
