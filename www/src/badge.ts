// How an outcome looks everywhere: an icon and words. Colour is never the only difference.

import { icon, make } from "./dom.ts";
import type { Standing } from "./explain.ts";

/** The outcome in a few words. */
export const SHORT: Record<Standing, string> = {
  done: "Done",
  nothing: "Nothing to end",
  rejected: "Not done",
  not_sent: "Nothing sent",
  unknown: "Unknown: check",
};

/** The outcome in a sentence. */
export const LONG: Record<Standing, string> = {
  done: "Done",
  nothing: "Nothing to end: the session is gone",
  rejected: "Not done",
  not_sent: "Not done: nothing was sent",
  unknown: "It may have happened — check before you repeat",
};

/** A small badge with the outcome. */
export function badge(standing: Standing): HTMLElement {
  const made = make("span", "", "badge");
  made.dataset.standing = standing;
  made.append(icon(standing), SHORT[standing]);
  return made;
}
