// Test runners, with which users test their own code.
import { readFile } from "node:fs/promises";
import { NEWER } from "../node-versions.mjs";
import { project } from "../project.mjs";
import { ENDS } from "../in-projects/timers.mjs";
import { world } from "../checked-world.mjs";

const TIMERS = { ENDS: JSON.stringify(ENDS) };

/** Runs a test file that makes the calls, and reads the results that it wrote. */
async function tests(made, command, words) {
  const slack = world();
  await made.run(command, words, { env: { HOST: slack.host, ...TIMERS } });
  await slack.check(JSON.parse(await readFile(made.path("said.json"), "utf8")));
}

const jestNode = {
  name: "jest-node",
  async run() {
    const made = await project("jest-node", ["jest"]);
    await tests(made, made.bin("jest"), ["--env=node"]);
    return `jest ${await made.version("jest")}`;
  },
};

const jestJsdom = {
  name: "jest-jsdom",
  async run() {
    const made = await project("jest-jsdom", ["jest"], { "jest-environment-jsdom": "30.5.2", "jest-fixed-jsdom": "0.0.11" });
    // Plain jsdom has no fetch. The environment that users take for calls has Node's.
    await made.run(made.bin("jest"), ["--env=jsdom", "arguments"]);
    await tests(made, made.bin("jest"), ["--env=jest-fixed-jsdom"]);
    return `jest ${await made.version("jest")}, jsdom ${await made.version("jsdom")}`;
  },
};

const sinon = {
  name: "sinon",
  async run() {
    const made = await project("sinon", ["sinon"], { sinon: "22.1.0" });
    for (const when of ["before", "after"]) await made.run(process.execPath, ["fake-timers.mjs", when], { env: TIMERS });
    return `sinon ${await made.version("sinon")}`;
  },
};

const vitest = {
  name: "vitest-msw",
  async run() {
    const made = await project("vitest-msw", ["vitest"], NEWER.dependencies);
    await tests(made, made.path(NEWER.command), ["node_modules/vitest/vitest.mjs", "run"]);
    return `vitest ${await made.version("vitest")}, msw ${await made.version("msw")}`;
  },
};

export const rows = [jestNode, jestJsdom, vitest, sinon];
