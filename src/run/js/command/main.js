#!/usr/bin/env node
// @ts-check
// `slack-admin-session`: the command. Its exit status says what happened; see exit.js.
import { readArguments } from "./arguments.js";
import { begin } from "./begin.js";
import { NOTHING_SENT } from "./exit.js";
import { goOn } from "./go-on.js";
import { HELP, version } from "./help.js";
import { describe } from "./refusal.js";
import { report } from "./report.js";
import { Screen } from "./screen.js";
import { sessions } from "./sessions.js";

const screen = new Screen();

/** @param {string[]} argv @returns {Promise<number>} */
async function perform(argv) {
  const order = readArguments(argv);
  switch (order.command) {
    case "help":
      return screen.data([HELP]);
    case "version":
      return screen.data([`${version()}\n`]);
    case "report":
      return report(order, screen);
    case "sessions":
      return sessions(order, screen);
    case "resume":
      return goOn(order, screen);
    default:
      return begin(order, screen);
  }
}

try {
  process.exitCode = await perform(process.argv.slice(2));
} catch (error) {
  screen.say(describe(error));
  process.exitCode = NOTHING_SENT;
}
