// A shell in a terminal of its own: tests/terminal.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";

/** How long anything is waited for, in milliseconds: far longer than a busy machine needs. */
const PATIENCE = 240_000;

const sleep = () => new Promise((resolve) => setTimeout(resolve, 20));

/** Whether what is typed in the terminal of a process stays hidden. */
const isHidden = (pid) => /\s-echo\b/.test(execFileSync("stty", ["-a", "-F", `/proc/${pid}/fd/0`], { encoding: "utf8" }));

/** Starts a line of a shell, as a person types it. */
export function inTerminal(line, options) {
  const child = spawn(process.env.TERMINAL, ["100", "bash", "-c", line], { ...options, stdio: ["pipe", "pipe", "pipe"] });
  let shown = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (shown += text));
  const closed = once(child, "close").then(([status, signal]) => ({ status: status ?? signal, shown }));
  // The first line of the error stream is the shell's process id.
  const pid = new Promise((resolve) => child.stderr.once("data", (line) => resolve(Number.parseInt(line, 10))));
  let seen = 0;
  return {
    /** Waits until it shows that, after what was waited for before; gives what was found. */
    async shows(pattern) {
      for (const limit = performance.now() + PATIENCE; ; ) {
        const found = pattern.exec(shown.slice(seen));
        if (found) {
          seen += found.index + found[0].length;
          return found;
        }
        if (child.exitCode !== null || performance.now() > limit) throw new Error(`\`${line}\` does not show ${pattern}:\n${shown}`);
        await sleep();
      }
    },
    /** Waits until it hides what is typed. */
    async hides() {
      for (const limit = performance.now() + PATIENCE; !isHidden(await pid); await sleep()) {
        if (performance.now() > limit) throw new Error(`\`${line}\` shows what is typed`);
      }
    },
    type: (text) => child.stdin.write(`${text}\r`),
    /** Waits for its end; gives what it has shown. */
    async ends(expected = 0) {
      const { status, shown: all } = await closed;
      if (status !== expected) throw new Error(`\`${line}\` ended with ${status}:\n${all}`);
      return all;
    },
    /** Closes the terminal, and waits until the shell has ended. */
    async close() {
      child.kill("SIGKILL");
      await closed;
    },
  };
}
