// Bun from npm: the package that brings the program alone, for this machine.
export const BUN = `@oven/bun-${process.platform}-${process.arch === "x64" ? "x64" : "aarch64"}`;

export const BUN_VERSION = "1.4.5";
