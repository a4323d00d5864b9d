// Reads the fields of forms, and marks the wrong ones.

import { announce, byId } from "./dom.ts";
import { looksLikeToken } from "./token.ts";

type Field = HTMLInputElement | HTMLTextAreaElement;

const field = (id: string) => byId(id) as Field;

/** The value of a field, without the blanks around it. */
export const valueOf = (id: string): string => field(id).value.trim();

/** Shows at the field what is wrong with it, and moves the focus there. */
export function mark(id: string, problem: string): void {
  const words = byId(`${id}-error`);
  words.textContent = problem;
  words.hidden = false;
  field(id).setAttribute("aria-invalid", "true");
  field(id).focus();
  announce(problem, true);
}

/** Removes all marks. */
export function unmark(): void {
  for (const marked of document.querySelectorAll("[aria-invalid]")) {
    marked.removeAttribute("aria-invalid");
    const words = byId(`${marked.id}-error`);
    words.hidden = true;
    // Screen readers read a field's description even if it is hidden.
    words.textContent = "";
  }
}

/**
 * Empties the fields that hold a token, and marks them. Otherwise the page would show the token, and keep it in the history.
 * Returns whether there was one.
 */
export function refuseTokens(ids: readonly string[], isOurs: (text: string) => boolean): boolean {
  const found = ids.filter((id) => isOurs(valueOf(id)) || looksLikeToken(valueOf(id)));
  for (const id of found) {
    field(id).value = "";
    field(id).dispatchEvent(new Event("input"));
    mark(id, "That looked like a token, so it was taken out of this field. Nothing was sent.");
  }
  return found.length > 0;
}
