// Answers that aren't Slack's, with retries on: the call ends at once with a typed error, and reads little of the answer.
import assert from "node:assert/strict";
import test, { describe } from "node:test";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import {
  SlackApiError,
  SlackError,
  SlackNetworkError,
  SlackProtocolError,
  SlackRateLimitedError,
} from "slack-admin-session";
import { TOKEN, USER, ending, hides, timed, world } from "./support.mjs";

const MEBIBYTE = 1_048_576;
const PROMPT = 3_000;
const retry = { attempts: 3, minDelay: 1, maxDelay: 5 };
const base64 = (bytes) => Buffer.from(bytes).toString("base64");
const deep = (depth) => `${"[".repeat(depth)}${"]".repeat(depth)}`;
const ok = '{"ok":true}';

/** How a call with this answer ends, for the caller and for the stand-in. */
async function answered(fault, options) {
  const slack = world();
  await slack.faults({ status: 200, ...fault });
  const api = slack.client({ retry });
  const end = await timed(() => api.reset({ user_id: USER }, options));
  if (end.error) {
    assert.ok(end.error instanceof SlackError, String(end.error));
    hides(end.error, TOKEN);
  }
  return { ...end, slack, api, requests: (await slack.requests()).length };
}

/** It isn't taken for Slack's answer, the call isn't repeated, and the next call works. */
async function refused(fault, expected = {}) {
  const { error, ran, requests, slack, api } = await answered(fault);
  assert.equal(error?.constructor, expected.class ?? SlackProtocolError);
  assert.equal(error.outcome, expected.outcome ?? "unknown");
  assert.equal(requests, 1, "it was asked again");
  assert.ok(ran < PROMPT, `it took ${ran} ms`);
  assert.deepEqual(await api.reset({ user_id: USER }), { ok: true });
  assert.deepEqual(await slack.sessions(), []);
  return error;
}

describe("not an answer of Slack's:", { concurrency: 8 }, () => {
  for (const [what, body] of [
    ["HTML", "<!doctype html><title>Sign in</title>"],
    ["nothing", ""],
    ["null", "null"],
    ["an array", "[]"],
    ["an array of an answer", `[${ok}]`],
    ["text", '"ok"'],
    ["a number", "1"],
    ["true", "true"],
    ["ok as text", '{"ok":"true"}'],
    ["ok as a number", '{"ok":1}'],
    ["ok as an object", '{"ok":{"valueOf":true}}'],
    ["ok as null", '{"ok":null}'],
    ["ok by its prototype", '{"__proto__":{"ok":true}}'],
    ["ok further in", '{"response":{"ok":true}}'],
    ["half an answer", ok.slice(0, -1)],
    ["an answer and a half", `${ok}{"ok"`],
    ["two answers", ok + ok],
    ["answers in lines", `${ok}\n${ok}`],
    ["an answer in a comment", `/*${ok}*/`],
    ["an answer called back", `callback(${ok})`],
    ["an answer with a null byte", `${ok}\0`],
    ["two byte order marks", `\ufeff\ufeff${ok}`],
    ["ok overwritten", '{"ok":true,"ok":false}'],
    ["ok overwritten with text", '{"ok":true,"ok":"true"}'],
    ["ok after a no", '{"ok":false,"error":"user_not_found","ok":true}'],
    ["ok after a no that is spelt with an escape", '{"\\u006fk":false,"error":"user_not_found","ok":true}'],
    ["a deep array", deep(400_000)],
    ["a deep object", `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`],
    ["an unclosed array", "[".repeat(900_000)],
  ]) {
    test(`${what} with the status 200`, async () => {
      const { body: shown } = await refused({ body });
      assert.ok(body.startsWith(shown) || shown.startsWith("\ufeff") || body.startsWith("\ufeff"), shown.slice(0, 80));
    });
  }
});

describe("an answer of Slack's", { concurrency: 8 }, () => {
  for (const [what, fault] of [
    ["with a byte order mark", { body: `\ufeff${ok}` }],
    ["with blanks around it", { body: `\r\n\t ${ok}\n` }],
    ["called text", { headers: { "content-type": "text/html" }, body: ok }],
    ["called Latin-1", { headers: { "content-type": "application/json; charset=iso-8859-1" }, body: ok }],
    ["called UTF-16", { headers: { "content-type": "application/json; charset=utf-16" }, body: ok }],
    ["called nothing", { headers: { "content-type": null }, body: ok }],
    ["called several things", { headers: { "content-type": ["text/html", "application/json"] }, body: ok }],
    ["with escapes in its key", { body: '{"\\u006fk":true}' }],
    ["of exactly 1 MiB", { body: `{"ok":true${" ".repeat(MEBIBYTE - 11)}}` }],
    ["compressed by gzip", { headers: { "content-encoding": "gzip" }, body_base64: base64(gzipSync(ok)) }],
    ["compressed by deflate", { headers: { "content-encoding": "deflate" }, body_base64: base64(deflateSync(ok)) }],
    ["compressed by brotli", { headers: { "content-encoding": "br" }, body_base64: base64(brotliCompressSync(ok)) }],
  ]) {
    test(what, async () => {
      const { value, requests } = await answered(fault);
      assert.equal(value?.ok, true);
      assert.equal(requests, 1);
    });
  }

  test("with letters in the wrong charset is read as UTF-8 all the same", async () => {
    const body = Buffer.concat([Buffer.from('{"ok":true,"name":"'), Buffer.from([0xe9, 0xff]), Buffer.from('"}')]);
    const headers = { "content-type": "application/json; charset=iso-8859-1" };
    const { value } = await answered({ headers, body_base64: base64(body) });
    assert.deepEqual(value, { ok: true, name: "\ufffd\ufffd" });
  });

  test("that refuses with the last of two keys is a refusal", async () => {
    const { error } = await answered({ body: '{"ok":true,"ok":false,"error":"user_not_found"}' });
    assert.equal(error?.constructor, SlackApiError);
    assert.equal(error.error, "user_not_found");
  });

  for (const body of [`{"ok":true,"deep":${deep(400_000)}}`, `{"ok":false,"error":"user_not_found","deep":${deep(400_000)}}`]) {
    test(`that is nested deeply ends well: ${body.slice(0, 12)}`, async () => {
      const slack = world();
      await slack.faults({ status: 200, body });
      const api = slack.client({ retry });
      const { value, error, ran } = await timed(() => api.reset({ user_id: USER }));
      if (!error) assert.equal(value.ok, body.includes("true"));
      else assert.ok([SlackApiError, SlackProtocolError].includes(error.constructor), error.message);
      assert.ok(ran < PROMPT, `it took ${ran} ms`);
      assert.deepEqual(await api.reset({ user_id: USER }), { ok: true });
    });
  }
});

