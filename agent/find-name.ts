import { foldName } from '../core/dataset/fold-name.ts';

/** The name among `names` that is meant by `wanted`: the same, else the same but for case, else the same when folded. */
export function findName(wanted: string, names: readonly string[]): string | undefined {
  if (names.includes(wanted)) return wanted;
  const byCase = names.filter((name) => name.toLowerCase() === wanted.toLowerCase());
  if (byCase.length === 1) return byCase[0];
  const folded = names.filter((name) => foldName(name) === foldName(wanted));
  return folded.length === 1 ? folded[0] : undefined;
}

/** Up to three names that a person may have meant, nearest first. */
export function nearestNames(wanted: string, names: readonly string[]): string[] {
  const target = foldName(wanted);
  const near = names
    .map((name) => ({ name, distance: editDistance(target, foldName(name)) }))
    .filter(({ name, distance }) => distance <= Math.max(2, target.length / 2) || foldName(name).includes(target));
  near.sort((a, b) => a.distance - b.distance || a.name.localeCompare(b.name));
  return near.slice(0, 3).map(({ name }) => name);
}

/** The end of a sentence about a name that is not there. */
export function didYouMean(wanted: string, names: readonly string[]): string {
  const near = nearestNames(wanted, names);
  if (near.length > 0) return `Nearest: ${near.join(', ')}.`;
  return names.length > 0
    ? `There is: ${names.slice(0, 12).join(', ')}${names.length > 12 ? ', …' : ''}.`
    : 'There are none.';
}

/** Levenshtein distance, row by row. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? a.length;
}
