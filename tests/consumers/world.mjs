// A world of the stand-in for each time that a project runs, and whether its sessions were really ended there.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";

const { STANDIN } = process.env;

/** A new world: its `host`, and `check`, which throws unless the calls of `calls.mjs` were made in it, once. */
export function world() {
  const root = `${STANDIN}/w/consumers-${randomUUID()}`;
  const control = async (what) => (await fetch(`${root}/control/${what}`)).json();
  return {
    host: `${root}/api`,
    faults: (faults) => fetch(`${root}/control/faults`, { method: "POST", body: JSON.stringify(faults) }),
    async check(said) {
      assert.deepEqual(said, { invalidated: true, reset: true, refused: "user_not_found" }, "the calls ended otherwise");
      const requests = (await control("requests")).map(({ http_method, status }) => `${http_method} ${status}`);
      assert.deepEqual(requests, ["POST 200", "POST 200", "POST 200"], "other requests came");
      const { users } = await control("state");
      const sessions = (id) => users.find((user) => user.id === id).sessions.map(({ id_text }) => id_text);
      assert.deepEqual(sessions("W12345678"), ["1112275520243", "1112275520244"], "the session is not revoked");
      assert.deepEqual(sessions("W00000002"), [], "the user's sessions are not ended");
    },
  };
}
