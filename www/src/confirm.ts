// The question before a call.

import { byId, make } from "./dom.ts";

/** The words of a question. */
export interface Question {
  title: string;
  lines: readonly string[];
  /** The words on the button that confirms: they name the action. */
  yes: string;
}

let turn: Promise<unknown> = Promise.resolve();

/**
 * Asks, and resolves to whether the person confirmed. The focus starts on the safe answer, and goes back afterwards. If a
 * question is open, the next one waits for its answer.
 */
export function ask(question: Question): Promise<boolean> {
  const answer = turn.then(() => put(question));
  turn = answer;
  return answer;
}

/** Closes an open question, as if the person had refused. */
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

/** Prepares the buttons. The browser itself handles Escape. */
export function prepare(): void {
  const dialog = byId("confirm", HTMLDialogElement);
  byId("confirm-yes").addEventListener("click", () => dialog.close("yes"));
  byId("confirm-no").addEventListener("click", () => dialog.close("no"));
}
