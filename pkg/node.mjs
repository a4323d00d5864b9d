// @ts-check
// Chosen by Node for import: the same module as require() gives, so that classes are the same in a program that does both.
import "./node.cjs";

export * from "./names.mjs";
