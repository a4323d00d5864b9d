// The code in a Markdown document.

/** The blocks of code, each with its kind (what follows the three backticks), and the line that it begins in. */
export function fences(document) {
  return [...document.matchAll(/^```([^\n`]*)\n(.*?)^```$/gms)].map((found) => ({
    kind: found[1].trim(),
    code: found[2],
    line: document.slice(0, found.index).split("\n").length + 1,
  }));
}

/** Whether a block is JavaScript or TypeScript. */
export const isScript = ({ kind }) => /^(js|javascript|mjs|cjs|jsx|ts|typescript|mts|cts|tsx)\b/i.test(kind);

/** The blocks of API.md as whole programs: one without imports begins with the first block, as the page says. */
export function programs(reference) {
  const [beginning, ...examples] = fences(reference).filter(isScript);
  return [
    beginning,
    // In braces an example may have an `api` of its own.
    ...examples.map((example) =>
      example.code.startsWith("import ") ? example : { ...example, code: `${beginning.code}{\n${example.code}}\n` },
    ),
  ];
}
