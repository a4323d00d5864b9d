// The figures, printed as they come, and whether they hold.

const failed = [];
let rows = 0;

/** A figure that must hold. `limit` says in words what it must be. */
export function row(name, figure, limit, holds) {
  console.log(`${holds ? "✓" : "✗"} ${name.padEnd(58)} ${String(figure).padStart(22)}   ${limit}`);
  rows += 1;
  if (!holds) failed.push(name.trim());
}

/** A figure that is only printed. */
export function tell(name, figure, why = "") {
  console.log(`  ${name.padEnd(58)} ${String(figure).padStart(22)}   ${why}`);
}

/** The last line; sets the exit code. */
export function close(seconds) {
  if (failed.length > 0) console.log(`FAILED: ${failed.join("; ")}`);
  console.log(`${rows - failed.length} of ${rows} figures hold, ${seconds.toFixed(1)} s`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}

export const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} kB`;
