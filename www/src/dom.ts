// The few things that every part of the page does with its elements.

type Kind<T extends Element> = abstract new () => T;

/** The element with this id, which index.html has. */
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

/** A code of Slack's, which can be broken into lines at its underscores. */
export function code(text: string): HTMLElement {
  const made = make("code");
  made.append(...text.split(/(?<=_)/).flatMap((word) => [word, make("wbr")]));
  return made;
}

/** One of the drawings in index.html; it says nothing to a screen reader, so words must stand beside it. */
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

/** Puts rows in place of those that are there. What had the focus and has only changed its place keeps it. */
export function replaceRows(body: HTMLElement, rows: readonly HTMLElement[]): void {
  const at = document.activeElement;
  body.replaceChildren(...rows);
  if (at instanceof HTMLElement && at !== document.activeElement && body.contains(at)) at.focus();
}

/** Has a screen reader say it: at once if it is urgent, else when it is done with what it says. */
export function announce(words: string, urgent = false): void {
  const region = byId(urgent ? "urgent" : "polite");
  // The same words again would not be said again.
  region.textContent = "";
  requestAnimationFrame(() => (region.textContent = words));
}
