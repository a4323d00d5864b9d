// @ts-check
// slack-admin-session/slim in Node, for import: as node.mjs.
import slim from "./slim.cjs";

export * from "./names.mjs";
export const { init } = slim;
