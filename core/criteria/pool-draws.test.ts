import { describe, expect, test } from 'vitest';
import type { Run } from '../run/schema.ts';
import { buildEvidence } from '../testing/build-evidence.ts';
import { sampleRun } from '../testing/build-run.ts';
import { fieldMatchRate } from './metrics/field-match-rate.ts';
import { criterionDefinitionSchema } from './schema.ts';

/** So many rows that a draw of them is as good as one with putting back. */
const MANY = 1_000_000_000;
const definition = criterionDefinitionSchema.parse({
  metric: 'field_match_rate',
  comparator: 'gt',
  threshold: '0.999',
});

function evaluate(runs: readonly Run[]) {
  const evidence = buildEvidence({
    datasets: [{ name: 'payouts' }],
    checks: [{ dataset: 'payouts', kind: 'field_level', runs, sampleRows: 1 }],
  });
  return fieldMatchRate.evaluate(definition, evidence, new Date('2026-11-21T09:30:00Z'));
}

describe('draws of which nobody knows whether they saw other rows count once', () => {
  const draw = (n: number, seed: string | null, rows: Parameters<typeof sampleRun>[1] = { identical: 1_500 }) =>
    sampleRun(`2026-11-21T0${n}:00:00Z`, rows, MANY, seed, n);

  test.each<[string, (string | null)[]]>([
    ['without a seed', [null, null, null]],
    ['without a seed, beside one that names it', ['a', null, null]],
    ['one of characters that nobody sees', ['a', '\u200b ', null]],
    ['another case', ['Seed', 'sEED']],
    ['full width', ['s1', 'ｓ１']],
    ['a character that nobody sees', ['s1', 's\u200b1']],
    ['blanks', ['s 1', '  s  1 ']],
  ])('%s', (_, seeds) => {
    const runs = seeds.map((seed, i) => draw(i + 1, seed));
    for (const order of [runs, runs.toReversed()]) {
      expect(evaluate(order)).toMatchObject({ outcome: 'unknown', gap: 'needs 1,495 clean rows more' });
    }
  });

  test('they are named where they add nothing', () => {
    expect(evaluate([draw(1, null), draw(2, null)]).detail).toContain('draws that name no seed add nothing to others');
    expect(evaluate([draw(1, null)]).detail).not.toContain('no seed');
    expect(evaluate([draw(1, 'a'), draw(2, 'b')]).detail).not.toContain('no seed');
  });

  test('the largest of them counts, and those that name their seed add up beside them', () => {
    expect(evaluate([draw(1, null, { identical: 3_000 }), draw(2, null)]).outcome).toBe('met');
    expect(evaluate([draw(1, 'a'), draw(2, 'b'), draw(3, null)]).outcome).toBe('met');
  });

  test('what fails in any of them counts, and what passes in another hides none of it', () => {
    const failing = draw(1, null, { identical: 2_900, modified: 100 });
    expect(evaluate([failing, draw(2, null, { identical: 9_000 })]).outcome).toBe('not_met');
    const few = Array.from({ length: 8 }, (_, i) => draw(i + 1, null, { identical: 95, modified: 5 }));
    expect(evaluate([...few, draw(9, 'a', { identical: 9_000 })]).outcome).toBe('not_met');
  });

  test.each(['a', null])('rows without a partner in one are not hidden by the pairs of another: seed %s', (seed) => {
    const missing = draw(1, seed, { identical: 9_950, missingInTarget: 20 });
    expect(evaluate([missing, draw(2, seed, { identical: 9_970 })]).outcome).not.toBe('met');
  });
});
