import { describe, expect, it } from 'vitest';
import { judged } from './judged.ts';
import { count, criteria, dataset, field, full, orders, other, scan, sums } from './plans.ts';

const plan = {
  datasets: dataset(['field_level', 'record_count']),
  criteria: criteria('count', 'field', 'row', 'open'),
};
const ago = (seconds: number) => seconds * 1_000;
const counts = (rows: number, ageMs: number) => count(rows, rows, ageMs);

describe('a part of more rows than were counted before it', () => {
  it.each([
    ['a sample', { coverage: { method: 'sample' as const, population: 1_000_000, compared: 1_000 } }],
    [
      'skipped chunks',
      { coverage: { method: 'full' as const, population: 1_000_000, compared: 1_000, skippedChunks: 1 } },
    ],
  ])('%s that failed is not answered by as few', async (_, more) => {
    const asking = { ...plan, criteria: criteria('count', 'field', 'row') };
    const part = scan({ identical: 900, modified: 100, of: 1_000_000 }, [field('amount', 1_000, 100)], more, ago(80));
    for (const order of orders([counts(1_000, ago(90)), part, full(1_000, 0, ago(60))])) {
      const found = await judged(asking, order);
      expect(found).toMatchObject({ verdict: 'no_go', outcomes: { field: 'unknown', row: 'unknown' } });
    }
    const explained = [counts(1_000_000, ago(90)), part, counts(999_500, ago(70)), full(999_500, 0, ago(60))];
    expect(await judged(asking, explained)).toMatchObject({ verdict: 'go' });
  });

  it('of a window is not answered by fewer rows of the same window', async () => {
    const window = { window: { from: '2026-03-01T00:00:00.000Z', to: '2026-03-03T00:00:00.000Z' } };
    const part = (rows: number, modified: number, ageMs: number) =>
      scan({ identical: rows - modified, modified }, [field('amount', rows, modified)], window, ageMs);
    for (const order of orders([part(1_000, 100, ago(80)), part(10, 0, ago(60))])) {
      expect((await judged(plan, order)).outcomes.open).toBe('not_met');
    }
    const again = await judged(plan, [part(1_000, 100, ago(80)), part(1_000, 0, ago(60))]);
    expect(again.outcomes.open).not.toBe('not_met');
  });
});

describe('a failed count of a part, and a scan of fewer rows', () => {
  it.each([
    ['a window', { window: { from: '2026-03-01T00:00:00.000Z', to: '2026-03-03T00:00:00.000Z' } }],
    ['a sample', { coverage: { method: 'sample', population: 1_000_000, compared: 1_000_000, skippedChunks: 0 } }],
    ['skipped chunks', { coverage: { method: 'full', population: 1_000_000, compared: 1_000_000, skippedChunks: 3 } }],
  ])('%s, in whatever order they come', async (_, more) => {
    const body = { kind: 'record_count', counts: { legacy: 1_000_000, target: 900_000 } };
    const asking = { ...plan, criteria: criteria('field', 'row', 'open') };
    const pushes = [other(body, 1_000_000, more, ago(80)), counts(1_000, ago(70)), full(1_000, 0, ago(60))];
    for (const order of orders(pushes)) {
      expect(await judged(asking, order)).toMatchObject({ verdict: 'no_go', outcomes: { open: 'not_met' } });
    }
  });
});

describe('what failed in a part, and a whole run that is smaller', () => {
  const window = { window: { from: '2026-03-01T00:00:00.000Z', to: '2026-03-03T00:00:00.000Z' } };
  const sampled = (population: number, compared: number) => ({
    coverage: { method: 'sample', population, compared, skippedChunks: 0 },
  });

  it('a sample from a million rows, and a scan of a thousand', async () => {
    const asking = { datasets: dataset(['field_level']), criteria: criteria('field', 'row', 'open') };
    const sample = scan({ identical: 900, modified: 100, of: 1_000_000 }, [field('amount', 1_000, 100)], {}, ago(80));
    for (const order of orders([sample, full(1_000, 0, ago(60))])) {
      const found = await judged(asking, order);
      expect(found).toMatchObject({
        verdict: 'no_go',
        outcomes: { field: 'unknown', row: 'unknown', open: 'not_met' },
      });
    }
    expect(await judged(asking, [sample, full(1_000_000, 0, ago(60))])).toMatchObject({ verdict: 'go' });
  });

  it.each([
    [
      'a sample that does not say of how many',
      { coverage: { method: 'sample' as const, population: null, compared: 1_000 } },
    ],
    [
      'skipped chunks',
      { coverage: { method: 'full' as const, population: 1_000_000, compared: 1_000, skippedChunks: 1 } },
    ],
  ])('%s of a million, and counts and scans of a thousand', async (_, more) => {
    const part = scan({ identical: 900, modified: 100, of: 1_000_000 }, [field('amount', 1_000, 100)], more, ago(80));
    for (const order of orders([part, counts(1_000, ago(70)), full(1_000, 0, ago(60))])) {
      const found = await judged(plan, order);
      expect(found).toMatchObject({ verdict: 'no_go', outcomes: { open: 'not_met' } });
    }
  });

  it.each([
    ['a window', window],
    ['a sample', sampled(1_000_000, 1_000)],
    ['skipped chunks', { coverage: { method: 'full', population: 1_000_000, compared: 1_000_000, skippedChunks: 3 } }],
  ])('checksums: %s', async (_, more) => {
    const asking = { datasets: dataset(['checksum']), criteria: criteria('checksum', 'open') };
    const part = sums(1_000_000, 1, ago(80), more);
    for (const order of orders([part, sums(1_000, 0, ago(60))])) {
      const found = await judged(asking, order);
      expect(found).toMatchObject({ verdict: 'no_go', outcomes: { open: 'not_met' } });
      expect(found.outcomes.checksum).not.toBe('met');
    }
    const answered = await judged(asking, [part, sums(1_000_000, 0, ago(60))]);
    expect(answered.outcomes).toMatchObject({ checksum: 'met', open: 'unknown' });
  });

  it.each([
    ['a window', window, 1_000],
    ['a window, of more than half', window, 900_000],
    ['a sample', sampled(1_000_000, 1_000_000), 1_000],
    [
      'skipped chunks',
      { coverage: { method: 'full', population: 1_000_000, compared: 1_000_000, skippedChunks: 3 } },
      1_000,
    ],
  ])('counts: %s', async (_, more, after) => {
    const asking = { datasets: dataset(['record_count']), criteria: criteria('count', 'open') };
    const body = { kind: 'record_count', counts: { legacy: 1_000_000, target: 900_000 } };
    const part = other(body, 1_000_000, more, ago(80));
    for (const order of orders([part, counts(after, ago(60))])) {
      const found = await judged(asking, order);
      expect(found).toMatchObject({ verdict: 'no_go', outcomes: { open: 'not_met' } });
      expect(found.outcomes.count).not.toBe('met');
    }
    const answered = await judged(asking, [part, counts(1_000_000, ago(60))]);
    expect(answered.outcomes).toMatchObject({ count: 'met', open: 'unknown' });
  });
});
