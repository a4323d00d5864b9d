// Fields of forms: reading them, and saying which of them is wrong.

import { announce, byId } from "./dom.ts";
import { looksLikeToken } from "./session.ts";

/** What is in a field, without the blanks around it. */
export const valueOf = (id: string): string => byId(id, HTMLInputElement).value.trim();

/** Says at the field what is wrong with it, and goes there. */
export function mark(id: string, problem: string): void {
  const field = byId(id);
  const words = byId(`${id}-error`);
  words.textContent = problem;
  words.hidden = false;
  field.setAttribute("aria-invalid", "true");
  field.focus();
  announce(problem, true);
}

/** Takes all marks away. */
export function unmark(): void {
  for (const field of document.querySelectorAll("[aria-invalid]")) {
    field.removeAttribute("aria-invalid");
    const words = byId(`${field.id}-error`);
    words.hidden = true;
    // A description is read out also where it is hidden.
    words.textContent = "";
  }
}

/**
 * Empties fields that hold a token, and marks the last of them: nothing else here would keep it from being shown, and
 * kept in the history. Returns whether there was one.
 */
export function refuseTokens(ids: readonly string[], isOurs: (text: string) => boolean): boolean {
  const found = ids.filter((id) => isOurs(valueOf(id)) || looksLikeToken(valueOf(id)));
  for (const id of found) {
    byId(id, HTMLInputElement).value = "";
    mark(id, "That looked like a token, so it was taken out of this field. Nothing was sent.");
  }
  return found.length > 0;
}
