import { describe, expect, test } from 'vitest';
import { type PlanDocument, type PlanDocumentInput, planDocumentSchema } from '../../plan/document.ts';
import { planDifferences } from '../../plan/plan-differences.ts';
import type { Effect } from './effect.ts';
import { effectOfDifference } from './effect-of-difference.ts';

const migration = { slug: 'm', name: 'M', legacySystem: 'a', targetSystem: 'b', timeZone: 'UTC', currency: 'EUR' };
type PlanFields = Partial<PlanDocumentInput>;
const plan = (given: PlanFields): PlanDocument => planDocumentSchema.parse({ parallax: 1, migration, ...given });
const HOUR = 3_600_000;
const check = (kind: 'record_count' | 'field_level' | 'checksum' | 'performance', everyMs = 24 * HOUR) => ({
  kind,
  schedule: { everyMs, graceMs: HOUR },
});
const dataset = (name: string, more: object = {}) => ({ name, legacyRef: name, targetRef: name, ...more });
const rows = { key: 'rows', metric: 'row_match_rate' as const, comparator: 'gt' as const, threshold: '0.99' };
const share = (
  metric: 'scenario_pass_rate' | 'inventory_documented' | 'attestation' | 'coverage',
  threshold = '1',
) => ({
  key: 'share',
  metric,
  comparator: 'gte' as const,
  threshold,
});
const phases = (...names: string[]) => ({ phases: names.map((name) => ({ name })) });
const window = (kind: 'freeze' | 'maintenance' | 'month_end' | 'holiday', from = 1, to = 2) => ({
  calendar: [{ name: 'W', kind, from: `2026-12-0${from}T00:00:00Z`, to: `2026-12-0${to}T00:00:00Z` }],
});

/** Of all that differs, the one that is the least free. */
function effectOf(before: PlanFields, after: PlanFields, approvedWindows: string[] = []): Effect {
  const [approved, current] = [plan(before), plan(after)];
  const standing = { approved, windows: new Set(approvedWindows) };
  const effects = planDifferences(approved, current).map((one) => effectOfDifference(one, standing));
  if (effects.length === 0) throw new Error('They do not differ.');
  return effects.find((effect) => effect === 'waits') ?? effects.find((effect) => effect === 'tightens') ?? 'harmless';
}

describe('what waits for a second person', () => {
  test.each<[string, PlanFields, PlanFields]>([
    ['a criterion that goes', { criteria: [rows] }, {}],
    ['one that asks less', { criteria: [rows] }, { criteria: [{ ...rows, threshold: '0.9' }] }],
    ['a wider scope', { criteria: [{ ...rows, scope: { kind: 'wave', wave: 1 } }] }, { criteria: [rows] }],
    ['a first criterion that blocks', {}, { criteria: [rows] }],
    [
      'a first one at some gate',
      { ...phases('A', 'B'), criteria: [{ ...rows, gates: ['A'] }] },
      { ...phases('A', 'B'), criteria: [rows] },
    ],
    ['a phase before', phases('A'), phases('X', 'A')],
    ['a phase behind', phases('A'), phases('A', 'X')],
    ['a phase that goes', phases('A', 'B'), phases('B')],
    ['another order of phases', phases('A', 'B'), phases('B', 'A')],
    ['a dataset that goes', { datasets: [dataset('a')] }, {}],
    ['another table', { datasets: [dataset('a')] }, { datasets: [dataset('a', { targetRef: 'b' })] }],
    ['another domain', { datasets: [dataset('a')] }, { datasets: [dataset('a', { domain: 'b' })] }],
    ['a first money column', { datasets: [dataset('a')] }, { datasets: [dataset('a', { moneyColumn: 'b' })] }],
    ['a first dataset in a scope', { criteria: [rows] }, { criteria: [rows], datasets: [dataset('a')] }],
    [
      'a check that a criterion misses',
      { criteria: [rows], datasets: [dataset('a')] },
      { criteria: [rows], datasets: [dataset('a', { checks: [check('field_level')] })] },
    ],
    [
      'one more check where a part is enough',
      { criteria: [share('coverage', '0.9')], datasets: [dataset('a')] },
      { criteria: [share('coverage', '0.9')], datasets: [dataset('a', { checks: [check('checksum')] })] },
    ],
    [
      'a result due later',
      { datasets: [dataset('a', { checks: [check('record_count')] })] },
      { datasets: [dataset('a', { checks: [check('record_count', 48 * HOUR)] })] },
    ],
    ['a freeze that goes', window('freeze'), {}],
    ['a shorter freeze', window('freeze', 1, 3), window('freeze', 1, 2)],
    ['a month-end that goes', window('month_end'), {}],
    ['a month-end of another time', window('month_end', 1, 2), window('month_end', 2, 3)],
    ['a freeze that becomes a holiday', window('freeze'), window('holiday')],
    ['a scenario that goes', { scenarios: [{ name: 'a' }] }, {}],
    [
      'a scenario that tests something else',
      { scenarios: [{ name: 'a', description: 'All partners.' }] },
      { scenarios: [{ name: 'a', description: 'One partner.' }] },
    ],
    [
      'a scenario more where a share is asked',
      { criteria: [share('scenario_pass_rate', '0.9')], scenarios: [{ name: 'a' }] },
      { criteria: [share('scenario_pass_rate', '0.9')], scenarios: [{ name: 'a' }, { name: 'b' }] },
    ],
    [
      'the first of them',
      { criteria: [share('scenario_pass_rate')] },
      { criteria: [share('scenario_pass_rate')], scenarios: [{ name: 'a' }] },
    ],
    ['a rule', {}, { rules: [{ name: 'r', action: 'accept' }] }],
    [
      'a higher limit of a trigger',
      { triggers: [{ name: 't', metric: 'error_rate', above: '0.1' }] },
      { triggers: [{ name: 't', metric: 'error_rate', above: '0.2' }] },
    ],
    ['a stage of the ramp', {}, { ramp: [{ name: 's', percent: 50 }] }],
    ['another time zone', {}, { migration: { ...migration, timeZone: 'Europe/Berlin' } }],
    ['what new datasets get', {}, { settings: { checks: [check('record_count')] } }],
  ])('%s', (_, before, after) => {
    expect(effectOf(before, after)).toBe('waits');
  });

  test('a change of maintenance that was approved', () => {
    expect(effectOf(window('maintenance', 1, 2), window('maintenance', 1, 3), ['W'])).toBe('waits');
    expect(effectOf(window('maintenance'), {}, ['W'])).toBe('waits');
    expect(effectOf(window('maintenance'), {})).toBe('harmless');
  });
});

