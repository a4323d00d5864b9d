// @ts-check
// slack-admin-session/run/file for import. Only Node, Deno and Bun have it, so there is one kind of it.
import file from "./file.cjs";

export const { createRecord, openRecord } = file;
