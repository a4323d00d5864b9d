// Fields of forms: reading them, and saying which of them is wrong.

import { announce, byId } from "./dom.ts";
import { looksLikeToken } from "./token.ts";

type Field = HTMLInputElement | HTMLTextAreaElement;

const field = (id: string) => byId(id) as Field;

/** What is in a field, without the blanks around it. */
export const valueOf = (id: string): string => field(id).value.trim();

/** Says at the field what is wrong with it, and goes there. */
export function mark(id: string, problem: string): void {
  const words = byId(`${id}-error`);
  words.textContent = problem;
  words.hidden = false;
  field(id).setAttribute("aria-invalid", "true");
  field(id).focus();
  announce(problem, true);
}

/** Takes all marks away. */
export function unmark(): void {
  for (const marked of document.querySelectorAll("[aria-invalid]")) {
    marked.removeAttribute("aria-invalid");
    const words = byId(`${marked.id}-error`);
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
    field(id).value = "";
    field(id).dispatchEvent(new Event("input"));
    mark(id, "That looked like a token, so it was taken out of this field. Nothing was sent.");
  }
  return found.length > 0;
}
