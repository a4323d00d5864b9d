// `slack-admin-session/run/file`: a record in a file.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, mkdtemp, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { RunRecordError } from "slack-admin-session/run";
import { createRecord, openRecord } from "slack-admin-session/run/file";

const folder = await mkdtemp(join(tmpdir(), "run-"));
after(() => rm(folder, { recursive: true }));
let files = 0;
const path = () => join(folder, `${(files += 1)}.jsonl`);
const text = async (record) => {
  let all = "";
  for await (const bytes of record.read()) all += Buffer.from(bytes).toString();
  return all;
};
const isThere = (file) => stat(file).then(() => true, () => false);
const lockOf = (pid, host = hostname()) => JSON.stringify({ host, pid, at: "2026-11-25T03:12:44.000Z" });

/** The number of a process that is gone. */
async function gone() {
  const child = spawn(process.execPath, ["-e", ""]);
  await once(child, "exit");
  return child.pid;
}

test("only its owner can read a new record, and appended text is in it", async () => {
  const file = path();
  const record = await createRecord(file);
  await record.append("one\n");
  await record.append("zwei €\n");
  assert.equal(await text(record), "one\nzwei €\n");
  assert.equal(await readFile(file, "utf8"), "one\nzwei €\n");
  if (process.platform !== "win32") assert.equal((await stat(file)).mode & 0o777, 0o600);
  await record.close();
  await assert.rejects(record.append("late\n"), RunRecordError);
  assert.ok(!(await isThere(`${file}.lock`)));
});

test("an existing file is refused as a new record, and stays as it is", async () => {
  const file = path();
  await writeFile(file, "mine");
  await assert.rejects(createRecord(file), (error) => error instanceof RunRecordError && /resume/.test(error.message));
  assert.equal(await readFile(file, "utf8"), "mine");
  assert.ok(!(await isThere(`${file}.lock`)));
});

test("a folder that can't be written is refused at once", async () => {
  await assert.rejects(createRecord(join(folder, "none", "x.jsonl")), { code: "ENOENT" });
});

test("an open record is read from its start and appended at its end", async () => {
  const file = path();
  await writeFile(file, "x".repeat(200_000));
  const record = await openRecord(file);
  assert.equal((await text(record)).length, 200_000);
  await record.append("end\n");
  assert.equal((await text(record)).slice(-5), "xend\n");
  await record.close();
  await assert.rejects(openRecord(path()), /there is no record/);
});

test("after another program wrote to the file, nothing more is appended", async () => {
  for (const meddle of [(file) => appendFile(file, "x"), (file) => truncate(file, 1)]) {
    const file = path();
    const record = await createRecord(file);
    await record.append("one\n");
    await meddle(file);
    await assert.rejects(record.append("two\n"), /another program wrote/);
    await assert.rejects(record.append("three\n"), /another program wrote/);
    assert.ok(!/two|three/.test(await readFile(file, "utf8")));
    await record.close();
  }
});

test("only one process at a time has the record, and the message names it", async () => {
  const file = path();
  const record = await createRecord(file);
  for (const open of [openRecord, createRecord]) {
    await assert.rejects(open(file), (error) => {
      assert.ok(error instanceof RunRecordError);
      assert.match(error.message, new RegExp(`in use by process ${process.pid} on ${hostname()} since .*delete .*\\.lock`));
      return true;
    });
  }
  await record.close();
  await (await openRecord(file)).close();
});

test("the lock of a process that is gone is taken over, by only one process", async () => {
  const file = path();
  await writeFile(file, "");
  await writeFile(`${file}.lock`, lockOf(await gone()));
  const all = await Promise.allSettled([openRecord(file), openRecord(file), openRecord(file)]);
  const open = all.filter(({ status }) => status === "fulfilled");
  assert.equal(open.length, 1, JSON.stringify(all.map(({ reason }) => reason?.message)));
  await open[0].value.close();
  assert.ok(!(await isThere(`${file}.lock`)) && !(await isThere(`${file}.lock.new`)));
});

test("the lock of a container that was started again, with the same number, is taken over", async () => {
  const file = path();
  await writeFile(file, "");
  await writeFile(`${file}.lock`, lockOf(process.pid));
  await (await openRecord(file)).close();
});

test("wherever a process was killed while it made or took over the lock, the next one takes it over", async () => {
  const [dead, other] = [lockOf(await gone()), lockOf(await gone())];
  for (const left of [
    { lock: "" },
    { lock: dead, "lock.new": other },
    { lock: dead, "lock.new": "" },
    { lock: dead, "lock.new": other, "lock.new.new": dead },
  ]) {
    const file = path();
    await writeFile(file, "");
    for (const [name, text] of Object.entries(left)) await writeFile(`${file}.${name}`, text);
    await (await openRecord(file)).close();
    for (const name of Object.keys(left)) assert.ok(!(await isThere(`${file}.${name}`)), `${JSON.stringify(left)}: ${name} is left`);
  }
});

test("of several processes that take over a lock at once, one has the record", async (t) => {
  const program = `
    import { openRecord } from "slack-admin-session/run/file";
    const opened = await openRecord(process.argv[1]).then(() => "has it", ({ name }) => name);
    console.log(opened);
    for await (const _ of process.stdin);`;
  for (const left of [{ lock: await gone() }, { lock: await gone(), "lock.new": await gone() }]) {
    const file = path();
    await writeFile(file, "");
    for (const [name, pid] of Object.entries(left)) await writeFile(`${file}.${name}`, lockOf(pid));
    const children = Array.from({ length: 6 }, () => {
      const words = ["--input-type=module", "--eval", program, file];
      return spawn(process.execPath, words, { cwd: import.meta.dirname, stdio: ["pipe", "pipe", "inherit"] });
    });
    t.after(() => children.forEach((child) => child.kill("SIGKILL")));
    const said = await Promise.all(children.map(async ({ stdout }) => String((await once(stdout, "data"))[0]).trim()));
    assert.deepEqual(said.sort(), [...Array(5).fill("RunRecordError"), "has it"]);
    for (const child of children) child.stdin.end();
  }
});

test("a lock of another host, of a living process, or that can't be read stays", async () => {
  for (const lock of [lockOf(1, "elsewhere"), lockOf(process.ppid), "{"]) {
    const file = path();
    await writeFile(file, "");
    await writeFile(`${file}.lock`, lock);
    await assert.rejects(openRecord(file), (error) => error instanceof RunRecordError && /in use by .*delete/.test(error.message));
    assert.equal(await readFile(`${file}.lock`, "utf8"), lock);
  }
});
