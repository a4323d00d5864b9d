// Other programs: run to their end, or started and stopped. Each is a group of its own, so that its children end too.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";

const QUIET = {
  CI: "1",
  NO_COLOR: "1",
  DO_NOT_TRACK: "1",
  NEXT_TELEMETRY_DISABLED: "1",
  WRANGLER_SEND_METRICS: "false",
  DENO_NO_UPDATE_CHECK: "1",
  npm_config_audit: "false",
  npm_config_fund: "false",
  npm_config_update_notifier: "false",
};

function launch(command, args, { cwd, env }) {
  const all = { ...process.env, ...QUIET, ...env };
  delete all.NODE_ENV;
  const child = spawn(command, args, { cwd, env: all, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const output = { out: "", all: "" };
  child.stdout.on("data", (data) => {
    output.out += data;
    output.all += data;
  });
  child.stderr.on("data", (data) => (output.all += data));
  return { child, output, line: [command.split("/").at(-1), ...args].join(" ") };
}

function end(child) {
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // It has ended already.
  }
}

const tail = (text) => text.trim().split("\n").slice(-25).join("\n");

/** Runs a program to its end; returns its standard output. */
export async function run(command, args, { seconds = 600, ...options }) {
  const { child, output, line } = launch(command, args, options);
  const timer = setTimeout(() => end(child), seconds * 1000);
  const [code, signal] = await once(child, "close");
  clearTimeout(timer);
  if (signal) throw new Error(`\`${line}\` did not end within ${seconds} s:\n${tail(output.all)}`);
  if (code !== 0) throw new Error(`\`${line}\` ended with ${code}:\n${tail(output.all)}`);
  return output.out;
}

/** Starts a server, does the work once it answers at `url`, and ends it. */
export async function during(command, args, { url, seconds = 240, ...options }, work) {
  const { child, output, line } = launch(command, args, options);
  try {
    const limit = performance.now() + seconds * 1000;
    while (!(await answers(url))) {
      if (child.exitCode !== null) throw new Error(`\`${line}\` ended with ${child.exitCode}:\n${tail(output.all)}`);
      if (performance.now() > limit) throw new Error(`\`${line}\` does not answer within ${seconds} s:\n${tail(output.all)}`);
      await sleep(100);
    }
    return await work();
  } catch (error) {
    error.message += `\n${tail(output.all)}`;
    throw error;
  } finally {
    end(child);
  }
}

const answers = (url) => fetch(url).then(
  () => true,
  () => false,
);
