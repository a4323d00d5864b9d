/// <reference types="vite/client" />

// What the files `.env` set.
interface ImportMetaEnv {
  readonly VITE_CONNECT: string;
  readonly VITE_PROXY: string;
}
