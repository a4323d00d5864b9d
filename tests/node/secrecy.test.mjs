import assert from "node:assert/strict";
import test from "node:test";
import { inspect } from "node:util";
import { TOKEN, USER, world } from "./support.mjs";

/** Every own and inherited property of the value that can be read, as text. */
function properties(value) {
  const found = [];
  for (let one = value; one && one !== Object.prototype; one = Object.getPrototypeOf(one)) {
    for (const key of Reflect.ownKeys(one)) {
      const { value: plain, get } = Object.getOwnPropertyDescriptor(one, key);
      let got;
      try {
        got = get ? get.call(value) : plain;
      } catch {
        got = undefined;
      }
      found.push(String(key), typeof got === "symbol" ? got.description : String(got));
    }
  }
  return found.join("\n");
}

for (const tokenPlacement of ["authorization", "form", "token-header"]) {
  test(`a client with ${tokenPlacement} shows its token nowhere`, async () => {
    const slack = world();
    const api = slack.client({ tokenPlacement });
    for (const moment of ["before a call", "after a call"]) {
      const shown = {
        "util.inspect": inspect(api, { showHidden: true, depth: null, getters: true }),
        "JSON.stringify": JSON.stringify(api),
        "String()": String(api),
        properties: properties(api),
      };
      for (const [where, text] of Object.entries(shown)) {
        assert.ok(!String(text).includes(TOKEN), `${where} shows the token ${moment}: ${text}`);
      }
      await api.reset({ user_id: USER }).catch(() => {});
    }
  });
}

test("a client has no properties of its own to look at", async () => {
  const api = world().client();
  for (const moment of ["before a call", "after a call"]) {
    assert.deepEqual(Reflect.ownKeys(api), [], moment);
    assert.equal(inspect(api, { showHidden: true, depth: null }), "AdminUsersSessionApi {}", moment);
    assert.deepEqual({ ...api }, {}, moment);
    await api.reset({ user_id: USER });
  }
});

test("a client can't be cloned together with its token", () => {
  let clone;
  try {
    clone = structuredClone(world().client());
  } catch {
    return;
  }
  assert.ok(!inspect(clone, { showHidden: true, depth: null }).includes(TOKEN));
});

test("the token is not in the result, not even with withResponse", async () => {
  for (const tokenPlacement of ["authorization", "form", "token-header"]) {
    const api = world().client({ tokenPlacement });
    const full = await api.reset({ user_id: USER }, { withResponse: true });
    assert.ok(!inspect(full, { showHidden: true, depth: null }).includes(TOKEN));
  }
});

test("nothing is written to the console", async (t) => {
  const written = [];
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream);
    t.mock.method(stream, "write", (text, ...rest) => {
      written.push(String(text));
      return write(text, ...rest);
    });
  }
  const slack = world();
  await slack.faults({ status: 500, body: "no" });
  await slack.client().reset({ user_id: USER }).catch(() => {});
  await slack.client().reset({ user_id: USER });
  assert.ok(!written.some((text) => text.includes(TOKEN)), "the token was written");
});
