// Programs that use the package end by themselves.
import test from "node:test";
import { endsByItself } from "./program.mjs";
import { world } from "./support.mjs";

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
  ["makes a call that is repeated", "await client({ retry: { minDelay: 1 } }).reset(request);", [
    { status: 500 },
  ]],
  ["has calls that wait for one another", `
    const queue = client({ maxConcurrency: 1 });
    await Promise.all([queue.reset(request), queue.reset(request), queue.reset(request)]);
  `, []],
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
    await endsByItself(slack, code);
  });
}
