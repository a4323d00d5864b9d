// Preloaded into a process that is killed at one point of the write-ahead: the CRASH_AT-th point that it passes.
import fs from "node:fs";

let left = Number(process.env.CRASH_AT);
const point = () => {
  left -= 1;
  if (left === 0) process.kill(process.pid, "SIGKILL");
};

const { writeSync, fdatasync } = fs;
fs.writeSync = (file, bytes, ...more) => {
  point();
  // In the middle: a part is written, and the rest never.
  if (left === 1) {
    writeSync(file, bytes.subarray(0, bytes.length / 2), ...more);
    point();
  }
  const written = writeSync(file, bytes, ...more);
  point();
  return written;
};
fs.fdatasync = (file, done) =>
  fdatasync(file, (error) => {
    point();
    done(error);
  });

const { fetch } = globalThis;
globalThis.fetch = async (...given) => {
  point();
  const answer = await fetch(...given);
  point();
  return answer;
};
