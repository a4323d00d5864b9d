// Without WebAssembly the package throws an error with its own name. Node with --jitless has no WebAssembly.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import test from "node:test";

const MESSAGE = /^Error: slack-admin-session: .*\bno WebAssembly\b/m;

for (const [what, code] of [
  ["import", 'import "slack-admin-session";'],
  ["require", `
    import { createRequire } from "node:module";
    createRequire(process.cwd() + "/program.cjs")("slack-admin-session");
  `],
  // It may throw at its import or in init.
  ["init of slim", `
    import { init } from "slack-admin-session/slim";
    await init(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
  `],
]) {
  test(`without WebAssembly, ${what} throws an error that says so and names the package`, () => {
    const words = ["--jitless", "--input-type=module", "--eval", code];
    const { status, stderr } = spawnSync(process.execPath, words, { cwd: import.meta.dirname, encoding: "utf8" });
    assert.equal(status, 1);
    assert.match(stderr, MESSAGE);
  });
}
