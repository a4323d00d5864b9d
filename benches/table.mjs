// What is printed: Markdown that is readable as it is, and kept for the record.
import { median, ratios, spread } from "./figures.mjs";

const lines = [];

export function say(text = "") {
  console.log(text);
  lines.push(text);
}

/** Everything that was said. */
export const said = () => `${lines.join("\n")}\n`;

/** A table; the first column is text, the others are figures. */
export function table(title, head, rows) {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => [...row[column]].length)));
  const pad = (cell, column) => {
    const room = " ".repeat(widths[column] - [...cell].length);
    return column === 0 ? cell + room : room + cell;
  };
  const line = (row) => `| ${row.map(pad).join(" | ")} |`;
  say(`\n## ${title}\n`);
  say(line(head));
  say(`|${widths.map((width, column) => (column === 0 ? "-".repeat(width + 2) : `${"-".repeat(width + 1)}:`)).join("|")}|`);
  for (const row of rows) say(line(row));
}

export const kb = (bytes) => (bytes / 1000).toFixed(1);

/** The ratio, with the middle half of the rounds' ratios. */
export function times(over, under) {
  const all = ratios(over, under);
  if (all.every((one) => one === 1)) return "1";
  const [low, high] = spread(all);
  return `${median(all).toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`;
}
