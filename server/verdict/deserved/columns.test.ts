import { describe, expect, it } from 'vitest';
import { judged, type Push } from './judged.ts';
import { count, criteria, dataset, declared, field, scan } from './plans.ts';

const ROWS = 10_000;
const plan = (...names: string[]) => ({
  datasets: dataset(['field_level'], declared('amount', 'note')),
  criteria: criteria(...names),
});
const inBothOrders = (...runs: Push[]) => [runs, runs.toReversed()];
const whole = [field('amount', ROWS), field('note', ROWS)];
const types = ['amount', 'note'].map((name) => ({ name, legacyType: 'TEXT', targetType: 'text' }));

describe('a column counts as compared only as far as its pairs were', () => {
  it('what was compared is met', async () => {
    const found = await judged(plan('field', 'row', 'open'), [scan({ identical: ROWS }, whole, { columns: types })]);
    expect(found).toMatchObject({ verdict: 'go', passes: [true, true] });
  });

  it('05-column-never-compared', async () => {
    const found = await judged(plan('field'), [scan({ identical: ROWS }, [field('note', ROWS), field('amount', 0)])]);
    expect(found).toMatchObject({ verdict: 'no_go', passes: [false, false], outcomes: { field: 'unknown' } });
  });

  it('05c-column-only-in-types', async () => {
    const half = {
      ...criteria('coverage')[0],
      key: 'half',
      metric: 'coverage',
      comparator: 'gte',
      threshold: '0.5',
    } as const;
    const asking = { ...plan(), criteria: [...criteria('field'), half] };
    const found = await judged(asking, [scan({ identical: ROWS }, [field('note', ROWS)], { columns: types })]);
    expect(found).toMatchObject({ verdict: 'no_go', outcomes: { field: 'unknown', half: 'not_met' } });
  });

  it('05d-column-absent', async () => {
    const found = await judged(plan('field'), [scan({ identical: ROWS }, [field('note', ROWS)])]);
    expect(found).toMatchObject({ verdict: 'no_go', outcomes: { field: 'unknown' } });
  });

  it.each([1, 100, ROWS - 1])('a column compared in %i of 10,000 pairs of a full scan', async (compared) => {
    const fields = [field('note', ROWS), field('amount', compared)];
    const asking = {
      ...plan('field', 'coverage'),
      datasets: dataset(['field_level', 'record_count'], declared('amount', 'note')),
    };
    const found = await judged(asking, [count(ROWS), scan({ identical: ROWS }, fields)]);
    expect(found.verdict).toBe('no_go');
    expect(found.outcomes.field).not.toBe('met');
    expect(found.outcomes.coverage).not.toBe('met');
  });

  it('no column at all of a dataset that declares none', async () => {
    const asking = { datasets: dataset(['field_level']), criteria: criteria('field', 'open') };
    const found = await judged(asking, [scan({ identical: ROWS }, [])]);
    expect(found.verdict).toBe('no_go');
    expect(found.outcomes.field).not.toBe('met');
  });

  it('a column that nobody declared, compared in none of its pairs', async () => {
    const asking = { datasets: dataset(['field_level']), criteria: criteria('field') };
    const found = await judged(asking, [scan({ identical: ROWS }, [field('amount', ROWS), field('note', 0)])]);
    expect(found).toMatchObject({ verdict: 'no_go', passes: [false, false] });
  });

  it('a column that the plan ignores is asked of nobody', async () => {
    const columns = [{ name: 'amount' }, { name: 'note', ignore: true }];
    const asking = { datasets: dataset(['field_level'], { columns }), criteria: criteria('field') };
    const found = await judged(asking, [scan({ identical: ROWS }, [field('amount', ROWS)])]);
    expect(found).toMatchObject({ verdict: 'go', outcomes: { field: 'met' } });
  });
});

