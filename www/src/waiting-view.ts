// Shows the lists that wait for a run.

import { byId, make } from "./dom.ts";
import { shortName } from "./hosts.ts";
import type { Waiting } from "./runs.ts";
import { countOf } from "./target.ts";
import { moment } from "./times.ts";

/** The handlers of the buttons. */
export interface Handlers {
  review(waiting: Waiting): void;
  discard(waiting: Waiting): void;
}

const DEVICES = { all: "", mobile: " on mobile devices", web: " in web browsers" };

/** Draws the lists. `here` is the host at which the admin is signed in. */
export function draw(queue: readonly Waiting[], here: string, handlers: Handlers): void {
  const box = byId("waiting");
  box.hidden = queue.length === 0;
  // Draw only if something has changed, so that a button can keep the focus.
  const drawn = JSON.stringify([here, queue.map(({ list, asks, fleeting }) => [list.id, list.at, asks, fleeting])]);
  if (box.dataset.drawn === drawn) return;
  box.dataset.drawn = drawn;
  byId("waiting-lists").replaceChildren(...queue.map((waiting) => item(waiting, here, handlers)));
}

function item(waiting: Waiting, here: string, handlers: Handlers): HTMLLIElement {
  const { method, devices, targets, host, organisation, at, note } = waiting.list;
  const count = countOf(method, targets.length);
  const what = `${method === "reset" ? "Reset" : "Revoke"} ${count}${DEVICES[devices]}`;
  const place = [shortName(host), organisation && `(${organisation})`].filter(Boolean).join(" ");
  const about = make("span", "", "stack");
  about.append(make("strong", what), make("span", `At ${place}. Agreed to: ${moment(at)}.${note && ` Note: ${note}`}`, "quiet"), make("span", whenOf(waiting, here)));
  const made = make("li");
  made.append(about, button("Take out", what, () => handlers.discard(waiting)));
  if (waiting.asks && host === here) made.lastElementChild?.before(button("Review…", what, () => handlers.review(waiting)));
  return made;
}

function whenOf({ asks, fleeting, list }: Waiting, here: string): string {
  const begins = asks ? "It begins only after you review it again." : "It begins when the run before it is over.";
  return [list.host === here ? begins : `Sign in at ${shortName(list.host)} to begin it.`, fleeting && "This browser can’t keep it: it is lost when you close this page."].filter(Boolean).join(" ");
}

function button(words: string, what: string, act: () => void): HTMLButtonElement {
  const made = make("button", words, "plain small");
  made.type = "button";
  made.setAttribute("aria-label", `${words} ${what}`);
  made.addEventListener("click", act);
  return made;
}
