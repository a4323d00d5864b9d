// A world of the stand-in for each run of a project, and a check that its sessions were really ended there.
import assert from "node:assert/strict";
import { world as standinWorld } from "../standin/client.mjs";

/** A new world, and `check`, which throws unless the calls of `in-projects/calls.mjs` were made in it, once. */
export function world() {
  const slack = standinWorld();
  return {
    ...slack,
    async check(said) {
      assert.deepEqual(said, { invalidated: true, reset: true, refused: "user_not_found" }, "the calls ended otherwise");
      const requests = (await slack.requests()).map(({ http_method, status }) => `${http_method} ${status}`);
      assert.deepEqual(requests, ["POST 200", "POST 200", "POST 200"], "other requests came");
      const revoked = await slack.sessions("W12345678");
      assert.deepEqual(revoked, ["1112275520243", "1112275520244"], "the session is not revoked");
      assert.deepEqual(await slack.sessions("W00000002"), [], "the user's sessions are not ended");
    },
  };
}
