/// <reference types="vite/client" />

// What the files `.env` set.
interface ImportMetaEnv {
  readonly VITE_CONNECT: string;
  readonly VITE_PROXY: string;
}

// Not in TypeScript's own types yet, and not in every browser.
declare var trustedTypes: { createPolicy(name: string, rules: { createScriptURL(text: string): string }): { createScriptURL(text: string): object } } | undefined;
