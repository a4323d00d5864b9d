import { defineConfig } from "vite";

export default defineConfig({
  // The built console runs in any folder of a server.
  base: "./",
  build: {
    target: ["chrome123", "firefox128", "safari17.5"],
    // These browsers need no polyfill for module preloading.
    modulePreload: { polyfill: false },
    // The policy allows no data: URLs.
    assetsInlineLimit: 0,
  },
});
