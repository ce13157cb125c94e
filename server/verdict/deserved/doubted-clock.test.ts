import { describe, expect, it } from 'vitest';
import { HOUR_MS } from '#core/time/units.ts';
import { judged, type Push } from './judged.ts';
import { count, criteria, dataset, field, full, other, scan, sums } from './plans.ts';

const plan = {
  datasets: dataset(['field_level', 'record_count', 'checksum', 'schema', 'event_order', 'aggregate']),
  criteria: criteria('open'),
};
/** An hour ahead of the clock of the server. */
const ahead = <T extends Push>(push: T): T => ({ ...push, ageMs: -HOUR_MS });
const later = (push: Push, seconds: number): Push => ({ ...push, afterMs: seconds * 1_000 });
const structure = (columnsCompared: number, items: object[] = []) =>
  other({ kind: 'schema', columnsCompared, items }, columnsCompared);
const drift = { item: 'type_changed', column: 'zzz', legacy: 'numeric', target: 'float' };
const order = (events: number, violationCount = 0) =>
  other({ kind: 'event_order', events, violations: [], violationCount }, events);

describe('what a run found whose clock is not believed', () => {
  it.each([
    ['scan', full(1_000_000, 100_000, 0), [count(1_000, 1_000, 900), full(1_000, 0, 500)]],
    [
      'sample',
      scan({ identical: 900, modified: 100, of: 1_000_000 }, [field('amount', 1_000, 100)], {}, 0),
      [count(1_000, 1_000, 900), full(1_000, 0, 500)],
    ],
    ['count', count(1_000_000, 900_000, 0), [count(1_000, 1_000, 900)]],
    ['checksum', sums(1_000_000, 10, 0), [count(1_000, 1_000, 900), sums(1_000, 0, 500), full(1_000, 0, 400)]],
    ['structure', structure(300, [drift]), [structure(3)]],
    ['order of events', order(50_000, 9), [order(10)]],
  ] as const)('is not answered by a smaller %s', async (_, bad, good) => {
    const found = await judged(plan, [ahead(bad), ...good.map((push) => later(push, 2))]);
    expect([found.refused, found.outcomes.open]).toEqual([[], 'not_met']);
  });

  it('is answered by as much', async () => {
    const good = [count(1_000, 1_000, 900), full(1_000, 0, 500)].map((push) => later(push, 2));
    const found = await judged({ ...plan, datasets: dataset(['field_level', 'record_count']) }, [
      ahead(full(1_000, 100, 0)),
      ...good,
    ]);
    expect([found.refused, found.outcomes.open]).toEqual([[], 'met']);
  });
});
