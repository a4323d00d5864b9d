// The run: correct programs compile, and slips don't.
import { AdminUsersSessionApi } from "slack-admin-session";
import {
  type Plan, type ReportRow, RunInputError, RunRecordError, type RunResult, plan, report, resume, run,
} from "slack-admin-session/run";
import type { RunRecord } from "slack-admin-session/run";
import { createRecord, openRecord } from "slack-admin-session/run/file";

const api = new AdminUsersSessionApi({ accessToken: "xoxp-…" });
const list = new TextEncoder().encode("W0AAAAAA1\n");

const made: Plan = await plan(list, { method: "reset", mobile_only: true, protect: ["W0AAAAAA2"], perMinute: 20 });
for (const { n, user_id, protected: isProtected } of made) console.log(n satisfies number, user_id, isProtected);

const addresses = new TextEncoder().encode("login1@example.com\n");
const found: Plan = await plan(addresses, {
  method: "reset", lookUp: api, skipMissing: true, signal: AbortSignal.timeout(1000),
  onLookUp: ({ done, left, secondsLeft }) => console.log(done + left, secondsLeft),
});
console.log(found.lookedUp, found.skipped, found.problems[0]?.line satisfies number | undefined);
// A stub that looks users up.
await plan(addresses, { method: "reset", lookUp: { lookupByEmail: async ({ email }) => ({ user: { id: email.toUpperCase() } }) } });

const record: RunRecord = await createRecord("record.jsonl");
const result: RunResult = await run(api, made, { record, onProgress: ({ done, secondsLeft }) => console.log(done, secondsLeft) });
if (result.reason === "limited") console.log(result.retryAt);

await resume(api, { record: await openRecord("record.jsonl"), repeatUnknown: true, signal: AbortSignal.timeout(1000) });
const rows: ReportRow[] = [...(await report(record.read()))];
console.log(rows.filter(({ state }) => state === "unknown"), (await report(record.read())).skipped satisfies number);

// A stub with only the method that is called.
await run({ reset: async () => ({ ok: true }) }, made, { record });

try {
  await plan(list, { method: "invalidate" });
} catch (error) {
  if (error instanceof RunInputError) console.log(error.problems[0]?.looksLike === "email");
  if (error instanceof RunRecordError) console.log(error.line);
}

// @ts-expect-error there is no such method
await plan(list, { method: "resetBulk" });
// @ts-expect-error a near miss
await plan(list, { method: "reset", mobileOnly: true });
// @ts-expect-error lookUp needs a function
await plan(list, { method: "reset", lookUp: api.lookupByEmail });
// @ts-expect-error a list is bytes
await plan("W0AAAAAA1", { method: "reset" });
// @ts-expect-error a run needs a record
await run(api, made, {});
// @ts-expect-error no such reason
if (result.reason === "finished") console.log();
