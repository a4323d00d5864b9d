// The runs of this page and of the last day, to look at one of them again.

import { byId, make } from "./dom.ts";
import type { Run } from "./run-model.ts";
import { countOf } from "./target.ts";
import { momentFirst } from "./times.ts";

/** Shows those beside the one that is shown already; `toCheck` says of how many targets nobody knows yet what became of them. */
export function draw(runs: readonly Run[], shown: Run | undefined, toCheck: (run: Run) => number, look: (run: Run) => void): void {
  const others = runs.filter((run) => run !== shown).map((run) => [run, wordsOf(run, toCheck)] as const);
  const box = byId("earlier");
  box.hidden = others.length === 0;
  // Drawn anew only where something has changed: a button may have the focus.
  const drawn = JSON.stringify(others.map(([{ id }, words]) => [id, words]));
  if (box.dataset.drawn === drawn) return;
  box.dataset.drawn = drawn;
  byId("earlier-runs").replaceChildren(
    ...others.map(([run, words]) => {
      const button = make("button", words, "link");
      button.type = "button";
      button.addEventListener("click", () => look(run));
      const made = make("li");
      made.append(button);
      return made;
    }),
  );
}

function wordsOf(run: Run, toCheck: (run: Run) => number): string {
  const { method, rows, at } = run;
  const open = toCheck(run);
  return [momentFirst(at), `${method === "reset" ? "reset of" : "revocation of"} ${countOf(method, rows.length)}`, open > 0 && `${open} to check`].filter(Boolean).join(" · ");
}
