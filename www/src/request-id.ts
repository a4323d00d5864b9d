// A request id, which Slack's support asks for, and a button that copies it.

import { announce, icon, make } from "./dom.ts";

/** The id and its button, or the word "none". */
export function requestId(id: string): HTMLElement {
  const made = make("span", "", "request-id");
  if (!id) {
    made.append(make("span", "none", "quiet"));
    return made;
  }
  const shown = make("code", id);
  const button = make("button", "", "plain copy");
  button.type = "button";
  button.append(icon("copy"));
  button.title = "Copy";
  button.setAttribute("aria-label", `Copy request id ${id}`);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(id);
      announce("Request id copied.");
      button.replaceChildren(icon("done"));
    } catch {
      // If the browser refuses to copy, select the id for the person.
      getSelection()?.selectAllChildren(shown);
      announce("The browser refused to copy. The request id is selected: copy it yourself.", true);
    }
  });
  made.append(shown, button);
  return made;
}
