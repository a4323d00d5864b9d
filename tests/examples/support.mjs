// What the tests of the examples share: a world of the stand-in, and the package as it is installed.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { join } from "node:path";

function need(name, what) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: the tests of the examples need ${what}; \`cargo xtask test\` sets it.`);
  return value;
}

const STANDIN = need("STANDIN", "the base URL of a running stand-in");

/** The installed package. */
export const PACKAGE = need("PACKAGE", "the folder of the installed package");

/** The stand-in's token that may do everything, and one that is over. */
export const TOKEN = "xoxp-standin-admin";
export const EXPIRED = "xoxp-standin-expired";

export const example = (name) => join(PACKAGE, "examples", name);

/** A world of the stand-in that no other test uses. */
export function world() {
  const root = `${STANDIN}/w/example-${randomUUID()}`;
  const control = async (what, body) => {
    const init = body && { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
    const answer = await fetch(`${root}/control/${what}`, init);
    const text = await answer.text();
    assert.ok(answer.ok, `the stand-in refused control/${what}: ${answer.status} ${text}`);
    return text;
  };
  return {
    host: `${root}/api`,
    faults: (...faults) => control("faults", faults),
    requests: async () => JSON.parse(await control("requests")),
    /** How many sessions a user has. */
    async sessions(user) {
      const { users } = JSON.parse(await control("state"));
      return users.find(({ id }) => id === user).sessions.length;
    },
  };
}
