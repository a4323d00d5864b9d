// The npm packages that tests use and the consumer project doesn't have.
import { createRequire } from "node:module";
import { join } from "node:path";

const folder = process.env.TESTS_NODE_MODULES;
if (!folder) throw new Error("TESTS_NODE_MODULES is not set: it is the node_modules folder with the packages of the tests");

/** Loads a package of tests/package.json. */
export const tool = createRequire(join(folder, "here.js"));
