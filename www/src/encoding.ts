// The text of a file, whose encoding its first bytes tell, as src/run/list/encoding.rs does. A test compares both.

/** Decodes UTF-16, as Excel saves "Unicode text", and otherwise UTF-8. */
export function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const label = first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  return new TextDecoder(label).decode(bytes);
}
