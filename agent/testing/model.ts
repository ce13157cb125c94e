/** A row of the model: key, text, number; null as null. */
export type ModelRow = { k: number | null; t: string | null; n: number | null };

export type Expected = {
  identical: number;
  modified: number;
  missingInTarget: number;
  extraInTarget: number;
  duplicateInTarget: number;
};

/**
 * What a comparison must find, by the plainest reading of the definition: within a key, equal rows are paired first, then what
 * is left; unpaired legacy rows are missing; unpaired target rows are duplicates if the key was seen, else the first is extra.
 */
export function expectedOf(legacy: readonly ModelRow[], target: readonly ModelRow[], keyed: boolean): Expected {
  const total: Expected = { identical: 0, modified: 0, missingInTarget: 0, extraInTarget: 0, duplicateInTarget: 0 };
  const keyOf = (row: ModelRow) => JSON.stringify(keyed ? row.k : [row.k, row.t, row.n]);
  for (const key of new Set([...legacy, ...target].map(keyOf))) {
    const left = legacy.filter((row) => keyOf(row) === key).map((row) => JSON.stringify(row));
    const right = target.filter((row) => keyOf(row) === key).map((row) => JSON.stringify(row));
    const seen = left.length > 0;
    for (let i = left.length - 1; i >= 0; i--) {
      const match = right.indexOf(left[i] ?? '');
      if (match < 0) continue;
      left.splice(i, 1);
      right.splice(match, 1);
      total.identical += 1;
    }
    const pairs = Math.min(left.length, right.length);
    const over = right.length - pairs;
    total.modified += pairs;
    total.missingInTarget += left.length - pairs;
    total.extraInTarget += !seen && over > 0 ? 1 : 0;
    total.duplicateInTarget += seen ? over : Math.max(0, over - 1);
  }
  return total;
}
