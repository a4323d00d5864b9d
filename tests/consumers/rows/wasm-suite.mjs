// The wasm suite, which `cargo xtask test` runs in Chromium, in Firefox.
import { run } from "../process.mjs";
import { versionOf } from "../browsers.mjs";

const { WASM_PACK, WASM_PACK_PATH, GECKODRIVER } = process.env;

const firefox = {
  name: "wasm-firefox",
  needs: ["FIREFOX", "GECKODRIVER"],
  async run() {
    const words = ["test", "--headless", "--firefox", "--geckodriver", GECKODRIVER, "--", "--test", "browser"];
    await run(WASM_PACK, words, { env: { PATH: WASM_PACK_PATH, WASM_BINDGEN_TEST_TIMEOUT: "300" }, seconds: 600 });
    return versionOf("firefox");
  },
};

export const rows = [firefox];
