// A program that uses the package, in a process of its own.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { PATIENCE, TOKEN, USER } from "./support.mjs";

/** Runs the code as a module with `client`, `api` and `request`; returns its exit code and its output. */
export async function program(slack, code, { flags = [], patience = PATIENCE } = {}) {
  const lines = `
    import { AdminUsersSessionApi } from "slack-admin-session";
    const client = (configuration) => new AdminUsersSessionApi({
      host: process.env.HOST, accessToken: "${TOKEN}", retry: false, ...configuration,
    });
    const api = client();
    const request = { user_id: "${USER}" };
    ${code}
  `;
  const child = spawn(process.execPath, [...flags, "--input-type=module", "--eval", lines], {
    cwd: import.meta.dirname,
    env: { ...process.env, HOST: slack.host },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: patience,
  });
  const [out, err] = [[], []];
  child.stdout.on("data", (data) => out.push(data));
  child.stderr.on("data", (data) => err.push(data));
  const [exit, signal] = await once(child, "close");
  return { exit: exit ?? signal, out: String(Buffer.concat(out)), err: String(Buffer.concat(err)) };
}

/** Runs the code: it must end well, and soon after its last line. */
export async function endsByItself(slack, code) {
  const { exit, out, err } = await program(slack, `
    const { stopwatch } = await import("${new URL("../stopwatch.mjs", import.meta.url)}");
    ${code}
    process.stdout.write("done ");
    const watch = stopwatch();
    process.on("exit", () => process.stdout.write(String(watch.stop())));
  `);
  assert.equal(exit, 0, `it ended with ${exit}: ${err}`);
  assert.equal(err, "", "nothing is written to the error stream");
  const [, after] = out.match(/^done (\S+)$/) ?? [];
  // Longer than a busy machine takes, and shorter than any wait that could be left over.
  assert.ok(Number(after) < 3_500, `it lived on for ${after} ms after its last line`);
}
