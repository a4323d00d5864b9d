// "I checked": what a person found out about a call that may have happened.

import { byId } from "./dom.ts";
import { looksLikeToken } from "./token.ts";

/** What was found. */
export interface Found {
  ended: boolean;
  note: string;
}

/** Asks what was found; resolves to `undefined` where nobody says. */
export function ask(about: string): Promise<Found | undefined> {
  const dialog = byId("checked", HTMLDialogElement);
  const note = byId("checked-note", HTMLInputElement);
  byId("checked-title").textContent = `What did you find of ${about}?`;
  note.value = "";
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener(
      "close",
      () => resolve(dialog.returnValue === "" ? undefined : { ended: dialog.returnValue === "ended", note: looksLikeToken(note.value) ? "" : note.value.trim() }),
      { once: true },
    );
  });
}

/** Prepares the buttons; Escape is the browser's. */
export function prepare(): void {
  const dialog = byId("checked", HTMLDialogElement);
  byId("checked-ended").addEventListener("click", () => dialog.close("ended"));
  byId("checked-alive").addEventListener("click", () => dialog.close("alive"));
  byId("checked-no").addEventListener("click", () => dialog.close(""));
}