describe('what takes effect at once', () => {
  const two = { criteria: [rows], datasets: [dataset('a', { checks: [check('field_level')] })] };
  test.each<[string, PlanFields, PlanFields, Effect]>([
    ['a criterion more', { criteria: [rows] }, { criteria: [rows, { ...rows, key: 'too' }] }, 'tightens'],
    ['one that asks more', { criteria: [rows] }, { criteria: [{ ...rows, threshold: '0.999' }] }, 'tightens'],
    ['another owner', { criteria: [rows] }, { criteria: [{ ...rows, ownerTeam: 'BI' }] }, 'harmless'],
    ['a dataset more', two, { ...two, datasets: [...two.datasets, dataset('b')] }, 'tightens'],
    [
      'a check more that everything is asked of',
      { ...two, criteria: [rows, share('coverage')] },
      {
        ...two,
        criteria: [rows, share('coverage')],
        datasets: [dataset('a', { checks: [check('field_level'), check('checksum')] })],
      },
      'tightens',
    ],
    [
      'a result due sooner',
      { datasets: [dataset('a', { checks: [check('record_count')] })] },
      { datasets: [dataset('a', { checks: [check('record_count', HOUR)] })] },
      'tightens',
    ],
    ['a freeze', {}, window('freeze'), 'tightens'],
    ['a longer one', window('freeze', 2, 3), window('freeze', 1, 3), 'tightens'],
    [
      'a month-end',
      { criteria: [share('coverage')] },
      { criteria: [share('coverage')], ...window('month_end') },
      'tightens',
    ],
    ['maintenance that nobody approved', {}, window('maintenance'), 'harmless'],
    ['a holiday', {}, window('holiday'), 'harmless'],
    [
      'a scenario more of which all are asked',
      { criteria: [share('scenario_pass_rate')], scenarios: [{ name: 'a' }] },
      { criteria: [share('scenario_pass_rate')], scenarios: [{ name: 'a' }, { name: 'b' }] },
      'tightens',
    ],
    ['a limit that leads back', {}, { triggers: [{ name: 't', metric: 'error_rate', above: '0.1' }] }, 'tightens'],
    [
      'words about a phase',
      phases('A'),
      { phases: [{ name: 'A', goal: 'Look.', plannedTo: '2026-12-31' }] },
      'harmless',
    ],
    ['a team', {}, { teams: [{ name: 'BI' }] }, 'harmless'],
    ['the promised day', {}, { settings: { committedOn: '2026-12-31' } }, 'harmless'],
    ['a cost', {}, { costs: [{ name: 'c', kind: 'licence', amount: '5', per: 'day' }] }, 'harmless'],
  ])('%s', (_, before, after, effect) => {
    expect(effectOf(before, after)).toBe(effect);
  });
});
