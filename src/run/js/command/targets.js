// @ts-check
// Targets as CSV, which is itself a list.

/** @param {Iterable<import("../types.js").Target>} targets */
export function* csv(targets) {
  yield "user_id,session_id,team_id,line,state\n";
  for (const { user_id = "", session_id = "", team_id = "", line, protected: isProtected } of targets) {
    yield `${user_id},${session_id},${team_id},${line},${isProtected ? "protected" : "left"}\n`;
  }
}
