// A program of its own that uses the package, in a process of its own.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import test from "node:test";
import { TOKEN, USER, world } from "./support.mjs";

/** Runs the code as a module: it must end well, and soon after its last line. */
async function run(slack, code) {
  const lines = `
    import { AdminUsersSessionApi } from "slack-admin-session";
    const api = new AdminUsersSessionApi({ host: process.env.HOST, accessToken: "${TOKEN}" });
    const request = { user_id: "${USER}" };
    ${code}
    process.stdout.write("done ");
    const start = performance.now();
    process.on("exit", () => process.stdout.write(String(performance.now() - start)));
  `;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", lines], {
    cwd: import.meta.dirname,
    env: { ...process.env, HOST: slack.host },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: 20_000,
  });
  const [out, err] = [[], []];
  child.stdout.on("data", (data) => out.push(data));
  child.stderr.on("data", (data) => err.push(data));
  const [exit, signal] = await once(child, "close");
  assert.equal(exit, 0, `it ended with ${exit ?? signal}: ${Buffer.concat(err)}`);
  assert.equal(String(Buffer.concat(err)), "", "nothing is written to the error stream");
  const [, after] = String(Buffer.concat(out)).match(/^done (\S+)$/) ?? [];
  assert.ok(Number(after) < 500, `it lived on for ${after} ms after its last line`);
}

for (const [what, code, faults] of [
  ["only imports the package", "", []],
  ["makes a call", "await api.reset(request);", []],
  ["makes a call without a limit", "await api.reset(request, { timeout: 0 });", []],
  ["disposes of its client", "await api.reset(request); api.dispose();", []],
  ["makes a call that Slack refuses", 'await api.reset({ user_id: "W0" }).catch(() => {});', []],
  ["makes a call that times out", "await api.reset(request, { timeout: 100 }).catch(() => {});", [
    { pass: true, delay_ms: 4_000 },
  ]],
  ["makes a call whose body times out", "await api.reset(request, { timeout: 100 }).catch(() => {});", [
    { status: 200, json: { ok: true }, body_delay_ms: 4_000 },
  ]],
  ["makes a call whose connection is lost", "await api.reset(request).catch(() => {});", [
    { cut: "mid_body", pass: true },
  ]],
  ["makes a call whose answer is too long", "await api.reset(request).catch(() => {});", [
    { status: 200, endless: { data: "x".repeat(65_536), delay_ms: 1 } },
  ]],
  ["aborts a call", `
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 100);
    await api.reset(request, { signal: controller.signal }).catch(() => {});
  `, [{ pass: true, delay_ms: 4_000 }]],
]) {
  test(`a program that ${what} ends by itself`, async () => {
    const slack = world();
    if (faults.length > 0) await slack.faults(...faults);
    await run(slack, code);
  });
}
