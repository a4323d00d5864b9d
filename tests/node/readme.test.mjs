// The README's code, as it stands there: ```js is run as a module, ```js server is started and asked, ```js browser is parsed.
// The row `readme` of tests/consumers does the first steps, ```sh and ```html, in a fresh folder.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, request as ask } from "node:http";
import { connect } from "node:net";
import { dirname, join } from "node:path";
import test from "node:test";
import { createServer as createTlsServer } from "node:https";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { selfSigned } from "./certificate.mjs";
import { fences, isScript } from "./fences.mjs";
import { PATIENCE, TOKEN, USER, world } from "./support.mjs";

const here = import.meta.dirname;
const installed = dirname(createRequire(import.meta.url).resolve("slack-admin-session/package.json"));
const KINDS = ["js", "js server", "js browser"];
const blocks = fences(readFileSync(join(here, "../../README.md"), "utf8")).filter(isScript);
const ofKind = (kind) => blocks.filter((block) => block.kind === kind);

/** What the samples leave to their reader: the organisation's certificate authority, and who is signed in. */
const { key, cert } = selfSigned({ server: "slack.com" });
const SIGN_IN = `export const adminOf = (cookie) => (cookie === "session=of-an-admin" ? "login1" : undefined);`;

/** A folder with a block and what it imports, at a place where the package is found. */
function folderWith(t, code) {
  const folder = mkdtempSync(join(here, ".readme-"));
  t.after(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, "node_modules"));
  for (const name of ["express", "msw", "undici"]) {
    symlinkSync(join(process.env.TESTS_NODE_MODULES, name), join(folder, "node_modules", name));
  }
  cpSync(join(installed, "examples/proxy.mjs"), join(folder, "proxy.mjs"));
  writeFileSync(join(folder, "sign-in.mjs"), SIGN_IN);
  writeFileSync(join(folder, "ca.pem"), cert);
  writeFileSync(join(folder, "block.mjs"), code);
  return folder;
}

/** Starts node with a block. What it asks of slack.com the stand-in answers at `host`. */
function start(t, code, host, env = {}) {
  const preload = pathToFileURL(join(here, "readme-fetch.mjs")).href;
  const child = spawn(process.execPath, ["--import", preload, "block.mjs"], {
    cwd: folderWith(t, code),
    env: { ...process.env, HOST: host, SLACK_TOKEN: TOKEN, ...env },
    timeout: PATIENCE,
  });
  t.after(() => child.kill("SIGKILL"));
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (printed += text));
  const ended = once(child, "close").then(([status, signal]) => ({ status: status ?? signal, printed }));
  return { ended, printed: () => printed };
}

async function runs(t, code, host, env) {
  const { status, printed } = await start(t, code, host, env).ended;
  assert.equal(status, 0, `it ended with ${status}:\n${printed}`);
  assert.ok(!printed.includes(TOKEN), "it printed the token");
  return printed;
}

/** A server on a free port of this machine; gives the port. */
async function listen(t, server) {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => server.close());
  return server.address().port;
}

/** Slack behind the organisation's own certificate authority, and the proxy that alone leads there. */
async function behindAProxy(t, host) {
  const slack = createTlsServer({ key, cert }, (request, response) => {
    const { method, headers } = request;
    const onward = ask(host + request.url.slice("/api".length), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    request.pipe(onward);
  });
  const port = await listen(t, slack);
  const asked = [];
  const proxy = createServer().on("connect", (request, socket) => {
    asked.push(request.url);
    const tunnel = connect(port, "127.0.0.1", () => socket.write("HTTP/1.1 200 OK\r\n\r\n"));
    socket.pipe(tunnel).pipe(socket);
    for (const end of [socket, tunnel]) end.on("error", () => {});
  });
  return { asked, env: { HTTPS_PROXY: `http://127.0.0.1:${await listen(t, proxy)}` } };
}

test("every block of the README's code is of a kind that is looked at, and there is one of each kind", () => {
  for (const { kind, line } of blocks) assert.ok(KINDS.includes(kind), `line ${line}: no test looks at \`\`\`${kind}`);
  for (const kind of KINDS) assert.ok(ofKind(kind).length > 0, `there is no \`\`\`${kind}`);
});

for (const { code, line } of ofKind("js")) {
  test(`the code at line ${line} runs`, async (t) => {
    const { host } = world();
    await runs(t, code, host, (await behindAProxy(t, host)).env);
  });
}

test("the sample with a proxy calls Slack through it, and trusts the own certificate authority", async (t) => {
  const slack = world();
  const [sample, ...others] = ofKind("js").filter(({ code }) => code.includes("ProxyAgent"));
  assert.deepEqual(others, []);
  const { asked, env } = await behindAProxy(t, slack.host);
  await runs(t, sample.code, slack.host, env);
  assert.deepEqual(asked, ["slack.com:443"]);
  assert.deepEqual(await slack.sessions(USER), []);
});

test("the sample with a log prints the event and the error as JSON, a line each", async (t) => {
  const [sample] = ofKind("js").filter(({ code }) => code.includes("toJSON()"));
  const lines = (await runs(t, sample.code, world().host)).trim().split("\n").map((line) => JSON.parse(line));
  assert.deepEqual(lines.map(({ type, name }) => type ?? name), ["attempt", "settled", "SlackApiError"]);
  assert.equal(lines.at(-1).error, "user_not_found");
});

test("the sample with Express calls Slack for an admin who is signed in, and for nobody else", async (t) => {
  const slack = world();
  const [{ code }, ...others] = ofKind("js server");
  assert.deepEqual(others, []);
  const free = createServer();
  const port = await listen(t, free);
  free.close();
  const server = start(t, code, slack.host, { PORT: String(port) });
  const end = async (headers, body) => {
    const init = { method: "POST", headers, body: new URLSearchParams(body) };
    const answer = await fetch(`http://127.0.0.1:${port}/slack/admin.users.session.reset`, init);
    return { status: answer.status, text: await answer.text() };
  };
  const origin = "https://console.example.com";
  let stranger;
  for (const limit = performance.now() + PATIENCE; !stranger; ) {
    stranger = await end({ origin }, { user_id: USER }).catch(() => undefined);
    assert.ok(performance.now() < limit, `it doesn't answer:\n${server.printed()}`);
  }
  assert.equal(stranger.status, 401, stranger.text);
  assert.deepEqual(await slack.requests(), []);

  const admin = await end({ origin, cookie: "session=of-an-admin" }, { user_id: USER });
  assert.equal(admin.status, 200, admin.text);
  assert.equal(JSON.parse(admin.text).ok, true);
  assert.deepEqual(await slack.sessions(USER), []);
  const records = server.printed().trim().split("\n").map((line) => JSON.parse(line));
  assert.deepEqual(records.map(({ who, state, ok }) => [who, state, ok]), [["login1", "asked", undefined], ["login1", "answered", true]]);
});

for (const { code, line } of ofKind("js browser")) {
  test(`the page's code at line ${line} can be parsed`, async (t) => {
    const child = spawn(process.execPath, ["--check", "block.mjs"], { cwd: folderWith(t, code), stdio: ["ignore", "ignore", "pipe"] });
    let said = "";
    child.stderr.setEncoding("utf8").on("data", (text) => (said += text));
    const [status] = await once(child, "close");
    assert.equal(status, 0, said);
  });
}
