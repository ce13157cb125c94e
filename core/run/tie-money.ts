import { foldName } from '../dataset/fold-name.ts';
import type { Problem } from '../errors.ts';
import { Exact } from '../exact.ts';
import { counted, countText } from '../format/count.ts';
import type { Group } from './difference.ts';
import type { RowRun, RunOf } from './schema.ts';

type Dataset = { moneyColumn: string | null; keyColumns: readonly string[] };
type Money = Dataset & { currency: string };

/**
 * Money that cannot be so. Gross is a sum of absolute amounts, so it is never negative nor below what is left of it once plus and minus
 * have cancelled out; rows that differ are worth something, unless the group says how many of them are worth nothing; and what was
 * compared holds what is missing.
 */
export function findMoneyProblems(run: RowRun, dataset: Money): Problem[] {
  const groups = run.groups ?? [];
  return [
    ...groups.flatMap((group, i) => findCurrencyProblems(group, `/groups/${i}`, dataset.currency)),
    ...groups.flatMap((group, i) => findGroupProblems(group, `/groups/${i}`, dataset)),
    ...(run.kind === 'field_level' ? findComparedProblems(run, dataset) : []),
  ];
}

/** Money is added up without conversion, so that all of it is in the currency of the migration. */
function findCurrencyProblems({ currency }: Group, at: string, own: string): Problem[] {
  if (currency === undefined || currency === own) return [];
  const message = `is ${JSON.stringify(currency)}, but the migration counts in ${own}: convert the amounts, and say "${own}" or leave it out`;
  return [{ pointer: `${at}/currency`, message }];
}

function findGroupProblems(group: Group, at: string, dataset: Dataset): Problem[] {
  const { rowCount, moneyNet, moneyGross, rowsWorthNothing = 0 } = group;
  const problems: Problem[] = [];
  const say = (field: keyof Group, message: string) => problems.push({ pointer: `${at}/${field}`, message });
  if (rowsWorthNothing > rowCount) say('rowsWorthNothing', `cannot exceed rowCount, ${countText(rowCount)}`);
  if (moneyGross === undefined) return problems;
  const gross = new Exact(moneyGross);
  const net = new Exact(moneyNet ?? 0);
  if (gross.isNegative() && !gross.isZero()) {
    say('moneyGross', 'must not be negative: it is the sum of absolute amounts');
  } else if (gross.lt(net.abs())) {
    say('moneyGross', `cannot be below the absolute value of moneyNet, ${net.abs().toFixed()}`);
  } else if (isWorthMoney(group, dataset) && gross.isZero() && rowsWorthNothing < rowCount) {
    say('moneyGross', `is 0 for ${counted(rowCount, 'row')}: if each of them is worth nothing, set rowsWorthNothing`);
  } else if (!gross.isZero() && rowsWorthNothing >= rowCount) {
    say('moneyGross', 'must be 0: all rows of the group are said to be worth nothing');
  }
  return problems;
}

/** Rows without a partner, and rows that differ in the money column itself. */
export function isWorthMoney({ class: kind, field }: Group, { moneyColumn }: Pick<Dataset, 'moneyColumn'>): boolean {
  if (moneyColumn === null) return false;
  return kind !== 'modified' || (field !== null && foldName(field) === foldName(moneyColumn));
}

function findComparedProblems(run: RunOf<'field_level'>, { moneyColumn, keyColumns }: Dataset): Problem[] {
  const { moneyCompared, counts, fields, pairedBy } = run;
  if (moneyCompared === undefined) return [];
  const say = (message: string) => [{ pointer: '/moneyCompared', message }];
  const compared = new Exact(moneyCompared);
  if (compared.isNegative() && !compared.isZero()) return say('must not be negative: it is a sum of absolute amounts');
  const missing = (run.groups ?? []).filter((group) => group.class === 'missing_in_target');
  const lost = missing.reduce((sum, { moneyGross }) => sum.plus(moneyGross ?? 0), new Exact(0));
  if (compared.lt(lost)) return say(`cannot be below what the rows missing in the target are worth, ${lost.toFixed()}`);
  if (moneyColumn === null) return [];
  const isMoney = (name: string) => foldName(name) === foldName(moneyColumn);
  if ([...keyColumns, ...(pairedBy ?? [])].some(isMoney)) return [];
  const pairs = counts.identical + counts.modified;
  const found = fields.find(({ name }) => isMoney(name))?.compared ?? 0;
  if (found === pairs) return [];
  return say(
    `is given, but the money column "${moneyColumn}" was compared in ${countText(found)} of ${counted(pairs, 'pair')}`,
  );
}
