// Counts the copies of the module in a bundler's output.
import assert from "node:assert/strict";
import { readFile, readdir, stat } from "node:fs/promises";
import { join } from "node:path";

const { INSTALLED } = process.env;

/** A piece of the inlined module in each of its forms, of characters that no minifier changes in a string. */
const pieces = () => Promise.all(["core/bytes.js", "core/bytes.cjs"].map(piece));

async function piece(name) {
  const text = await readFile(join(INSTALLED, name), "utf8");
  const longest = text.match(/[A-Za-z0-9#%&()*+,.:;=?@^_|~!-]{24,}/g)?.sort((a, b) => b.length - a.length) ?? [];
  const fit = longest.find((candidate) => count(text, candidate) === 1);
  assert.ok(fit, `no piece of ${name} is fit to count copies by`);
  return fit;
}

const count = (text, part) => text.split(part).length - 1;

async function* written(folder) {
  for (const name of await readdir(folder, { recursive: true })) {
    const path = join(folder, name);
    // What a bundler writes for debuggers is no part of the program.
    if (!name.endsWith(".map") && (await stat(path)).isFile()) yield { name, content: await readFile(path, "latin1") };
  }
}

/** How many copies of the module are in a folder: inlined, and as files. */
export async function copies(folder) {
  const marks = await pieces();
  const found = { inlined: 0, files: 0 };
  for await (const { content } of written(folder)) {
    if (content.startsWith("\0asm")) found.files++;
    for (const mark of marks) found.inlined += count(content, mark);
  }
  return found;
}

/** Throws unless the module is inlined once and isn't a file. */
export const once = async (folder) =>
  assert.deepEqual(await copies(folder), { inlined: 1, files: 0 }, "the module must be there once, inlined");

/** Throws if anything of the package is in those files of a folder whose names match. */
export async function absent(folder, looked = () => true) {
  const marks = [...(await pieces()), "slack_webapi_", "WebAssembly", "AdminUsersSessionApi"];
  let files = 0;
  for await (const { name, content } of written(folder)) {
    if (!looked(name)) continue;
    files++;
    const there = marks.filter((part) => content.includes(part));
    assert.deepEqual(there, [], `${name} holds parts of a package that it doesn't use`);
  }
  assert.ok(files > 0, `nothing was written to ${folder}`);
}
