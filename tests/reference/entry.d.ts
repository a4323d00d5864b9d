// What the reference describes: all entries of the package.
export * from "../../pkg/run/file.js";
export * from "../../pkg/run/index.js";
export * from "../../pkg/slim.js";
