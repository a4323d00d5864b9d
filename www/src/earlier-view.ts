// The list of other runs, of this page and of the last day, from which one can be shown again.

import { byId, make } from "./dom.ts";
import type { Run } from "./run-model.ts";
import { countOf } from "./target.ts";
import { momentFirst } from "./times.ts";

/** Lists the runs without `shown`. `toCheck` returns the number of targets whose outcome is still unknown. */
export function draw(runs: readonly Run[], shown: Run | undefined, toCheck: (run: Run) => number, look: (run: Run) => void): void {
  const others = runs.filter((run) => run !== shown).map((run) => [run, wordsOf(run, toCheck)] as const);
  const box = byId("earlier");
  box.hidden = others.length === 0;
  // Draw only if something has changed, so that a button can keep the focus.
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
