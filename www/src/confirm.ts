// The question before anything happens.

import { byId, make } from "./dom.ts";

/** What is asked. */
export interface Question {
  title: string;
  lines: readonly string[];
  /** The words on the button that goes ahead: they name the deed. */
  yes: string;
}

let turn: Promise<unknown> = Promise.resolve();

/**
 * Asks, and resolves to whether the person wants it. The focus begins at the safe answer, and goes back afterwards. One question
 * waits for the answer to another.
 */
export function ask(question: Question): Promise<boolean> {
  const answer = turn.then(() => put(question));
  turn = answer;
  return answer;
}

/** Takes a question away that is open, as if it had been refused. */
export function dismiss(): void {
  byId("confirm", HTMLDialogElement).close("no");
}

function put({ title, lines, yes }: Question): Promise<boolean> {
  const dialog = byId("confirm", HTMLDialogElement);
  byId("confirm-title").textContent = title;
  byId("confirm-text").replaceChildren(...lines.map((line) => make("p", line)));
  byId("confirm-yes").textContent = yes;
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}

/** Prepares the buttons; Escape is the browser's. */
export function prepare(): void {
  const dialog = byId("confirm", HTMLDialogElement);
  byId("confirm-yes").addEventListener("click", () => dialog.close("yes"));
  byId("confirm-no").addEventListener("click", () => dialog.close("no"));
}
