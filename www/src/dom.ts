// Helpers for the page's elements.

type Kind<T extends Element> = abstract new () => T;

/** The element of index.html with this id. */
export function byId<T extends Element = HTMLElement>(id: string, kind?: Kind<T>): T {
  const found = document.getElementById(id);
  if (!(found instanceof (kind ?? HTMLElement))) throw new Error(`index.html has no fitting element #${id}`);
  return found as Element as T;
}

/** A new element with this text and class. */
export function make<Name extends keyof HTMLElementTagNameMap>(name: Name, text = "", className = "") {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

/** An error code of Slack's. A line may break after its underscores. */
export function code(text: string): HTMLElement {
  const made = make("code");
  made.append(...text.split(/(?<=_)/).flatMap((word) => [word, make("wbr")]));
  return made;
}

/** An icon of index.html. It is hidden from screen readers, so it needs words beside it. */
export function icon(name: string): SVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#icon-${name}`);
  svg.append(use);
  return svg;
}

/** The value of the chosen radio button of this name. */
export function chosen(form: HTMLElement, name: string): string {
  return form.querySelector<HTMLInputElement>(`input[name="${name}"]:checked`)?.value ?? "";
}

/** Replaces the rows. An element that is still there keeps the focus. */
export function replaceRows(body: HTMLElement, rows: readonly HTMLElement[]): void {
  const at = document.activeElement;
  body.replaceChildren(...rows);
  if (at instanceof HTMLElement && at !== document.activeElement && body.contains(at)) at.focus();
}

/** Lets a screen reader say the words: at once if they are urgent, else after its current sentence. */
export function announce(words: string, urgent = false): void {
  const region = byId(urgent ? "urgent" : "polite");
  // A screen reader doesn't repeat a text that hasn't changed.
  region.textContent = "";
  requestAnimationFrame(() => (region.textContent = words));
}
