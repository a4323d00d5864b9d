// Chromium as every test starts it: quiet, and without what containers lack.
import { chromium } from "playwright-core";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Containers often have a small /dev/shm, in which Chromium crashes.
  "--disable-dev-shm-usage",
];

/** The browser at that path, with further flags. */
export const launch = (executablePath, ...more) => chromium.launch({ executablePath, headless: true, args: [...FLAGS, ...more] });
