// What SECURITY.md promises and no other file here tests.
import assert from "node:assert/strict";
import test from "node:test";
import { inspect } from "node:util";
import { program } from "./program.mjs";
import { TOKEN, USER, form, world } from "./support.mjs";

test("import, constructor and dispose make no request", async () => {
  const count = "globalThis.calls = 0; globalThis.fetch = async () => { calls++; throw new Error('no'); };";
  const code = `
    client().dispose();
    await new Promise((resolve) => setTimeout(resolve, 50));
    const idle = calls;
    await api.reset(request).catch(() => {});
    console.log(idle, calls);
  `;
  const { exit, out, err } = await program(world(), code, { flags: ["--import", `data:text/javascript,${count}`] });
  assert.equal(exit, 0, err);
  assert.equal(out.trim(), "0 1");
});

test("the configuration is read once, and not kept", async () => {
  const { exit, out, err } = await program(
    world(),
    `const collected = async (weak) => {
       for (let turn = 0; turn < 20; turn++) { gc(); await new Promise((resolve) => setTimeout(resolve, 5)); }
       return weak.deref() === undefined;
     };
     let weak;
     const made = (() => {
       const configuration = { accessToken: "xoxp-a-token" };
       weak = new WeakRef(configuration);
       return new AdminUsersSessionApi(configuration);
     })();
     console.log(await collected(weak), typeof made);`,
    { flags: ["--expose-gc"] },
  );
  assert.equal(exit, 0, err);
  assert.equal(out.trim(), "true object");
});

test("a polluted Object.prototype adds nothing to a request, to options or to a configuration", async () => {
  const slack = world();
  const polluted = {
    team_id: "T0POLLUTED", mobile_only: true, token: "xoxp-polluted", headers: { "x-polluted": "yes" },
    accessToken: "xoxp-polluted", host: "https://polluted.test/api", tokenPlacement: "form", contentType: "application/json",
  };
  for (const [key, value] of Object.entries(polluted)) {
    Object.defineProperty(Object.prototype, key, { value, configurable: true, enumerable: true, writable: true });
  }
  try {
    await slack.client({}).reset({ user_id: USER }, {});
  } finally {
    for (const key of Object.keys(polluted)) delete Object.prototype[key];
  }
  const request = await slack.received();
  assert.deepEqual(form(request), { user_id: USER });
  assert.equal(request.headers.authorization, `Bearer ${TOKEN}`);
  assert.ok(!JSON.stringify(request).toLowerCase().includes("polluted"));
});

test("a polluted Object.prototype doesn't turn an answer into a success", async () => {
  const slack = world();
  await slack.faults({ json: { nothing: true } });
  Object.defineProperty(Object.prototype, "ok", { value: true, configurable: true });
  try {
    await assert.rejects(slack.client().reset({ user_id: USER }), { name: "SlackProtocolError" });
  } finally {
    delete Object.prototype.ok;
  }
});

test("the result of a call is Slack's own, even with an echo of the token", async () => {
  const slack = world();
  await slack.faults({ json: { ok: true, echo: TOKEN } }, { json: { ok: false, error: "user_not_found", echo: TOKEN } });
  const api = slack.client({});
  assert.equal((await api.reset({ user_id: USER })).echo, TOKEN);
  assert.equal((await api.reset({ user_id: USER }, { throwOnError: false })).echo, TOKEN);
});

test("a cause that is too deep to be searched is replaced by its name, code and message", async () => {
  const deep = (depth) => (depth ? { inner: deep(depth - 1) } : TOKEN);
  const thrown = Object.assign(new RangeError("far down"), { code: "E_DEEP", details: deep(12) });
  const api = world().client({ fetch: () => Promise.reject(thrown) });
  const error = await api.reset({ user_id: USER }).catch((error) => error);
  assert.notEqual(error.cause, thrown);
  assert.deepEqual([error.cause.name, error.cause.code, error.cause.message], ["RangeError", "E_DEEP", "far down"]);
  assert.ok(!inspect(error, { depth: null, showHidden: true }).includes(TOKEN));
});

test("plain http: is for a page's own origin, and then only without a token", async () => {
  const code = `
    globalThis.location = { href: "http://intranet.test/console/", origin: "http://intranet.test" };
    const called = [];
    const fetch = async (url) => { called.push(url); return new Response('{"ok":true}'); };
    const proxied = client({ host: "/slack", accessToken: undefined, fetch });
    await proxied.reset(request);
    const refused = await proxied.reset(request, { token: "xoxp-a-token" }).catch((error) => error.argument);
    let other;
    try { client({ host: "http://other.test/api", accessToken: undefined }); } catch (error) { other = error.argument; }
    console.log(JSON.stringify([called, refused, other]));
  `;
  const { exit, out, err } = await program(world(), code);
  assert.equal(exit, 0, err);
  assert.deepEqual(JSON.parse(out), [["http://intranet.test/slack/admin.users.session.reset"], "host", "host"]);
});
