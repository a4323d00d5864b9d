// Bun from npm: the package with only the program for this machine.
export const BUN = `@oven/bun-${process.platform}-${process.arch === "x64" ? "x64" : "aarch64"}`;

export const BUN_VERSION = "1.4.5";
