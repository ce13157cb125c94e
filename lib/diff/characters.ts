/** A stretch of text that both sides share, or that stands on this side only. */
export type Stretch = { text: string; changed: boolean };

const LIMIT = 400;

/**
 * The characters in which two texts differ, as stretches of each side. Longest common subsequence over code points, so that an
 * emoji is one character. Long texts are compared by common start and end only: quadratic work has no place in a list.
 */
export function diffCharacters(legacy: string, target: string): { legacy: Stretch[]; target: Stretch[] } {
  const a = [...legacy];
  const b = [...target];
  const head = commonLength(a, b, (list, i) => list[i]);
  const restA = a.slice(head);
  const restB = b.slice(head);
  const tail = commonLength(restA, restB, (list, i) => list[list.length - 1 - i]);
  const midA = restA.slice(0, restA.length - tail);
  const midB = restB.slice(0, restB.length - tail);
  const keep =
    midA.length <= LIMIT && midB.length <= LIMIT
      ? commonSubsequence(midA, midB)
      : { a: new Set<number>(), b: new Set<number>() };
  return {
    legacy: stretches(a, (i) => i < head || i >= a.length - tail || keep.a.has(i - head)),
    target: stretches(b, (i) => i < head || i >= b.length - tail || keep.b.has(i - head)),
  };
}

function commonLength(a: string[], b: string[], at: (list: string[], i: number) => string | undefined): number {
  const most = Math.min(a.length, b.length);
  let i = 0;
  while (i < most && at(a, i) === at(b, i)) i += 1;
  return i;
}

function commonSubsequence(a: string[], b: string[]): { a: Set<number>; b: Set<number> } {
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  const length = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] = a[i] === b[j] ? length(i + 1, j + 1) + 1 : Math.max(length(i + 1, j), length(i, j + 1));
    }
  }
  const kept = { a: new Set<number>(), b: new Set<number>() };
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      kept.a.add(i);
      kept.b.add(j);
      i += 1;
      j += 1;
    } else if (length(i + 1, j) >= length(i, j + 1)) i += 1;
    else j += 1;
  }
  return kept;
}

function stretches(characters: string[], isShared: (i: number) => boolean): Stretch[] {
  const found: Stretch[] = [];
  characters.forEach((character, i) => {
    const changed = !isShared(i);
    const last = found.at(-1);
    if (last && last.changed === changed) last.text += character;
    else found.push({ text: character, changed });
  });
  return found;
}
