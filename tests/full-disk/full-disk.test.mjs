// A full disk: a small one, mounted for the test. `cargo xtask test` runs this where no other process sees the mount.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { dirname } from "node:path";
import test from "node:test";
import { desk, users } from "../run/command.mjs";
import { recovers } from "../run/recovers.mjs";

/** The disk's unit of allocation, in bytes. */
const PAGE = 4096;

const mount = (folder, pages, options = "") =>
  execFileSync("mount", ["-t", "tmpfs", "-o", `${options}size=${pages * PAGE}`, "tmpfs", folder]);

test("a full disk ends a run before a call, an outcome that can't be recorded is printed, and with room the run goes on", async (t) => {
  const count = 40;
  const reasons = [];
  // The list and the lock take a page each; the record has the others.
  for (const pages of [1, 2, 3, 4]) {
    const at = await desk(t, { count });
    const folder = dirname(at.path("list"));
    mount(folder, pages);
    try {
      at.write("list", users(count));
      const { status, stderr } = await at.run(at.quick("reset", "list"));
      const called = Object.keys(await at.calls()).length;
      if (pages < 3) {
        assert.equal(status, 2, stderr);
        assert.match(stderr, /nothing was sent|Can't make the record r\.jsonl/i);
        assert.equal(called, 0);
        assert.deepEqual(at.files(), ["list"]);
        continue;
      }
      assert.equal(status, 3, stderr);
      assert.match(stderr, /^Stopped: the run can't be recorded\. r\.jsonl can't be written/m);
      const outcomes = at.read("r.jsonl").match(/"type":"outcome".*\n/g)?.length ?? 0;
      const unwritten = /^Not in the record: .*"n":\d+.*"request_id":"\w+"/m.test(stderr) ? 1 : 0;
      assert.ok(called > 0 && called < count, `${called} were called`);
      assert.equal(called, outcomes + unwritten, stderr);
      mount(folder, 100, "remount,");
      await recovers(at, count, `${pages} pages`);
      reasons.push(pages);
    } finally {
      execFileSync("umount", [folder]);
    }
  }
  assert.deepEqual(reasons, [3, 4]);
});
