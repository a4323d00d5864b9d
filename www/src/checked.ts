// The question "I checked…": what a person found out about a call that may have happened.

import { byId } from "./dom.ts";
import { refuseTokens, unmark } from "./fields.ts";

/** What the person found. */
export interface Found {
  ended: boolean;
  note: string;
}

/** Asks what the person found. Resolves to `undefined` if they give no answer. */
export function ask(about: string): Promise<Found | undefined> {
  const dialog = byId("checked", HTMLDialogElement);
  const note = byId("checked-note", HTMLInputElement);
  byId("checked-title").textContent = `What did you find out about ${about}?`;
  unmark();
  note.value = "";
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener(
      "close",
      () => resolve(dialog.returnValue === "" ? undefined : { ended: dialog.returnValue === "ended", note: note.value.trim() }),
      { once: true },
    );
  });
}

/** Closes the question, if it is open. */
export function dismiss(): void {
  byId("checked", HTMLDialogElement).close("");
}

/** Prepares the buttons. The browser itself handles Escape. */
export function prepare(): void {
  const dialog = byId("checked", HTMLDialogElement);
  const answer = (found: string) => {
    if (!refuseTokens(["checked-note"], () => false)) dialog.close(found);
  };
  byId("checked-ended").addEventListener("click", () => answer("ended"));
  byId("checked-alive").addEventListener("click", () => answer("alive"));
  byId("checked-no").addEventListener("click", () => dialog.close(""));
}
