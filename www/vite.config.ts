import { defineConfig } from "vite";

export default defineConfig({
  // The built console runs in any folder of a server.
  base: "./",
  build: {
    target: ["chrome123", "firefox128", "safari17.5"],
    // The preload's stand-in would be one more script, for browsers older than these.
    modulePreload: { polyfill: false },
    // A data: URL would need a hole in the policy.
    assetsInlineLimit: 0,
  },
});
