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

describe('counts that were low for a moment', () => {
  const asking = bare('field', 'count', 'open');
  const ago = (seconds: number) => seconds * 1_000;
  const failing = scan({ identical: 900, modified: 100 }, [field('amount', 1_000, 100)], {}, ago(90));
  const few = (rows: number) => scan({ identical: rows }, [field('amount', rows)], {}, ago(60));

  it.each([0, 1, 499])('%i rows, and then all of them', async (low) => {
    const up = [count(low, low, ago(80)), count(MILLION, MILLION, ago(70))];
    const after = [count(MILLION, MILLION, ago(50)), count(MILLION, MILLION, ago(40))];
    for (const pushes of [
      [failing, ...up, few(Math.max(1, low))],
      [failing, ...up, few(Math.max(1, low)), ...after],
      [failing, count(low, low, ago(80)), few(Math.max(1, low)), ...after],
      [failing, count(low, low, ago(80)), few(Math.max(1, low))],
      [few(Math.max(1, low)), ...after, failing, ...up],
    ]) {
      const found = await judged(asking, [count(1_000, 1_000, ago(100)), ...pushes]);
      expect(found).toMatchObject({ verdict: 'no_go', passes: [false, false] });
      for (const key of ['field', 'open']) expect([key, found.outcomes[key]]).not.toEqual([key, 'met']);
    }
  });

  it('a scan of one row while a dataset is loaded', async () => {
    const found = await judged(asking, [count(0, 0, ago(80)), few(1), count(MILLION)]);
    expect(found).toMatchObject({ verdict: 'no_go' });
    for (const key of ['field', 'open']) expect([key, found.outcomes[key]]).not.toEqual([key, 'met']);
  });
});

describe('a count that agrees after one that did not', () => {
  const asking = bare('count');
  const failing = count(1_000, 900, 60_000);

  it.each([1, 2, 499, 900, 998])('%i rows of 1,000', async (rows) => {
    for (const pushes of [
      [failing, count(rows)],
      [count(rows), failing],
    ]) {
      expect(await judged(asking, pushes)).toMatchObject({ verdict: 'no_go', passes: [false, false] });
    }
  });

  it.each([999, 1_000, 1_100])('%i rows: that many again, or more', async (rows) => {
    expect(await judged(asking, [failing, count(rows)])).toMatchObject({ verdict: 'go' });
  });

  it('one in ten thousand, by what the criterion asks', async () => {
    // 500 of a million: less than a busy dataset loses, more than the criterion allows.
    const little = count(MILLION, MILLION - 500, 60_000);
    expect(await judged(asking, [little, count(MILLION - 5_000)])).toMatchObject({ verdict: 'no_go' });
    const tolerated = count(MILLION, MILLION - 50, 60_000);
    expect(await judged(asking, [tolerated, count(MILLION - 5_000)])).toMatchObject({ verdict: 'go' });
  });

  it('one of an empty database after one of a full one', async () => {
    expect(await judged(asking, [count(1_000, 1_000, 60_000), count(1)])).toMatchObject({ verdict: 'no_go' });
  });
});
