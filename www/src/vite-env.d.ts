/// <reference types="vite/client" />

// The variables that the `.env` files set.
interface ImportMetaEnv {
  readonly VITE_CONNECT: string;
  readonly VITE_PROXY: string;
}

// Missing in TypeScript's own types, and in some browsers.
declare var trustedTypes: { createPolicy(name: string, rules: { createScriptURL(text: string): string }): { createScriptURL(text: string): object } } | undefined;
