// How much memory a client keeps, each time in a fresh process.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { clients } from "./clients.mjs";
import { inTurn, median } from "./figures.mjs";
import { ask } from "./goals.mjs";
import { kb, table } from "./table.mjs";

const WAITING = 2000;

async function kept(name, host, calls) {
  const program = [join(import.meta.dirname, "kept-memory.mjs"), name, host, calls, WAITING];
  const child = spawn(process.execPath, ["--expose-gc", ...program], { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  child.stdout.on("data", (data) => (output += data));
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`kept-memory.mjs ${name} ended with ${code}`);
  const figures = JSON.parse(output);
  if (name === "ours" && figures.wasm === 0) throw new Error("the package made no instance with a memory: nothing was measured");
  return figures;
}

export async function memory(host, rounds, calls) {
  const names = Object.keys(clients).filter((name) => !clients[name].explains);
  const measured = await inTurn(names, rounds, (name) => kept(name, host, calls));
  const of = (name, what) => median(measured[name].map((figures) => figures[what]));
  const cell = (name, what) => kb(of(name, what));
  table(
    `Memory (kB; medians of ${rounds} fresh processes)`,
    ["", "heap, client made", `heap, ${calls} calls later`, "WebAssembly", "whole process", `a waiting call, of ${WAITING}`],
    names.map((name) => [
      clients[name].title,
      ...["opened", "after", "wasm", "rss"].map((what) => cell(name, what)),
      clients[name].queue ? cell(name, "waiting") : "–",
    ]),
  );
  const write = (bytes) => `${kb(bytes)} kB`;
  ask("a waiting call: no more than the official's", of("ours", "waiting"), { goal: of("webApi", "waiting"), limit: 8192, write });
}