for (const [what, encoding, bytes] of [
  ["an answer that isn't compressed, called gzip", "gzip", Buffer.from(ok)],
  ["half a gzip", "gzip", gzipSync(ok.padEnd(2_000)).subarray(0, 20)],
  ["a gzip with a broken end", "gzip", Buffer.concat([gzipSync(ok).subarray(0, -8), Buffer.alloc(8, 255)])],
  ["half a brotli", "br", brotliCompressSync(Buffer.from(Array.from({ length: 999 }, (_, n) => (n * n) % 251))).subarray(0, 200)],
]) {
  test(`${what} ends in a typed error, or well`, async () => {
    const { error, value, ran } = await answered({ headers: { "content-encoding": encoding }, body_base64: base64(bytes), times: 3 });
    if (error) assert.ok(error instanceof SlackNetworkError || error instanceof SlackProtocolError, String(error));
    else assert.deepEqual(value, { ok: true });
    if (error) assert.equal(error.outcome, "unknown");
    assert.ok(ran < PROMPT, `it took ${ran} ms`);
  });
}

test("an unknown compression ends in a typed error, or well", async () => {
  const { error, value } = await answered({ headers: { "content-encoding": "snappy" }, body: ok, times: 3 });
  assert.ok(error || value.ok === true);
});

const bomb = gzipSync(Buffer.alloc(300 * MEBIBYTE), { level: 1 });
const twice = gzipSync(bomb);
const chunk = "x".repeat(65_536);

for (const [what, fault] of [
  ["one byte more than 1 MiB", { body: `{"ok":true${" ".repeat(MEBIBYTE - 10)}}` }],
  ["hundreds of megabytes", { repeat: { data: chunk, times: 6_400 } }],
  ["an answer that begins well and goes on", { body: `{"ok":true,"x":"${"x".repeat(1.5 * MEBIBYTE)}"}` }],
  ["a promise of hundreds of megabytes", { headers: { "content-length": 400 * MEBIBYTE }, repeat: { data: chunk, times: 6_400 } }],
  ["no end", { endless: { data: chunk, delay_ms: 0 } }],
  ["no end, of blanks", { endless: { data: " ".repeat(65_536), delay_ms: 0 } }],
  ["a gzip bomb", { headers: { "content-encoding": "gzip" }, body_base64: base64(bomb) }],
  ["a gzip bomb in a gzip bomb", { headers: { "content-encoding": "gzip, gzip" }, body_base64: base64(twice) }],
]) {
  for (const [status, expected] of [
    [200, {}],
    [403, {}],
    [503, {}],
    [429, { class: SlackRateLimitedError, outcome: "rejected" }],
  ]) {
    test(`${what} with the status ${status} is refused promptly, without being kept`, async () => {
      const slack = world();
      await slack.faults({ status, ...fault });
      const before = process.memoryUsage.rss();
      let most = before;
      const watch = setInterval(() => { most = Math.max(most, process.memoryUsage.rss()); }, 5);
      const { error, ran } = await timed(() => slack.client().reset({ user_id: USER }));
      clearInterval(watch);
      assert.equal(error?.constructor, expected.class ?? SlackProtocolError);
      assert.equal(error.outcome, expected.outcome ?? "unknown");
      if (status !== 429) assert.equal(error.body, "");
      assert.ok(ran < PROMPT, `it took ${ran} ms`);
      const grown = (most - before) / MEBIBYTE;
      assert.ok(grown < 100, `it took ${grown} MiB`);
    });
  }
}

test("several at once are all refused", async () => {
  const slack = world();
  await slack.faults({ endless: { data: chunk, delay_ms: 1 }, times: 8 });
  const api = slack.client({ retry });
  const ends = await Promise.all(Array.from({ length: 8 }, () => ending(api.reset({ user_id: USER }))));
  for (const { error } of ends) assert.equal(error?.constructor, SlackProtocolError);
  assert.equal((await slack.requests()).length, 8);
});
