// Shared by the tests of the examples: the installed package, and a world of the stand-in.
import { join } from "node:path";

export { NEVER, TOKEN, world } from "../standin/client.mjs";

function need(name, what) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: the tests of the examples need ${what}; \`cargo xtask test\` sets it.`);
  return value;
}

/** The installed package. */
export const PACKAGE = need("PACKAGE", "the folder of the installed package");

/** A token of the stand-in's that has expired. */
export const EXPIRED = "xoxp-standin-expired";

export const example = (name) => join(PACKAGE, "examples", name);
