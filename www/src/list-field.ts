// A field for one id or many. It grows, accepts a dropped file, and shows what it found.

import { byId, make } from "./dom.ts";
import { decode } from "./encoding.ts";
import { readList } from "./list.ts";
import type { Left, Pasted } from "./pasted.ts";
import { type Method, countOf } from "./target.ts";
import { looksLikeToken } from "./token.ts";

/** The most lines that it grows to, and the most left-out lines that it names. */
const LINES = 10;
const NAMED = 5;
/** A text shorter than `SHORT` is read at each key. A longer text is read after a pause of `REST` milliseconds. */
const SHORT = 20_000;
const REST = 150;
/** The largest file that it accepts, in bytes: enough for a hundred thousand lines of a large export. */
const LARGEST = 50_000_000;

export class ListField {
  readonly #id: string;
  readonly #method: Method;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(id: string, method: Method) {
    this.#id = id;
    this.#method = method;
    const field = this.#field;
    field.addEventListener("input", () => {
      this.#grow();
      clearTimeout(this.#timer);
      if (field.value.length < SHORT) void this.#say();
      else this.#timer = setTimeout(() => void this.#say(), REST);
    });
    field.addEventListener("keydown", (event) => {
      // Enter alone begins another line.
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      field.form?.requestSubmit();
    });
    field.form?.addEventListener("reset", () => setTimeout(() => this.set("")));
    for (const kind of ["dragover", "drop"] as const) field.addEventListener(kind, (event) => this.#drop(event));
  }

  /** The name of the dropped file. */
  name = "";

  set(text: string): void {
    this.#field.value = text;
    this.#grow();
    void this.#say();
  }

  /** Adds a line, or removes it. */
  toggle(line: string, is: boolean): void {
    const lines = this.#field.value.split("\n").filter((one) => one.trim() !== "" && one !== line);
    this.set([...lines, ...(is ? [line] : [])].join("\n"));
  }

  /** Reads the text in the field. */
  async read(): Promise<Pasted> {
    return readList(this.#field.value, this.#method);
  }

  get #field(): HTMLTextAreaElement {
    return byId(this.#id, HTMLTextAreaElement);
  }

  #grow(): void {
    this.#field.rows = Math.min(LINES, Math.max(2, this.#field.value.split("\n").length));
  }

  async #say(): Promise<void> {
    const text = this.#field.value;
    if (text === "") this.name = "";
    // A possible token is removed when the form is submitted, and must not be shown before.
    const found = looksLikeToken(text) ? undefined : await readList(text, this.#method);
    if (this.#field.value === text) this.#show(found);
  }

  #show(found: Pasted | undefined): void {
    const counts = byId(`${this.#id}-found`);
    // The list is below the form's button, so that the button doesn't move while a person wants to press it.
    const list = byId(`${this.#id}-left`);
    counts.replaceChildren();
    list.replaceChildren();
    if (!found) return;
    const { targets, emails, twice, left, more } = found;
    const say = (count: number, words: string, kind: string) => {
      if (count > 0) counts.append(make("span", words, kind));
    };
    say(targets.length, countOf(this.#method, targets.length), "good");
    say(emails.length, `${emails.length} e-mail ${emails.length === 1 ? "address" : "addresses"} to look up`, "good");
    say(twice, `${twice} named again`, "quiet");
    const out = left.length + more;
    say(out, `${out} ${out === 1 ? "line is" : "lines are"} left out`, "bad");
    list.append(...left.slice(0, NAMED).map((one) => this.#item(one)));
    if (out > NAMED) list.append(make("li", `… and ${out - NAMED} more`));
  }

  #item({ line, text, why, meant }: Left): HTMLLIElement {
    const item = make("li");
    item.append(line > 0 ? `Line ${line}: ` : "", make("code", text), ` ${why} `);
    if (meant) {
      const button = make("button", `Use ${meant.id}`, "plain small");
      button.type = "button";
      button.addEventListener("click", () => {
        const lines = this.#field.value.split("\n");
        lines[line - 1] = (lines[line - 1] ?? "").replace(meant.written, meant.id);
        this.set(lines.join("\n"));
        this.#field.focus();
      });
      item.append(button);
    }
    return item;
  }

  #drop(event: DragEvent): void {
    const [file] = event.dataTransfer?.files ?? [];
    if (event.type === "dragover") {
      if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
      return;
    }
    if (!file) return;
    event.preventDefault();
    void this.#take(file);
  }

  async #take(file: File): Promise<void> {
    if (file.size > LARGEST) {
      const left = [{ line: 0, text: file.name, why: "is larger than 50 MB, and was not read." }];
      return this.#show({ targets: [], emails: [], twice: 0, left, more: 0 });
    }
    this.set(decode(new Uint8Array(await file.arrayBuffer())));
    this.name = file.name;
  }
}
