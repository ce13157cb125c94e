import { describe, expect, it } from 'vitest';
import { judged } from './judged.ts';
import { count, criteria, dataset, field, other, scan } from './plans.ts';

const MILLION = 1_000_000;
const plan = {
  datasets: dataset(['field_level', 'record_count', 'checksum']),
  criteria: criteria('count', 'field', 'row', 'open', 'checksum', 'coverage'),
};
const sums = (segmentsCompared: number, rows: number, checksums: object[] = []) =>
  other({ kind: 'checksum', segmentsCompared, checksums }, rows);
const bare = (...names: string[]) => ({
  datasets: dataset(['field_level', 'record_count']),
  criteria: criteria(...names),
});

describe('a full scan ties to the counts of its dataset', () => {
  it('all rows that were counted', async () => {
    const found = await judged(plan, [
      count(MILLION),
      scan({ identical: MILLION }, [field('amount', MILLION)]),
      sums(1_000, MILLION),
    ]);
    expect(found).toMatchObject({ verdict: 'go', passes: [true, true], refused: [] });
  });

  it('38-full-scan-of-one-row', async () => {
    const found = await judged(plan, [count(MILLION), scan({ identical: 1 }, [field('amount', 1)]), sums(1, 1)]);
    expect(found).toMatchObject({ verdict: 'no_go', passes: [false, false] });
    for (const key of ['field', 'row', 'open']) expect([key, found.outcomes[key]]).not.toEqual([key, 'met']);
  });

  it.each([1, 500_000, 990_000])('%i of 1,000,000 rows', async (rows) => {
    const found = await judged(bare('field', 'row', 'open', 'count'), [
      count(MILLION),
      scan({ identical: rows }, [field('amount', rows)]),
    ]);
    expect(found.verdict).toBe('no_go');
    for (const key of ['field', 'row', 'open']) expect([key, found.outcomes[key]]).not.toEqual([key, 'met']);
  });

  it('counts that came after the scan say it as well', async () => {
    const found = await judged(bare('field', 'count'), [
      scan({ identical: 1 }, [field('amount', 1)], {}, 5_000),
      count(MILLION),
    ]);
    expect(found.verdict).toBe('no_go');
    expect(found.outcomes.field).not.toBe('met');
  });
});

describe('segments that hold nothing', () => {
  it.each([
    ['both checksums null', [{ segment: 's', legacy: null, target: null }]],
    ['one checksum null', [{ segment: 's', legacy: 'a', target: null }]],
  ])('%s', async (_, checksums) => {
    const asking = { datasets: dataset(['checksum']), criteria: criteria('checksum') };
    const found = await judged(asking, [sums(1, 10, checksums)]);
    expect(found.verdict).toBe('no_go');
    expect(found.outcomes.checksum).not.toBe('met');
  });
});

describe('rates over pairs say nothing while pairs are a small part of the rows', () => {
  it('22-all-keys-differ', async () => {
    const found = await judged(bare('count', 'field'), [
      count(MILLION),
      scan({ identical: 1, missing: MILLION - 1, extra: MILLION - 1 }, [field('amount', 1)]),
    ]);
    expect(found.verdict).toBe('no_go');
    expect(found.outcomes.field).not.toBe('met');
  });

  it.each([500_000, 998_000])('%i pairs of 1,000,000 rows', async (pairs) => {
    const rest = MILLION - pairs;
    const found = await judged(bare('field'), [
      scan({ identical: pairs, missing: rest, extra: rest }, [field('amount', pairs)]),
    ]);
    expect(found.verdict).toBe('no_go');
    expect(found.outcomes.field).not.toBe('met');
  });

  it('only rows that nobody expected in the target', async () => {
    const found = await judged(bare('field'), [scan({ identical: 1_000, extra: MILLION }, [field('amount', 1_000)])]);
    expect(found.outcomes.field).not.toBe('met');
  });
});
