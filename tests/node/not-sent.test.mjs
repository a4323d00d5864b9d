// Which failures surely came before anything was sent, compared with what servers saw: `not_sent` only if it is sure, else `unknown`.
import assert from "node:assert/strict";
import { once } from "node:events";
import http from "node:http";
import https from "node:https";
import net from "node:net";
import test, { after, afterEach, describe } from "node:test";
import tls from "node:tls";
import { SlackNetworkError } from "slack-admin-session";
import { deadPort } from "../dead-port.mjs";
import { selfSigned } from "./certificate.mjs";
import { TOKEN, USER, hides, rejects, world } from "./support.mjs";
import { tool } from "./tool.mjs";

const { Agent, EnvHttpProxyAgent, ProxyAgent, RetryAgent, interceptors, getGlobalDispatcher, setGlobalDispatcher } =
  tool("undici");

const usual = getGlobalDispatcher();
afterEach(() => setGlobalDispatcher(usual));

const certificate = selfSigned();
/** Trusts only that certificate. */
const trusting = ({ cert } = certificate) => new Agent({ connect: { ca: cert } });
const quiet = (socket) => socket.on("error", () => {});

const servers = new Set();
after(() => servers.forEach((server) => server.close()));

/** The port of a server. */
async function port(server) {
  servers.add(server);
  quiet(server).on("tlsClientError", () => {}).listen(0, "127.0.0.1");
  await once(server, "listening");
  return server.address().port;
}

/** How many requests a server saw: the first bytes of a request count. */
let received = 0;
const answers = (request, answer) => {
  received += 1;
  answer.end('{"ok":true}');
};
/** A server that does that with each connection. */
const raw = (connected) => net.createServer((socket) => connected(quiet(socket)));

/** How the one attempt of a call fails. */
async function failure(host, dispatcher = usual, configuration = {}) {
  received = 0;
  setGlobalDispatcher(dispatcher);
  const error = await rejects(world().client({ host, ...configuration }).reset({ user_id: USER }), {
    class: SlackNetworkError,
    attempts: 1,
  });
  hides(error, TOKEN);
  return error;
}

const local = async (server) => `http://127.0.0.1:${await port(server)}/api`;
const secure = async (server) => `https://localhost:${await port(server)}/api`;
const proxy = (connect) => {
  const server = http.createServer(answers);
  return server.on("connect", (request, socket) => connect(quiet(socket)));
};
const refusing = (status) => proxy((socket) => socket.end(`HTTP/1.1 ${status} No\r\n\r\n`));
const SLACK = "https://slack.invalid/api";

