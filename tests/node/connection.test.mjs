// What Node says about a connection that it couldn't make: whether to try again, and that nothing was sent.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer as listen } from "node:net";
import { createServer } from "node:https";
import test from "node:test";
import { SlackApiError, SlackNetworkError } from "slack-admin-session";
import { deadPort } from "../dead-port.mjs";
import { selfSigned } from "./certificate.mjs";
import { TOKEN, USER, hides, rejects, world } from "./support.mjs";

const retry = { attempts: 3, minDelay: 1, maxDelay: 5 };
const failed = (code, syscall) =>
  new TypeError("fetch failed", { cause: Object.assign(new Error("no"), { code }, syscall && { syscall }) });

/** A client whose fetch fails like these, one after the other, and how often it was called. */
function failing(...errors) {
  const called = { times: 0 };
  const fetch = async () => {
    const error = errors[Math.min(called.times++, errors.length - 1)];
    if (error instanceof Error) throw error;
    return new Response(JSON.stringify(error));
  };
  return [called, (unknown) => world().client({ fetch, retry: { ...retry, unknown } })];
}

for (const [code, syscall] of [
  ["ECONNREFUSED", "connect"],
  ["ENETUNREACH", "connect"],
  ["EHOSTUNREACH", "connect"],
  ["EACCES", "connect"],
  ["ENOTFOUND", "getaddrinfo"],
  ["EAI_AGAIN", "getaddrinfo"],
]) {
  for (const unknown of [true, false]) {
    test(`${code} of ${syscall} is asked again with unknown: ${unknown}, and nothing was sent`, async () => {
      const [called, client] = failing(failed(code, syscall));
      const expected = { class: SlackNetworkError, attempts: 3, outcome: "not_sent" };
      await rejects(client(unknown).reset({ user_id: USER }), expected);
      assert.equal(called.times, 3);
    });
  }
}

for (const [code, syscall] of [
  ["ECONNRESET"],
  ["ECONNRESET", "read"],
  ["EPIPE", "write"],
  ["UND_ERR_SOCKET"],
  // Without the system call any library may have made the code up.
  ["ECONNREFUSED"],
  ["ENOTFOUND"],
  [undefined],
]) {
  test(`${code} of ${syscall} may have happened: it is asked again unless unknown is false`, async () => {
    for (const [unknown, attempts] of [[true, 3], [false, 1]]) {
      const [called, client] = failing(failed(code, syscall));
      const expected = { class: SlackNetworkError, attempts, outcome: "unknown" };
      await rejects(client(unknown).reset({ user_id: USER }), expected);
      assert.equal(called.times, attempts);
    }
  });
}

for (const code of [
  "CERT_HAS_EXPIRED",
  "CERT_NOT_YET_VALID",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "ERR_TLS_CERT_ALTNAME_INVALID",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
]) {
  test(`${code} is not asked again`, async () => {
    const [called, client] = failing(failed(code));
    await rejects(client(true).reset({ user_id: USER }), { class: SlackNetworkError, attempts: 1 });
    assert.equal(called.times, 1);
  });
}

test("a server with an untrusted certificate is asked once", async (t) => {
  let connections = 0;
  const server = createServer(selfSigned(), (_, answer) => answer.end('{"ok":true}'));
  server.on("connection", () => connections++);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => server.close());
  const host = `https://localhost:${server.address().port}/api`;
  const error = await rejects(world().client({ host, retry }).reset({ user_id: USER }), {
    class: SlackNetworkError,
    attempts: 1,
    outcome: "not_sent",
  });
  assert.equal(error.cause.cause.code, "DEPTH_ZERO_SELF_SIGNED_CERT");
  hides(error, TOKEN);
  assert.equal(connections, 1);
});

test("a port that refuses connections at first is asked again, also with unknown: false", async (t) => {
  const server = listen((socket) => {
    socket.once("data", () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 11\r\nconnection: close\r\n\r\n{"ok":true}'));
  });
  const { port, release } = await deadPort();
  const begin = async () => {
    await release();
    server.listen(port, "127.0.0.1");
  };
  t.after(() => server.close());
  const api = world().client({
    host: `http://127.0.0.1:${port}/api`,
    retry: { attempts: 50, minDelay: 20, maxDelay: 20, unknown: false },
    onEvent: ({ type, attempt }) => type === "retry" && attempt === 2 && begin(),
  });
  const { body, attempts } = await api.reset({ user_id: USER }, { withResponse: true });
  assert.deepEqual(body, { ok: true });
  assert.ok(attempts >= 3, `${attempts} attempts`);
});

test("a runtime without fetch is not asked again", async (t) => {
  const api = world().client({ retry });
  const { fetch } = globalThis;
  t.after(() => { globalThis.fetch = fetch; });
  globalThis.fetch = undefined;
  await rejects(api.reset({ user_id: USER }), { class: SlackNetworkError, attempts: 0, outcome: "not_sent" });
});

for (const [what, place] of [
  ["a code of connect", { code: "ECONNREFUSED", syscall: "connect" }],
  ["a code alone", { code: "ECONNREFUSED" }],
  ["an untrusted certificate", { code: "CERT_HAS_EXPIRED" }],
]) {
  test(`${what} says nothing about what happened once there was a status`, async () => {
    for (const error of [Object.assign(new Error("no"), place), failed(place.code, place.syscall)]) {
      const body = () => new ReadableStream({ pull: (stream) => stream.error(error) });
      const api = world().client({ fetch: async () => new Response(body()) });
      await rejects(api.reset({ user_id: USER }), { class: SlackNetworkError, attempts: 1, outcome: "unknown" });
    }
  });
}

test("a code that is inherited or comes from a getter says nothing", async () => {
  const place = { code: "ECONNREFUSED", syscall: "connect" };
  const inherited = Object.create(place);
  for (const cause of [inherited, new (class extends Error { code = "E"; get syscall() { return "connect"; } })("no")]) {
    const [, client] = failing(new TypeError("fetch failed", { cause }));
    await rejects(client(false).reset({ user_id: USER }), { class: SlackNetworkError, attempts: 1, outcome: "unknown" });
  }
});

test("a proxy that refuses to connect is asked again: its error is three causes deep", async () => {
  const refused = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED", syscall: "connect" });
  const deep = new TypeError("fetch failed", { cause: new Error("tunnel", { cause: new Error("proxy", { cause: refused }) }) });
  const [, client] = failing(deep);
  const expected = { class: SlackNetworkError, attempts: 3, outcome: "not_sent" };
  await rejects(client(false).reset({ user_id: USER }), expected);
});

test("a call that was sent before the connection was refused stays unknown", async () => {
  const [, client] = failing(failed("ECONNRESET"), failed("ECONNREFUSED", "connect"), { ok: false, error: "user_not_found" });
  const expected = { class: SlackApiError, error: "user_not_found", attempts: 3, outcome: "unknown" };
  await rejects(client(true).reset({ user_id: USER }), expected);
});
