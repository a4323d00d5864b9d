// @ts-check
// slack-admin-session/run/file for import. Only Node, Deno and Bun have it, so it needs only one loader.
import file from "./file.cjs";

export const { createRecord, openRecord } = file;