describe("nothing was sent if", () => {
  for (const [what, arrange] of [
    ["nobody listens", async () => [`http://127.0.0.1:${(await deadPort()).port}/api`]],
    ["nobody listens at any address of the name", async () => [`http://localhost:${(await deadPort()).port}/api`]],
    ["the name doesn't resolve", async () => [SLACK]],
    ["fetch refuses the port", async () => ["http://127.0.0.1:6667/api"]],
    ["the certificate is the server's own", async () => [await secure(https.createServer(certificate, answers))]],
    ["the certificate is over", async () => {
      const old = selfSigned({ until: "210101" });
      return [await secure(https.createServer(old, answers)), trusting(old)];
    }],
    ["the certificate is another server's", async () => {
      const other = selfSigned({ server: "other.invalid" });
      return [await secure(https.createServer(other, answers)), trusting(other)];
    }],
    ["the server doesn't speak TLS", async () => [await secure(http.createServer(answers))]],
    ["the server hangs up before TLS begins", async () => [await secure(raw((socket) => socket.destroy()))]],
    ["the server hangs up within TLS's handshake", async () => [
      await secure(raw((socket) => socket.once("data", () => socket.end()))),
    ]],
    ["the server resets within TLS's handshake", async () => [
      await secure(raw((socket) => socket.once("data", () => socket.resetAndDestroy()))),
    ]],
    ["the server speaks too old a TLS", async () => {
      const old = { ...certificate, minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" };
      return [await secure(https.createServer(old, answers)), trusting()];
    }],
    ["the server wants a certificate of the client's in its handshake", async () => {
      const asking = { ...certificate, requestCert: true, rejectUnauthorized: true, maxVersion: "TLSv1.2" };
      return [await secure(https.createServer(asking, answers)), trusting()];
    }],
    ["TLS's handshake takes too long", async () => [
      await secure(raw(() => {})),
      new Agent({ connect: { timeout: 50 } }),
    ]],
    ["nobody listens at the proxy", async () => [SLACK, new ProxyAgent(`http://127.0.0.1:${(await deadPort()).port}`)]],
    ["the proxy's name doesn't resolve", async () => [SLACK, new ProxyAgent("http://proxy.invalid")]],
    ["the proxy refuses to connect", async () => [SLACK, new ProxyAgent(new URL(await local(refusing(403))).origin)]],
    ["the proxy wants to know the user", async () => [SLACK, new ProxyAgent(new URL(await local(refusing(407))).origin)]],
    ["the environment's proxy refuses to connect", async () => {
      const { origin } = new URL(await local(refusing(403)));
      return [SLACK, new EnvHttpProxyAgent({ httpsProxy: origin })];
    }],
  ]) {
    test(what, async () => {
      const error = await failure(...(await arrange()));
      assert.equal(error.outcome, "not_sent", `${error.cause?.cause?.code}: ${error.cause?.cause?.message}`);
      assert.equal(received, 0, "the server saw it all the same");
    });
  }
});

/** A server that counts the first request, and then does that with the connection. */
const afterRequest = (then) =>
  raw((socket) =>
    socket.once("data", () => {
      received += 1;
      then(socket);
    }),
  );

/** The same behind TLS; `then` gets the connection below it. */
async function afterSecureRequest(maxVersion, then) {
  let socket;
  const inner = tls.createServer({ ...certificate, maxVersion }, (secured) => {
    quiet(secured).once("data", () => {
      received += 1;
      then(socket);
    });
  });
  const innerPort = await port(inner);
  const outer = raw((connection) => {
    socket = connection;
    const joined = quiet(net.connect(innerPort, "127.0.0.1"));
    connection.on("data", (data) => joined.write(data)).on("close", () => joined.destroy());
    joined.on("data", (data) => connection.write(data));
  });
  return secure(outer);
}

const plainText = (socket) => socket.end("HTTP/1.1 400 No\r\n\r\n".repeat(2_000));

describe("it may have happened if", () => {
  for (const [what, arrange] of [
    ["the server hangs up after the request", async () => [await local(afterRequest((socket) => socket.end()))]],
    ["the server resets after the request", async () => [await local(afterRequest((socket) => socket.resetAndDestroy()))]],
    ["the server hangs up after the request behind TLS", async () => [
      await afterSecureRequest("TLSv1.3", (socket) => socket.end()),
      trusting(),
    ]],
    ...["TLSv1.2", "TLSv1.3"].map((version) => [`${version} breaks after the request`, async () => [
      await afterSecureRequest(version, plainText),
      trusting(),
    ]]),
    ["a proxy's tunnel is cut after the request", async () => {
      const { origin } = new URL(await local(proxy((socket) => {
        socket.write("HTTP/1.1 200 Yes\r\n\r\n");
        socket.once("data", () => { received += 1; socket.end(); });
      })));
      return ["http://localhost:1234/api", new ProxyAgent({ uri: origin, proxyTunnel: true })];
    }],
    ...Object.entries({
      "a RetryAgent": (options) => new RetryAgent(new Agent(), options),
      "an Agent with the retrying interceptor": (options) => new Agent().compose(interceptors.retry(options)),
    }).map(([name, made]) => [`${name} sends it again, to a port that is dead by then`, async () => {
      const server = afterRequest((socket) => {
        server.close();
        socket.destroy();
      });
      return [await local(server), made({ methods: ["POST"], maxRetries: 2, minTimeout: 20, maxTimeout: 20 })];
    }]),
  ]) {
    test(what, async () => {
      const { outcome } = await failure(...(await arrange()));
      assert.equal(received, 1, "the server should have seen it");
      assert.equal(outcome, "unknown");
    });
  }

  test("TLS breaks after the request of a fetch that is made of node:https, with a code of handshakes", async () => {
    const host = await afterSecureRequest("TLSv1.2", plainText);
    const fetch = (url, { headers, body }) =>
      new Promise((_, reject) => {
        const options = { method: "POST", headers: { ...headers }, ca: certificate.cert };
        https.request(url, options).on("error", (error) => reject(new TypeError("fetch failed", { cause: error }))).end(body);
      });
    const error = await failure(host, usual, { fetch });
    assert.deepEqual([received, error.outcome, error.cause.cause.code], [1, "unknown", "ERR_SSL_WRONG_VERSION_NUMBER"]);
  });
});

describe("an error alone says", () => {
  const said = (properties, message = "no", Class = Error) => Object.assign(new Class(message), properties);
  const refused = said({ code: "ECONNREFUSED", syscall: "connect" });
  const unreachable = said({ code: "ENETUNREACH", syscall: "connect" });
  const reset = said({ code: "ECONNRESET", syscall: "read" });
  const all = (...errors) => Object.assign(new AggregateError(errors, "no"), { code: "ECONNREFUSED" });
  const net = 'Requires net access to "slack.com:443", run again with the --allow-net flag';

  for (const [what, error, outcome] of [
    ["all addresses of a name refuse", all(refused, unreachable), "not_sent"],
    ["one of several requests was reset", all(refused, reset), "unknown"],
    ["several errors are none", all(), "unknown"],
    ["a connection that took too long", said({ code: "UND_ERR_CONNECT_TIMEOUT" }), "not_sent"],
    ["Node permits no network", said({ code: "ERR_ACCESS_DENIED", permission: "Net" }), "not_sent"],
    ["Node permits no network, as its newest versions say it", said({ code: "ERR_ACCESS_DENIED", syscall: "connect" }), "not_sent"],
    ["Node permits no file, perhaps after the request", said({ code: "ERR_ACCESS_DENIED", permission: "FileSystemWrite" }), "unknown"],
    ["Deno permits no network", said({ name: "NotCapable" }, net), "not_sent"],
    ["Deno permits no file", said({ name: "NotCapable" }, 'Requires write access to "log"'), "unknown"],
    ["Deno refuses a port", new TypeError("Fetch failed: Requests to port 6667 are blocked"), "not_sent"],
    ["a proxy refuses to connect", new DOMException("no", { name: "AbortError", cause: said(
      { code: "UND_ERR_ABORTED" }, "Proxy response (403) !== 200 when HTTP Tunneling") }), "not_sent"],
    ["the server hangs up before TLS", said({ code: "ECONNRESET" },
      "Client network socket disconnected before secure TLS connection was established"), "not_sent"],
    ["a code of TLS's that comes later too", said({ code: "ERR_SSL_WRONG_VERSION_NUMBER" }), "unknown"],
    ["a code that only looks like a certificate's", said({ code: "UNABLE_TO_READ_BODY" }), "unknown"],
    ["a cut connection, caused by an earlier one that was refused", said({ ...reset, cause: refused }), "unknown"],
    ["a getter", Object.defineProperty(new Error("no"), "syscall", { get: () => "connect" }), "unknown"],
  ]) {
    test(`${what}: ${outcome}`, async () => {
      for (const thrown of [error, new TypeError("fetch failed", { cause: error })]) {
        const found = await failure(SLACK, usual, { fetch: () => Promise.reject(thrown) });
        assert.equal(found.outcome, outcome);
      }
    });
  }
});
