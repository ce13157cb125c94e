import { foldName } from '../dataset/fold-name.ts';
import type { DatasetDefinition } from '../dataset/schema.ts';
import { counted, countText, listed } from '../format/count.ts';
import { twinsOf } from '../twins.ts';
import type { RowRun } from './schema.ts';

export type ColumnsOfPlan = Pick<DatasetDefinition, 'columns' | 'keyColumns'>;
export type Uncompared = { name: string /** "amount", "amount (1 of 100 pairs)" */; text: string };

/**
 * Columns that a run did not compare in every pair: of those that the plan declares, that the run itself names, and that an earlier run knew
 * (`known`). A column stands for what its own pairs say; that it is listed with its type says nothing. Key columns are compared by
 * pairing the rows, and what the plan ignores is not asked for.
 */
export function uncomparedColumns(run: RowRun, plan: ColumnsOfPlan, known: readonly string[] = []): Uncompared[] {
  const { counts, fields } = run;
  // Nothing on either side leaves nothing to compare.
  if (counts.legacy === 0 && counts.target === 0) return [];
  const asked = plan.columns.filter(({ ignore }) => !ignore).map(({ name }) => name);
  const ignored = plan.columns.filter(({ ignore }) => ignore).map(({ name }) => foldName(name));
  const own = new Set(asked.map(foldName));
  const notAsked = new Set([...keyNames(run, plan), ...ignored.filter((name) => !own.has(name))]);
  // A plan may have two columns of one name from before that was refused: neither is compared as the other.
  const twins = new Set(twinsOf(asked, foldName).map(({ name }) => foldName(name)));
  const keyOf = (name: string) => (twins.has(foldName(name)) ? name : foldName(name));
  const names = [
    ...asked,
    ...fields.map(({ name }) => name),
    ...run.columns.map(({ name }) => name),
    ...known.map((name) => nameInPlan(name, plan)),
  ];
  const comparedIn = new Map(fields.map(({ name, compared }) => [keyOf(name), compared]));
  const pairs = counts.identical + counts.modified;
  const found = new Map<string, Uncompared>();
  for (const name of names) {
    const compared = comparedIn.get(keyOf(name));
    if (notAsked.has(foldName(name)) || found.has(keyOf(name)) || compared === pairs) continue;
    const text = compared ? `${name} (${countText(compared)} of ${counted(pairs, 'pair')})` : name;
    found.set(keyOf(name), { name, text });
  }
  return [...found.values()];
}

/**
 * An earlier run may have called a column by another name than the plan does now. But what databases call a column that is ignored may have been
 * compared as one of its own: only its name in the plan is no longer asked for.
 */
function nameInPlan(known: string, plan: ColumnsOfPlan): string {
  const column = columnNamed(known, plan);
  return column && !column.ignore ? column.name : known;
}

/** No field, and nobody says that there are key columns only: what else the rows hold was not compared. */
export function comparesNothing({ counts, fields, columns }: RowRun, plan: ColumnsOfPlan): boolean {
  const rows = counts.legacy + counts.target > 0;
  return rows && fields.length === 0 && columns.length === 0 && plan.columns.length === 0;
}

/**
 * The column of the plan that a name stands for. Its own name goes first: what one column is called in a database may be what another one is
 * called in evidence.
 */
export function columnNamed(name: string, { columns }: ColumnsOfPlan): ColumnsOfPlan['columns'][number] | undefined {
  const folded = foldName(name);
  return (
    columns.find((column) => foldName(column.name) === folded) ??
    columns.find((column) => namesOf(column).includes(folded))
  );
}

/** By which columns rows were paired, under all names of these, folded: the key of the plan or, where it has none, what the run says. */
export function keyNames({ pairedBy }: RowRun, plan: ColumnsOfPlan): ReadonlySet<string> {
  if (plan.keyColumns.length === 0) return new Set((pairedBy ?? []).map(foldName));
  const key = new Set(plan.keyColumns.map((name) => columnNamed(name, plan)));
  const others = new Set(plan.columns.flatMap((column) => (key.has(column) ? [] : [foldName(column.name)])));
  const aliases = [...key].flatMap((column) => (column ? namesOf(column) : []));
  return new Set([...plan.keyColumns.map(foldName), ...aliases.filter((name) => !others.has(name))]);
}

function namesOf({ name, legacy = name, target = name }: ColumnsOfPlan['columns'][number]): string[] {
  return [name, legacy, target].map(foldName);
}

/** "never compared: note and amount (1 of 100 pairs)" */
export function columnsText(names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`never compared: ${listed(names, 5)}`];
}
