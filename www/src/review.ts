// The review before a run: what is left out, what was done before, what will happen, and how long it takes.

import { SHORT } from "./badge.ts";
import { byId, make } from "./dom.ts";
import type { Standing } from "./explain.ts";
import { refuseTokens, unmark } from "./fields.ts";
import type { Prepared } from "./prepared.ts";
import { type Method, type Target, countOf, named, shortId } from "./target.ts";
import { duration, momentFirst } from "./times.ts";

/** With this many targets or more, the person has to type their number. */
const TYPED = 10;
/** How many ready targets are shown. */
const SHOWN = 50;

/** The last call for a target. */
export interface Before {
  at: number;
  standing: Standing;
}

/** What the review shows besides the targets. */
export interface Context {
  host: string;
  organisation: string;
  /** Calls a minute. */
  perMinute: number;
  /** Whether this run has to wait for another one. */
  queued: boolean;
  /** The note so far. */
  note: string;
  before(target: Target): Before | undefined;
}

/** The targets and the note that the person agreed to. */
export interface Agreed {
  targets: Target[];
  note: string;
}

const WHERE = { all: "All sessions on all devices", mobile: "All sessions on mobile devices", web: "All sessions in web browsers" };

/** Shows the review. Resolves to what the person agreed to, or to `undefined`. */
export function review(prepared: Prepared, context: Context): Promise<Agreed | undefined> {
  const pane = byId("review");
  const typed = byId("review-number", HTMLInputElement);
  const note = byId("review-note", HTMLInputElement);
  const controller = new AbortController();
  const { signal } = controller;
  let targets = [...prepared.targets];

  const draw = () => {
    const users = countOf(prepared.method, targets.length);
    const reset = prepared.method === "reset";
    byId("review-title").textContent = `${reset ? "Reset" : "Revoke"} ${users}?`;
    const place = context.organisation ? `${context.host} (${context.organisation})` : context.host;
    const time = duration((targets.length * 61) / context.perMinute);
    byId("review-what").textContent = [
      reset ? `${WHERE[prepared.devices]}, at ${place}.` : `At ${place}.`,
      `About ${time}: Slack allows 20 calls a minute.`,
      context.queued ? "It begins when the run before it is over." : "",
      targets.length > 60 ? "This many resets alert some organisations: tell the security team first." : "",
    ].join(" ");
    byId("review-yes").textContent = context.queued
      ? `Queue ${users}`
      : reset
        ? `End ${prepared.devices === "all" ? "all" : `all ${prepared.devices}`} sessions of ${users}`
        : `End ${users}`;
    byId("review-typed").hidden = targets.length < TYPED;
    byId("review-number-label").textContent = `Type ${targets.length} to go on`;
    rows(prepared, targets, context, (gone) => {
      targets = targets.filter((target) => target !== gone);
      draw();
      byId("review-title").focus();
    });
    ready();
  };
  const ready = () => {
    const agreed = targets.length > 0 && (targets.length < TYPED || typed.value.trim() === String(targets.length));
    byId("review-yes").setAttribute("aria-disabled", String(!agreed));
    return agreed;
  };

  // Only one review can be open: close the one before.
  dismiss();
  unmark();
  typed.value = "";
  note.value = context.note;
  pane.hidden = false;
  draw();
  byId("review-title").focus();
  pane.scrollIntoView({ block: "nearest" });
  return new Promise((resolve) => {
    const end = (agreed: Agreed | undefined) => {
      controller.abort();
      pane.hidden = true;
      resolve(agreed);
    };
    typed.addEventListener("input", ready, { signal });
    byId("review-form").addEventListener(
      "submit",
      (event) => {
        event.preventDefault();
        if (refuseTokens(["review-note"], () => false)) return;
        if (ready()) end({ targets, note: note.value.trim() });
        else if (targets.length >= TYPED) typed.focus();
      },
      { signal },
    );
    byId("review-no").addEventListener("click", () => end(undefined), { signal });
    pane.addEventListener("keydown", (event) => event.key === "Escape" && end(undefined), { signal });
    pane.addEventListener("replaced", () => end(undefined), { signal });
  });
}

/** Closes an open review, as if the person had refused. */
export function dismiss(): void {
  byId("review").dispatchEvent(new Event("replaced"));
}

/** Draws the rows. Exceptions come before the buttons: left-out lines, and targets called before. The others follow in order. */
function rows(prepared: Prepared, targets: readonly Target[], context: Context, remove: (target: Target) => void): void {
  const out = prepared.left.map(({ line, text, why }) => row(text, `${line > 0 ? `Line ${line}. ` : ""}${why}`, "Left out", "rejected"));
  if (prepared.more > 0) out.push(row("", `${prepared.more} more lines are left out.`, "Left out", "rejected"));
  const again: HTMLElement[] = [];
  const plain: HTMLElement[] = [];
  for (const target of targets) {
    const before = context.before(target);
    if (!before && plain.length >= SHOWN) continue;
    const made = before
      ? row(named(target), `${momentFirst(before.at)}: ${SHORT[before.standing]}.${repeatWarning(prepared.method, before)}`, "Again", "not_sent")
      : row(named(target), prepared.addresses.get(target.user_id ?? "") ?? "", "Ready", "ready");
    const cell = made.lastElementChild;
    const button = make("button", "Remove", "link");
    button.type = "button";
    button.setAttribute("aria-label", `Remove ${shortId(target)}`);
    button.addEventListener("click", () => remove(target));
    cell?.append(button);
    (before ? again : plain).push(made);
  }
  byId("review-exceptions").hidden = out.length + again.length === 0;
  byId("review-exception-rows").replaceChildren(...out, ...again);
  byId("review-rows").replaceChildren(...plain);
  const hidden = targets.length - again.length - plain.length;
  byId("review-more").textContent = hidden > 0 ? `… and ${hidden.toLocaleString("en")} more, all ready` : "";
  const counts = [
    `${targets.length - again.length} ready`,
    again.length > 0 && `${again.length} called before`,
    prepared.left.length + prepared.more > 0 && `${prepared.left.length + prepared.more} left out`,
    prepared.twice > 0 && `${prepared.twice} named again`,
  ];
  byId("review-counts").textContent = counts.filter(Boolean).join(" · ");
}

/** A warning before a second reset of a user, if the first one was done or may have been done. */
export function repeatWarning(method: Method, { at, standing }: Before): string {
  const day = 86_400_000;
  const again = method === "reset" && ["done", "unknown"].includes(standing) && Date.now() - at < day;
  return again ? " A second reset within 24 hours alerts some organisations." : "";
}

function row(text: string, why: string, badge: string, standing: string): HTMLTableRowElement {
  const made = make("tr");
  made.setAttribute("role", "row");
  const sign = make("span", badge, "badge plain-badge");
  sign.dataset.standing = standing;
  for (const [label, content] of [["Target", make("span", text, "id")], ["State", sign], ["Note", why], ["", ""]] as const) {
    const cell = make("td");
    cell.setAttribute("role", "cell");
    cell.dataset.label = label;
    cell.append(content);
    made.append(cell);
  }
  return made;
}
