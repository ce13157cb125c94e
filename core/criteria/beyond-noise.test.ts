import { expect, test } from 'vitest';
import { type Run, runSchema } from '../run/schema.ts';
import { buildEvidence } from '../testing/build-evidence.ts';
import { fieldRun } from '../testing/build-run.ts';
import { evaluateCriterion } from './registry.ts';
import { criterionDefinitionSchema } from './schema.ts';

const at = '2026-11-21T08:00:00Z';
const now = new Date('2026-11-21T08:05:00Z');
const definition = criterionDefinitionSchema.parse({
  metric: 'noise_adjusted_mismatch',
  comparator: 'lte',
  threshold: '0.01',
});

test('noise of one column excuses nothing in another, and too much of it nothing at all', () => {
  const fields = (amount: number, note: number) => [
    { name: 'amount', compared: 1_000, matching: 1_000 - amount },
    { name: 'note', compared: 1_000, matching: 1_000 - note },
  ];
  const rows = (differ: number) => ({ identical: 1_000 - differ, modified: differ });
  const noisy = (differ: number, columns: object[]) => {
    const {
      differences: _,
      differencesComplete: __,
      ...own
    } = Object.fromEntries(Object.entries(fieldRun(at, rows(differ), {}, 9)));
    return runSchema.parse({ ...own, fields: columns, kind: 'noise_floor' });
  };
  const outcome = (differ: number, found: ReturnType<typeof fields>, noise: Run) =>
    evaluateCriterion(
      definition,
      buildEvidence({
        datasets: [{ name: 'payouts' }],
        checks: [
          { dataset: 'payouts', kind: 'field_level', runs: [fieldRun(at, rows(differ), { fields: found })] },
          { dataset: 'payouts', kind: 'noise_floor', runs: [noise] },
        ],
      }),
      now,
    );
  const inNote = noisy(100, fields(0, 100));
  expect(outcome(100, fields(100, 0), inNote)).toMatchObject({ outcome: 'not_met', value: '0.1' });
  expect(outcome(100, fields(0, 100), inNote)).toMatchObject({ outcome: 'met', value: '0' });
  expect(outcome(105, fields(5, 100), inNote)).toMatchObject({ outcome: 'met', value: '0.005' });
  // Of a column without measured noise, all counts; where none differs more, other columns were looked at.
  expect(outcome(100, fields(100, 0), noisy(100, fields(0, 100).slice(1)))).toMatchObject({ outcome: 'not_met' });
  expect(outcome(100, fields(0, 100), noisy(100, fields(0, 100).slice(1)))).toMatchObject({ outcome: 'unknown' });
  expect(outcome(1_000, fields(1_000, 0), noisy(1_000, fields(1_000, 0)))).toMatchObject({ outcome: 'unknown' });
  expect(outcome(1_000, fields(1_000, 0), noisy(600, fields(600, 0)))).toMatchObject({ outcome: 'not_met' });
});