describe('a run proves only of columns that it compared that their group is gone', () => {
  const failing = scan({ identical: 90, modified: 10 }, [field('amount', 100, 10), field('note', 100)], {}, 60_000);

  it('the same rows and columns again, without a difference', async () => {
    const found = await judged(plan('field', 'open'), [
      failing,
      scan({ identical: 100 }, [field('amount', 100), field('note', 100)]),
    ]);
    expect(found).toMatchObject({ verdict: 'go', outcomes: { field: 'met', open: 'met' } });
  });

  it('20b-closed-with-compared-0', async () => {
    const found = await judged(plan('field', 'open'), [
      failing,
      scan({ identical: 100 }, [field('note', 100), field('amount', 0)]),
    ]);
    expect(found.verdict).toBe('no_go');
    expect(found.outcomes.open).toBe('not_met');
    expect(found.outcomes.field).not.toBe('met');
  });

  it.each([
    ['compared in one pair of 100', [field('note', 100), field('amount', 1)], {}],
    ['only among the types', [field('note', 100)], { columns: types }],
    ['not at all', [field('note', 100)], {}],
    ['no column at all', [], {}],
  ])('%s', async (_, fields, more) => {
    const found = await judged(plan('open'), [failing, scan({ identical: 100 }, fields, more)]);
    expect(found).toMatchObject({ verdict: 'no_go', outcomes: { open: 'not_met' } });
  });
});

describe('a column that one run named by mistake', () => {
  const mistyped = scan({ identical: ROWS }, [...whole, field('amuont', ROWS)], {}, 60_000);
  const asking = (ignored: { name: string; ignore: true }[] = []) => ({
    ...plan('field', 'row'),
    datasets: dataset(['field_level'], { columns: [{ name: 'amount' }, { name: 'note' }, ...ignored] }),
  });

  it('is named, with what ends it, and nobody says that nothing was tested', async () => {
    const found = await judged(asking(), [mistyped, scan({ identical: ROWS }, whole)]);
    expect(found.verdict).toBe('no_go');
    for (const key of ['field', 'row']) {
      expect(found.why[key]?.detail).toContain(
        'never compared: amuont, which an earlier run knew; declare with ignore',
      );
      expect(found.why[key]?.headline).toContain('is not proven');
    }
  });

  it('is asked no longer once it is declared with ignore', async () => {
    const ignored = asking([{ name: 'amuont', ignore: true }]);
    expect(await judged(ignored, [mistyped, scan({ identical: ROWS }, whole)])).toMatchObject({ verdict: 'go' });
  });
});

describe('a column that only one side had', () => {
  const notCompared = [{ column: 'secret_iban', side: 'legacy' as const }];
  const partly = scan({ identical: ROWS }, whole, { notCompared }, 60_000);
  const ignoring = (name: string) => ({
    ...plan('field', 'row'),
    datasets: dataset(['field_level'], {
      columns: [{ name: 'amount' }, { name: 'note' }, { name, ignore: true }],
    }),
  });

  it('stays asked for where a later run no longer names it', async () => {
    for (const later of [
      [scan({ identical: ROWS }, whole)],
      [scan({ identical: ROWS }, whole, {}, 30_000), scan({ identical: ROWS }, whole)],
    ]) {
      for (const runs of inBothOrders(partly, ...later)) {
        const found = await judged(plan('field', 'row'), runs);
        expect(found).toMatchObject({ verdict: 'no_go', outcomes: { field: 'unknown', row: 'unknown' } });
        expect(found.why.field?.detail).toContain('secret_iban, which an earlier run knew; declare with ignore');
      }
    }
  });

  it('is asked for until it is compared, or declared with ignore', async () => {
    const both = scan({ identical: ROWS }, [...whole, field('secret_iban', ROWS)]);
    expect(await judged(plan('field', 'row'), [partly, both])).toMatchObject({ verdict: 'go' });
    const again = scan({ identical: ROWS }, whole);
    expect(await judged(ignoring('secret_iban'), [partly, again])).toMatchObject({ verdict: 'go' });
  });
});

