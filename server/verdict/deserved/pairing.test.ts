import { describe, expect, it } from 'vitest';
import { judged, type Push } from './judged.ts';
import { count, criteria, dataset, declared, field, scan } from './plans.ts';

const ROWS = 1_000;
const columns = declared('amount', 'note').columns;
const plan = (more: object = {}) => ({
  datasets: dataset(['record_count', 'field_level'], { columns, ...more }),
  criteria: criteria('field', 'row', 'open'),
});
const ago = (seconds: number) => seconds * 1_000;
const counted = count(ROWS, ROWS, ago(100));
/** By the key half of the rows have no partner. */
const bad = (pairedBy?: string[], age = 80) =>
  scan(
    { identical: 500, missing: 500, extra: 500 },
    [field('amount', 500), field('note', 500)],
    pairedBy ? { pairedBy } : {},
    ago(age),
  );
/** By anything else each row has one. */
const clean = (pairedBy?: string[], age = 60) =>
  scan({ identical: ROWS }, [field('amount', ROWS), field('note', ROWS)], pairedBy ? { pairedBy } : {}, ago(age));
const inBothOrders = (...pushes: Push[]) => [pushes, pushes.toReversed()];

describe('a run that pairs its rows otherwise than by the key of the plan', () => {
  it.each([[['note']], [['rownum']], [['amount', 'note']], [['id', 'note']], [[]]])(
    'proves nothing: %j',
    async (pairedBy) => {
      const by = pairedBy.length > 0 ? pairedBy.join(' and ') : 'no column';
      for (const pushes of inBothOrders(counted, clean(pairedBy))) {
        const found = await judged(plan(), pushes);
        expect(found).toMatchObject({ verdict: 'no_go', passes: [false, false], refused: [] });
        for (const key of ['field', 'row', 'open']) {
          expect(found.outcomes[key]).toBe('unknown');
          expect(found.why[key]?.detail).toContain(`paired by ${by}, not by the key id`);
        }
        expect(found.why.row?.headline).toContain('is not proven');
      }
      for (const pushes of inBothOrders(counted, bad(['id']), clean(pairedBy))) {
        const found = await judged(plan(), pushes);
        expect(found).toMatchObject({ verdict: 'no_go', passes: [false, false], outcomes: { open: 'not_met' } });
        expect(found.why.open?.detail).toContain('2');
      }
    },
  );

  it('counts with what it found wrong', async () => {
    for (const pushes of inBothOrders(counted, clean(['id'], 80), bad(['note'], 60))) {
      expect(await judged(plan(), pushes)).toMatchObject({ outcomes: { row: 'not_met', open: 'not_met' } });
    }
  });

  it.each<[string, string[] | undefined, object]>([
    ['the key', ['id'], {}],
    ['the key, left out', undefined, {}],
    ['in another case', [' I-D '], {}],
    ['as legacy calls it', ['No.'], { columns: [...columns, { name: 'id', legacy: 'no.' }] }],
    ['as the target calls it', ['ident'], { columns: [...columns, { name: 'id', target: 'IDENT' }] }],
    [
      'by its name, where the key is what legacy calls it',
      ['id'],
      {
        keyColumns: ['no'],
        columns: [...columns, { name: 'id', legacy: 'no' }],
      },
    ],
    ['both columns of a key, whatever the order', ['line', 'ID'], { keyColumns: ['id', 'line'] }],
  ])('is none: %s', async (_, pairedBy, more) => {
    for (const pushes of inBothOrders(
      counted,
      bad(['id'].concat('keyColumns' in more && pairedBy?.length === 2 ? ['line'] : [])),
      clean(pairedBy),
    )) {
      expect(await judged(plan(more), pushes)).toMatchObject({ verdict: 'go', refused: [] });
    }
  });

  it('is one of a column that is called as the key is called in a database', async () => {
    const own = { columns: [...columns, { name: 'id', legacy: 'no' }, { name: 'no', legacy: 'number' }] };
    for (const pushes of inBothOrders(counted, clean(['no']))) {
      expect(await judged(plan(own), pushes)).toMatchObject({ verdict: 'no_go', passes: [false, false] });
    }
  });
});

describe('where the plan has no key', () => {
  const asking = plan({ keyColumns: [] });

  /** Columns by which rows are paired are no fields. */
  const run = (pairedBy: string[] | undefined, identical: number, age: number) => {
    const fields = ['amount', 'note'].filter((name) => !pairedBy?.includes(name));
    return scan(
      { identical, missing: ROWS - identical, extra: ROWS - identical },
      fields.map((name) => field(name, identical)),
      pairedBy ? { pairedBy } : {},
      ago(age),
    );
  };

  it.each<[string[] | undefined, string[] | undefined]>([
    [['id'], ['note']],
    [['id'], ['amount', 'id']],
    [['id'], []],
    [['id'], undefined],
    [undefined, ['note']],
  ])('rows are paired as by the run before: not by %j and then by %j', async (was, is) => {
    for (const pushes of inBothOrders(counted, run(was, 500, 80), run(is, ROWS, 60), run(is, ROWS, 40))) {
      const found = await judged(asking, pushes);
      expect(found).toMatchObject({
        verdict: 'no_go',
        passes: [false, false],
        refused: [],
        outcomes: { open: 'not_met' },
      });
      expect([found.outcomes.field, found.outcomes.row]).not.toContain('met');
    }
    for (const pushes of inBothOrders(counted, run(was, ROWS, 80), run(is, ROWS, 60), run(is, ROWS, 40))) {
      const found = await judged(asking, pushes);
      expect(found).toMatchObject({
        verdict: 'no_go',
        outcomes: { field: 'unknown', row: 'unknown', open: 'unknown' },
      });
      expect(found.why.row?.detail).toContain('declare the key in the plan');
    }
  });

  it.each<[string[] | undefined, string[] | undefined]>([
    [['id'], ['ID']],
    [
      ['id', 'line'],
      ['line', 'id'],
    ],
    [undefined, undefined],
  ])('by %j and then by %j is the same', async (was, is) => {
    for (const pushes of inBothOrders(counted, run(was, 500, 80), run(is, ROWS, 60))) {
      expect(await judged(asking, pushes)).toMatchObject({ verdict: 'go', refused: [] });
    }
  });

  it('whole rows may have a column more, and none less', async () => {
    const rows = (names: string[], identical: number, age: number) =>
      scan(
        { identical, missing: ROWS - identical, extra: ROWS - identical },
        [],
        { pairedBy: names, columns: names.map((name) => ({ name, legacyType: 'TEXT', targetType: 'text' })) },
        ago(age),
      );
    const whole = { ...asking, datasets: dataset(['record_count', 'field_level'], { keyColumns: [] }) };
    const two = rows(['amount', 'note'], 500, 80);
    for (const pushes of inBothOrders(counted, two, rows(['amount', 'note', 'more'], ROWS, 60))) {
      expect(await judged(whole, pushes)).toMatchObject({ verdict: 'go', refused: [] });
    }
    for (const pushes of inBothOrders(counted, two, rows(['amount', 'more'], ROWS, 60))) {
      expect(await judged(whole, pushes)).toMatchObject({ verdict: 'no_go', outcomes: { open: 'not_met' } });
    }
  });
});
