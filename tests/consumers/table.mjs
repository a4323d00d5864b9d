// The matrix, printed when all is done.
const FIRST = /^[^\n]*/;

/** One line for each row. A failure is in its last column on one line, and in full above the table. */
export function print(results) {
  const width = (key, least) => Math.max(least, ...results.map((row) => row[key].length));
  const [names, versions] = [width("name", 4), width("versions", 8)];
  const line = (name, version, seconds, outcome) =>
    console.log(`${name.padEnd(names)}  ${version.padEnd(versions)}  ${seconds.padStart(7)}  ${outcome}`);
  console.log();
  line("row", "versions", "seconds", "");
  for (const { name, versions, seconds, outcome } of results) {
    line(name, versions, seconds.toFixed(1), FIRST.exec(outcome)[0]);
  }
}
