import { expect, test } from 'vitest';
import type { RunInput } from '../run/schema.ts';
import { buildEvidence } from '../testing/build-evidence.ts';
import { fieldRun } from '../testing/build-run.ts';
import { evaluateCriterion } from './registry.ts';
import { criterionDefinitionSchema } from './schema.ts';

const at = '2026-11-21T08:00:00Z';
const definition = criterionDefinitionSchema.parse({
  metric: 'row_match_rate',
  comparator: 'gte',
  threshold: '0.999',
  options: { weighting: 'money' },
});

/** 100 of 1,000 rows differ in the money column itself. */
function outcomeOf(money: { moneyGross: string; rowsWorthNothing?: number }): string {
  const group = { class: 'modified', field: 'amount', pattern: { id: 'none', version: 1 }, rowCount: 100, ...money };
  const more = { moneyCompared: '1000000', groups: [group] } as Partial<RunInput>;
  const made = buildEvidence({
    datasets: [{ name: 'payouts' }],
    checks: [
      { dataset: 'payouts', kind: 'field_level', runs: [fieldRun(at, { identical: 900, modified: 100 }, more)] },
    ],
  });
  const evidence = { ...made, datasets: made.datasets.map((dataset) => ({ ...dataset, moneyColumn: 'amount' })) };
  return evaluateCriterion(definition, evidence, new Date('2026-11-21T08:05:00Z')).outcome;
}

test('rows that differ in the money column itself and are said to be worth nothing leave the rate unknown', () => {
  expect(outcomeOf({ moneyGross: '100' })).toBe('met');
  expect(outcomeOf({ moneyGross: '0', rowsWorthNothing: 100 })).toBe('unknown');
  expect(outcomeOf({ moneyGross: '100', rowsWorthNothing: 1 })).toBe('unknown');
  expect(outcomeOf({ moneyGross: '100000' })).toBe('not_met');
});
