// Medians, and ratios of figures that were taken in turn.

const sorted = (numbers) => [...numbers].sort((a, b) => a - b);

export function median(numbers) {
  const all = sorted(numbers);
  const half = all.length >> 1;
  return all.length % 2 ? all[half] : (all[half - 1] + all[half]) / 2;
}

/** Round by round: if the machine is slow for a while, it is slow for both. */
export const ratios = (over, under) => over.map((figure, round) => figure / under[round]);

export const ratio = (over, under) => median(ratios(over, under));

/** Of the best round of each: other work of the machine can only add time. */
export const atBest = (over, under) => Math.min(...over) / Math.min(...under);

/** The middle half. */
export function spread(numbers) {
  const all = sorted(numbers);
  const at = (part) => all[Math.round((all.length - 1) * part)];
  return [at(0.25), at(0.75)];
}

/** What `measure` gives for each of `names`, in rounds that begin with another one each. */
export async function inTurn(names, rounds, measure) {
  const figures = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < names.length; turn += 1) {
      const name = names[(turn + round) % names.length];
      figures[name].push(await measure(name));
    }
  }
  return figures;
}
