import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { type checkDefinitionSchema, type DeclaredDataset, declaredDatasetSchema } from '../dataset/schema.ts';
import { datasetAspects, datasetDirection } from './dataset.ts';

type Input = Partial<z.input<typeof declaredDatasetSchema>>;
const declare = (given: Input = {}): DeclaredDataset =>
  declaredDatasetSchema.parse({ name: 'payouts', legacyRef: 'old', targetRef: 'new', ...given });
const HOUR = 3_600_000;
type Check = z.input<typeof checkDefinitionSchema>;
const fields = (given: Partial<Check> = {}): Check => ({
  kind: 'field_level',
  schedule: { everyMs: 24 * HOUR, graceMs: HOUR },
  ...given,
});
const column = (given: object = {}) => [{ name: 'amount', ...given }];
const load = (tolerances: Check['tolerances']) => ({ checks: [fields({ kind: 'performance', tolerances })] });
const lag = (tolerances: Check['tolerances']) => ({ checks: [fields({ kind: 'replication_lag', tolerances })] });
const schedule = (everyMs: number, graceMs: number) => ({ checks: [fields({ schedule: { everyMs, graceMs } })] });
const sample = (rows: number, seed?: string) => ({ checks: [fields({ sampling: { rows, seed } })] });

describe('what a change of a dataset does', () => {
  test.each<[string, Input, Input]>([
    ['a lower criticality', { criticality: 'critical' }, { criticality: 'high' }],
    ['empty is no longer a gap', {}, { mayBeEmpty: true }],
    ['more lag', { lagMs: 1_000 }, { lagMs: 2_000 }],
    ['another table', {}, { targetRef: 'other' }],
    ['another key', { keyColumns: ['id'] }, { keyColumns: ['id', 'line'] }],
    ['another domain', {}, { domain: 'archive' }],
    ['a later wave', { wave: 1 }, { wave: 9 }],
    ['rows too young to count', {}, { watermarkColumn: 'made' }],
    ['no longer judged by money', { moneyColumn: 'amount' }, { moneyColumn: null }],
    ['other money', { moneyColumn: 'amount' }, { moneyColumn: 'tax' }],
    ['a column left out', { columns: column() }, { columns: column({ ignore: true }) }],
    ['a column that was never listed left out', {}, { columns: column({ ignore: true }) }],
    ['a column that need not be compared', { columns: column() }, {}],
    ['a column compared as something else', { columns: column() }, { columns: column({ type: 'text' }) }],
    ['a column in another zone', {}, { columns: column({ legacyTimeZone: 'Asia/Tokyo' }) }],
    ['a check taken away', { checks: [fields()] }, {}],
    ['a result due later', schedule(HOUR, HOUR), schedule(2 * HOUR, HOUR)],
    ['more grace', schedule(HOUR, HOUR), schedule(HOUR, 2 * HOUR)],
    ['a sample instead of every row', { checks: [fields()] }, sample(100)],
    ['a smaller sample', sample(100), sample(99)],
    ['a sample known before', sample(100), sample(100, 'mine')],
    [
      'a check with more lag than its dataset',
      { checks: [fields()] },
      { checks: [fields({ tolerances: { lagMs: 1 } })] },
    ],
    ['suspected rows that never count', lag({ lagLimitMs: 5 }), lag({})],
    ['a limit of the lag that is gone', lag({ lagMs: 5 }), lag({})],
    ['a slower promise', load({ slaMs: '400' }), load({ slaMs: '400.1' })],
    ['a promise where none was', load({}), load({ slaMs: '400' })],
    ['a lower percentile', load({}), load({ percentile: '0.9' })],
    ['another share of the peak', load({}), load({ peakShare: '0.9' })],
    ['another cycle', load({ cycleDays: 31 }), load({ cycleDays: 62 })],
    ['one thing easier and another harder', { wave: 2 }, { wave: 3, criticality: 'critical' }],
  ])('loosens: %s', (_, before, after) => {
    expect(datasetDirection(declare(before), declare(after))).toBe('loosens');
  });

  test.each<[string, Input, Input]>([
    ['a higher criticality', { criticality: 'high' }, { criticality: 'critical' }],
    ['empty is a gap', { mayBeEmpty: true }, {}],
    ['less lag', { lagMs: 2 }, { lagMs: 1 }],
    ['every row counted', { watermarkColumn: 'made' }, {}],
    ['judged by money too', {}, { moneyColumn: 'amount' }],
    ['a column that must be compared', {}, { columns: column() }],
    ['a column no longer left out', { columns: column({ ignore: true }) }, { columns: column() }],
    ['one check more', {}, { checks: [fields()] }],
    ['due sooner', schedule(HOUR, HOUR), schedule(HOUR, 0)],
    ['every row instead of a sample', sample(100), { checks: [fields()] }],
    ['a larger sample', sample(100), sample(101)],
    ['a faster promise', load({ slaMs: '400' }), load({ slaMs: '399' })],
    ['no promise', load({ slaMs: '400' }), load({})],
    ['a higher percentile', load({}), load({ percentile: '0.99' })],
  ])('tightens: %s', (_, before, after) => {
    expect(datasetDirection(declare(before), declare(after))).toBe('tightens');
  });

  test('neither: another owner, a masked column, the same time put together otherwise', () => {
    expect(datasetDirection(declare(), declare({ ownerTeam: 'BI' }))).toBe('changes');
    expect(datasetDirection(declare({ columns: column() }), declare({ columns: column({ sensitive: true }) }))).toBe(
      'changes',
    );
    expect(datasetDirection(declare(schedule(HOUR, 2 * HOUR)), declare(schedule(2 * HOUR, HOUR)))).toBe('changes');
    expect(datasetDirection(declare(), declare())).toBeNull();
  });

  test('a dataset that goes loosens, one that comes does not', () => {
    expect(datasetDirection(declare(), null)).toBe('loosens');
    expect(datasetDirection(null, declare())).toBeNull();
  });

  test('says what differs, in words', () => {
    const before = declare({ criticality: 'critical', columns: column(), checks: [fields()] });
    const after = declare({
      columns: column({ ignore: true }),
      checks: [fields({ schedule: { everyMs: 48 * HOUR, graceMs: HOUR } })],
    });
    expect(datasetAspects(before, after)).toEqual([
      { name: 'Criticality', before: 'critical', after: 'normal', direction: 'loosens' },
      { name: 'Column amount', before: 'compared', after: 'left out', direction: 'loosens' },
      {
        name: 'Field-level check',
        before: 'every 1 day, overdue 1 h later',
        after: 'every 2 days, overdue 1 h later',
        direction: 'loosens',
      },
    ]);
  });
});