describe('a field that shares a name with a column of the plan', () => {
  const columns = (more: object) => ({ columns: [{ name: 'amount', ...more }, { name: 'note' }] });
  const asking = (more: object) => ({ datasets: dataset(['field_level'], more), criteria: criteria('field') });
  const named = (name: string) =>
    scan({ identical: ROWS - 1_000, modified: 1_000 }, [...whole, field(name, ROWS, 1_000)], {}, 60_000);

  it.each<[string, object, string]>([
    ['its name in legacy', columns({ legacy: 'Amt' }), 'amt'],
    ['its name in the target', columns({ target: 'a_m_t' }), 'amt'],
    ['the key', columns({}), 'ID'],
    [
      'the name of the key in legacy',
      { columns: [...declared('amount', 'note').columns, { name: 'id', legacy: 'no' }] },
      'no',
    ],
  ])('is refused beside it: %s', async (_, more, name) => {
    for (const runs of inBothOrders(named(name), scan({ identical: ROWS }, whole))) {
      expect(await judged(asking(more), runs)).toMatchObject({ refused: ['/fields/2/name'] });
    }
  });

  it.each<[string, object[]]>([
    ['what legacy calls a column that is ignored', [{ name: 'old', legacy: 'extra', ignore: true }]],
    [
      'what legacy calls the key, where it is a column of its own',
      [{ name: 'id', legacy: 'extra' }, { name: 'extra' }],
    ],
  ])('stays asked for: %s', async (_, more) => {
    const plan = asking({ columns: [...declared('amount', 'note').columns, ...more] });
    for (const runs of inBothOrders(named('extra'), scan({ identical: ROWS }, whole))) {
      const found = await judged(plan, runs);
      expect(found).toMatchObject({ verdict: 'no_go', passes: [false, false], refused: [] });
      expect(found.outcomes.field).not.toBe('met');
    }
    const again = scan({ identical: ROWS }, [...whole, field('extra', ROWS)]);
    expect(await judged(plan, [named('extra'), again])).toMatchObject({ verdict: 'go', refused: [] });
  });
});

describe('two columns whose names differ in case', () => {
  const fields = (...names: string[]) => names.map((name) => field(name, ROWS));
  const asking = (columns: { name: string; legacy?: string; target?: string; ignore?: boolean }[]) => ({
    datasets: dataset(['field_level'], { columns }),
    criteria: criteria('field'),
  });

  it('are refused in a plan', async () => {
    const found = await judged(asking([{ name: 'amount' }, { name: 'Amount' }, { name: 'note' }]), [
      scan({ identical: ROWS }, fields('amount', 'note')),
    ]);
    expect(found.refused).toEqual(['/datasets/0/columns/1/name']);
    expect(found.passes).toEqual([false, false]);
  });

  it('are refused in a run, so that none is left out by the next', async () => {
    const both = scan({ identical: ROWS - 100, modified: 100 }, [field('amount', ROWS), field('Amount', ROWS, 100)]);
    const found = await judged(asking([]), [both]);
    expect(found).toMatchObject({ verdict: 'no_go', refused: ['/fields/1/name'] });
  });

  it('are both asked for under names of their own', async () => {
    const columns = [{ name: 'amount' }, { name: 'second', legacy: 'Amount', target: 'Amount' }];
    const one = await judged(asking(columns), [scan({ identical: ROWS }, fields('amount'))]);
    expect(one).toMatchObject({ verdict: 'no_go', refused: [], outcomes: { field: 'unknown' } });
    const other = await judged(asking(columns), [scan({ identical: ROWS }, fields('second'))]);
    expect(other).toMatchObject({ verdict: 'no_go', refused: [], outcomes: { field: 'unknown' } });
    const both = await judged(asking(columns), [scan({ identical: ROWS }, fields('amount', 'second'))]);
    expect(both).toMatchObject({ verdict: 'go', refused: [] });
  });

  it('to ignore one ignores no other', async () => {
    const columns = [{ name: 'amount' }, { name: 'second', legacy: 'Amount', target: 'Amount', ignore: true }];
    const found = await judged(asking(columns), [scan({ identical: ROWS }, fields('note'))]);
    expect(found).toMatchObject({ verdict: 'no_go', refused: [], outcomes: { field: 'unknown' } });
  });
});
