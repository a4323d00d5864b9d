// Decodes a file by its first bytes, like src/run/list/encoding.rs. A test compares both.

/** Decodes UTF-16, in which Excel saves "Unicode text", or UTF-8. */
export function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const label = first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  return new TextDecoder(label).decode(bytes);
}
