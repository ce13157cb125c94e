import { describe, expect, it, test } from 'vitest';
import { fieldRun } from '../testing/build-run.ts';
import type { RunInput, RunOf } from './schema.ts';
import { findMoneyProblems } from './tie-money.ts';

const at = '2026-11-21T08:00:00Z';
type Money = { moneyColumn: string | null; keyColumns: string[]; currency: string };
const dataset: Money = { moneyColumn: 'amount', keyColumns: ['id'], currency: 'EUR' };
const pattern = { id: 'none', params: {}, version: 1 };

function run(more: object, rows = {}): RunOf<'field_level'> {
  const given = fieldRun(at, { identical: 95, modified: 5, ...rows }, more as Partial<RunInput>);
  if (given.kind !== 'field_level') throw new Error('must be a field-level run');
  return given;
}
const modified = (more: object) => ({ class: 'modified', field: 'amount', rowCount: 5, pattern, ...more });
const missing = (more: object) => ({ class: 'missing_in_target', field: null, rowCount: 2, pattern, ...more });
const pointers = (given: RunOf<'field_level'>, of = dataset) =>
  findMoneyProblems(given, of).map(({ pointer }) => pointer);

describe('money that cannot be so', () => {
  test.each<[string, object, string[]]>([
    ['net below gross, each way', { groups: [modified({ moneyNet: '-3', moneyGross: '3' })] }, []],
    ['a negative gross', { groups: [modified({ moneyGross: '-3' })] }, ['/groups/0/moneyGross']],
    ['a gross below its net', { groups: [modified({ moneyNet: '-3.01', moneyGross: '3' })] }, ['/groups/0/moneyGross']],
    ['rows worth nothing that nobody says are', { groups: [modified({ moneyGross: '0' })] }, ['/groups/0/moneyGross']],
    ['some of them', { groups: [modified({ moneyGross: '0', rowsWorthNothing: 4 })] }, ['/groups/0/moneyGross']],
    ['all of them', { groups: [modified({ moneyGross: '0.00', rowsWorthNothing: 5 })] }, []],
    [
      'worth nothing and something',
      { groups: [modified({ moneyGross: '1', rowsWorthNothing: 5 })] },
      ['/groups/0/moneyGross'],
    ],
    ['more of them than there are', { groups: [modified({ rowsWorthNothing: 6 })] }, ['/groups/0/rowsWorthNothing']],
    ['another column, which is no money', { groups: [modified({ field: 'note', moneyGross: '0' })] }, []],
    ['missing rows worth nothing', { groups: [missing({ moneyGross: '0' })] }, ['/groups/0/moneyGross']],
    ['the currency of the migration', { groups: [modified({ moneyGross: '3', currency: 'EUR' })] }, []],
    ['another currency', { groups: [modified({ moneyGross: '3', currency: 'JPY' })] }, ['/groups/0/currency']],
    ['its own in lower case', { groups: [modified({ moneyGross: '3', currency: 'eur' })] }, ['/groups/0/currency']],
    ['a negative denominator', { moneyCompared: '-1' }, ['/moneyCompared']],
    [
      'less compared than is missing',
      { moneyCompared: '9', groups: [missing({ moneyGross: '10' })] },
      ['/moneyCompared'],
    ],
    ['more differs than was compared, in pairs', { moneyCompared: '9', groups: [modified({ moneyGross: '10' })] }, []],
    ['a money column that was not compared', { moneyCompared: '9', fields: [] }, ['/moneyCompared']],
    [
      'one compared in a part of the pairs',
      { moneyCompared: '9', fields: [{ name: 'amount', compared: 1, matching: 1 }] },
      ['/moneyCompared'],
    ],
    [
      'one that is called otherwise',
      { moneyCompared: '9', fields: [{ name: 'AMOUNT', compared: 100, matching: 95 }] },
      [],
    ],
    ['one that pairs the rows', { moneyCompared: '9', fields: [], pairedBy: ['amount'] }, []],
  ])('%s', (_, more, expected) => {
    expect(pointers(run(more))).toEqual(expected);
  });

  it('asks nothing of rows worth nothing where no column is money', () => {
    const given = run({ moneyCompared: '9', groups: [modified({ moneyGross: '0' })] });
    expect(pointers(given, { ...dataset, moneyColumn: null })).toEqual([]);
  });
});
