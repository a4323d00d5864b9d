// Shared by the tests of the run: a record in memory, and its lines in short.

export const bytes = (text) => new TextEncoder().encode(text);

/** A list of that many users. */
export const list = (count) => bytes(Array.from({ length: count }, (_, n) => `W0AAAA${String(n + 1).padStart(3, "0")}\n`).join(""));

/** A record in memory. `append` is called before a text becomes durable, and may reject. */
export function memory(text = "", append = async () => {}) {
  return {
    text,
    isClosed: false,
    async *read() {
      yield bytes(this.text);
    },
    async append(more) {
      await append(more);
      this.text += more;
    },
    async close() {
      this.isClosed = true;
    },
    lines() {
      return this.text.trimEnd().split("\n").map((line) => JSON.parse(line));
    },
    /** The lines after the plan, in short. */
    events() {
      const lines = this.lines();
      const rest = lines.slice(lines.findIndex(({ type }) => type === "planned") + 1);
      return rest.map(({ type, n, state, error, reason }) => [type, n ?? reason, state, error].filter((one) => one !== undefined).join(" "));
    },
  };
}

/** An error as the client makes it. */
export const failure = (name, details) => Object.assign(new Error("a test's"), { name, ...details });

/** An answer of the client's with `withResponse`. */
export const ok = { body: { ok: true }, requestId: "req-1" };
