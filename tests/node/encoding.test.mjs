import assert from "node:assert/strict";
import test from "node:test";
import { inspect } from "node:util";
import { SlackArgumentError } from "slack-admin-session";
import { SESSION, USER, form, rejects, world } from "./support.mjs";

const JSON_BODY = { contentType: "application/json" };
const safe = /^[A-Za-z0-9*\-._~%+&=!'()]*$/;

/** The body that is received for these further properties. */
async function body(further, options) {
  const slack = world();
  await slack.client().reset({ user_id: USER, ...further }, options);
  const request = await slack.received();
  return options ? request.body : (assert.match(request.body, safe), form(request));
}

for (const text of [
  "two words",
  " at both ends ",
  "a&b=c",
  "a+b",
  "100%",
  "%41",
  "?#/;,:@[]",
  "\"quoted\" and 'quoted'",
  "back\\slash",
  "line\nbreak\r\nand\ttab",
  "zero\0byte",
  "grüße",
  "日本語",
  "🔐 key 👩‍💻",
  "",
]) {
  test(`the text ${inspect(text)} arrives unchanged`, async () => {
    assert.equal((await body({ note: text })).note, text);
    assert.equal(JSON.parse(await body({ note: text }, JSON_BODY)).note, text);
  });
}

for (const name of ["a b", "a&b", "a=b", "a+b", "a%b", "a[0]", "grüße", "🔐", "", "0", "constructor"]) {
  test(`a property named ${inspect(name)} arrives under that name`, async () => {
    assert.equal((await body({ [name]: "x" }))[name], "x");
    assert.equal(JSON.parse(await body({ [name]: "x" }, JSON_BODY))[name], "x");
  });
}

test("a property named __proto__ is sent like any other", async () => {
  const slack = world();
  await slack.client().reset(JSON.parse(`{"user_id":"${USER}","__proto__":"x"}`));
  assert.equal(new URLSearchParams((await slack.received()).body).get("__proto__"), "x");
});

for (const [what, value, text] of [
  ["true", true, "true"],
  ["false", false, "false"],
  ["zero", 0, "0"],
  ["a number", 42, "42"],
  ["a negative number", -7, "-7"],
  ["a fraction", 0.1, "0.1"],
  ["a large number", 1e21, "1e+21"],
  ["a small number", 5e-324, "5e-324"],
  ["a bigint", 9007199254740993n, "9007199254740993"],
  ["a negative bigint", -1n, "-1"],
  ["an array", [1, "zwei", null, true], '[1,"zwei",null,true]'],
  ["an empty array", [], "[]"],
  ["an object", { a: { b: ["c & d"] } }, '{"a":{"b":["c & d"]}}'],
  ["an empty object", {}, "{}"],
]) {
  test(`in a form ${what} is sent as text`, async () => {
    assert.equal((await body({ further: value })).further, text);
  });
}

test("in JSON each type is kept", async () => {
  const further = {
    text: "1",
    yes: true,
    no: false,
    number: -1.5,
    list: [1, "2", null],
    nested: { a: { b: [] } },
  };
  assert.deepEqual(JSON.parse(await body(further, JSON_BODY)), { user_id: USER, ...further });
});

test("in JSON a bigint is a number, digit for digit", async () => {
  const text = await body({ big: 9007199254740993n, less: -9007199254740993n }, JSON_BODY);
  assert.match(text, /"big":\s*9007199254740993[,}]/);
  assert.match(text, /"less":\s*-9007199254740993[,}]/);
});

test("in JSON the flags are booleans", async () => {
  const { mobile_only, web_only } = JSON.parse(
    await body({ mobile_only: true, web_only: false }, JSON_BODY),
  );
  assert.deepEqual({ mobile_only, web_only }, { mobile_only: true, web_only: false });
});

test("in JSON a session id that was a number is a number", async () => {
  const slack = world();
  await slack.client().invalidate({ user_id: USER, session_id: SESSION }, JSON_BODY);
  assert.equal(JSON.parse((await slack.received()).body).session_id, SESSION);
});

for (const options of [undefined, JSON_BODY]) {
  const format = options ? "JSON" : "a form";

  test(`in ${format} undefined and null are left out`, async () => {
    const received = await body({ a: undefined, b: null, c: "c" }, options);
    assert.deepEqual(options ? JSON.parse(received) : received, { user_id: USER, c: "c" });
  });

  const circle = {};
  circle.again = { circle };
  const list = [];
  list.push(list);
  for (const [what, value] of [
    ["a function", () => {}],
    ["a symbol", Symbol("further")],
    ["NaN", NaN],
    ["Infinity", Infinity],
    ["minus infinity", -Infinity],
    ["an object in a circle", circle],
    ["a list in a circle", list],
  ]) {
    test(`in ${format} ${what} is refused by the property's name`, async () => {
      const slack = world();
      await rejects(slack.client().reset({ user_id: USER, further: value }, options), {
        class: SlackArgumentError,
        outcome: "not_sent",
        argument: /^further/,
        message: /further/,
      });
      await slack.receivedNothing();
    });
  }

  for (const [what, value] of [
    ["a function", { deep: [() => {}] }],
    ["a symbol", [{ deep: Symbol("deep") }]],
  ]) {
    test(`in ${format} ${what} deep inside is refused by the property's name`, async () => {
      const slack = world();
      await rejects(slack.client().reset({ user_id: USER, further: value }, options), {
        class: SlackArgumentError,
        argument: /^further/,
      });
      await slack.receivedNothing();
    });
  }

  test(`in ${format} a long value arrives whole`, async () => {
    const note = "ä&".repeat(50_000);
    const received = await body({ note }, options);
    assert.equal((options ? JSON.parse(received) : received).note, note);
  });

  test(`in ${format} the same object twice is no circle`, async () => {
    const shared = { a: 1 };
    const received = await body({ pair: [shared, shared] }, options);
    const pair = options ? JSON.parse(received).pair : JSON.parse(received.pair);
    assert.deepEqual(pair, [{ a: 1 }, { a: 1 }]);
  });
}
