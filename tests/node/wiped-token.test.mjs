// The token in WebAssembly's memory: it is there as long as it is needed, and then it is wiped.
import assert from "node:assert/strict";
import test from "node:test";
import { program } from "./program.mjs";
import { world } from "./support.mjs";

/** Imported before the package. */
const INSTANCES = new URL("../instances.mjs", import.meta.url).href;

/** Runs the code in a program that can search the module's memory: `found(text)` counts. */
async function searching(code, slack = world()) {
  const { exit, out, err } = await program(slack, `
    const { instances } = await import("${INSTANCES}");
    const found = (text) => {
      const needle = Buffer.from(text);
      let times = 0;
      for (const { exports } of instances) {
        const memory = Buffer.from(exports.memory.buffer);
        for (let at = memory.indexOf(needle); at >= 0; at = memory.indexOf(needle, at + 1)) times++;
      }
      return times;
    };
    // Put together at run time, so that no literal is what is found.
    const token = (name) => ["xoxp", "wiped", name, process.pid].join("-");
    const print = (what) => console.log(JSON.stringify(what));
    if (instances.length !== 1) throw new Error("the module wasn't caught");
    { ${code} }
  `, { flags: [`--import=${INSTANCES}`] });
  assert.equal(exit, 0, err);
  return out.trim().split("\n").map((line) => JSON.parse(line));
}

test("a configured token is there until the client is freed, and not after", async () => {
  for (const way of ["free", "dispose"]) {
    const [before, after] = await searching(`
      const api = client({ accessToken: token("configured") });
      await api.reset(request).catch(() => {});
      print(found(token("configured")));
      api.${way}();
      print(found(token("configured")));
    `);
    assert.ok(before > 0, "the search finds nothing: it would not see a token that stays");
    assert.equal(after, 0, `${after} copies stay`);
  }
});

for (const tokenPlacement of ["authorization", "form", "token-header"]) {
  test(`calls with ${tokenPlacement} leave no further copy, and none after free`, async () => {
    const slack = world();
    await slack.faults({ pass: true }, { status: 500, body: "no" }, { cut: "before_headers" }, { status: 403 });
    const [first, afterwards, freed] = await searching(`
      const tokenPlacement = "${tokenPlacement}";
      const api = client({ accessToken: token("called"), tokenPlacement });
      print(found(token("called")));
      for (let call = 0; call < 5; call++) await api.reset(request).catch(() => {});
      print(found(token("called")));
      api.free();
      print(found(token("called")));
    `, slack);
    assert.deepEqual([first, afterwards, freed], [1, 1, 0]);
  });
}

test("a token from a function or the options is gone when its call is over", async () => {
  const [given, own] = await searching(`
    const api = client({ accessToken: async () => token("given") });
    await api.reset(request).catch(() => {});
    print(found(token("given")));
    await api.reset(request, { token: token("own") }).catch(() => {});
    print(found(token("own")));
  `);
  assert.deepEqual([given, own], [0, 0]);
});

test("an echo of the token in an error's answer is gone too", async () => {
  const slack = world();
  const [left] = await searching(`
    const echo = token("echoed");
    const fetch = async () => new Response("who is " + echo, { status: 403, headers: { "x-echo": echo } });
    const api = client({ accessToken: echo, fetch });
    await api.reset(request).catch(() => {});
    api.free();
    print(found(echo));
  `, slack);
  assert.equal(left, 0);
});

test("after free a call in flight has its token until it ends, and not after", async () => {
  const slack = world();
  await slack.faults({ pass: true, delay_ms: 200 });
  const [left] = await searching(`
    let sent;
    const flying = new Promise((resolve) => { sent = resolve; });
    const fetch = (...given) => (sent(), globalThis.fetch(...given));
    const api = client({ accessToken: token("flying"), fetch });
    const call = api.reset(request).catch(() => {});
    await flying;
    api.free();
    await call;
    print(found(token("flying")));
  `, slack);
  assert.equal(left, 0);
});
