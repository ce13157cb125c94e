import { foldName } from '../dataset/fold-name.ts';
import type { DatasetDefinition } from '../dataset/schema.ts';
import { counted, countText } from '../format/count.ts';
import { twinsOf } from '../twins.ts';
import type { RunOf } from './schema.ts';

type RowRun = RunOf<'field_level'> | RunOf<'noise_floor'>;
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
  // What one column is called in a database may be what another one is called in evidence.
  const own = new Set(asked.map(foldName));
  const notAsked = new Set([...pairedBy(run, plan), ...ignored(plan).filter((name) => !own.has(name))]);
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

/** An earlier run may have called a column by another name than the plan does now. */
function nameInPlan(known: string, { columns }: ColumnsOfPlan): string {
  return columns.find((column) => namesOf(column).includes(foldName(known)))?.name ?? known;
}

/** No field, and nobody says that there are key columns only: what else the rows hold was not compared. */
export function comparesNothing({ counts, fields, columns }: RowRun, plan: ColumnsOfPlan): boolean {
  const rows = counts.legacy + counts.target > 0;
  return rows && fields.length === 0 && columns.length === 0 && plan.columns.length === 0;
}

/** The key of the plan, under all its names; where it has none, what the run says that it paired by. */
function pairedBy({ pairedBy: keys }: RowRun, { columns, keyColumns }: ColumnsOfPlan): string[] {
  if (keyColumns.length === 0) return (keys ?? []).map(foldName);
  const key = new Set(keyColumns.map(foldName));
  const declared = columns.map(namesOf).filter((names) => names.some((name) => key.has(name)));
  return [...key, ...declared.flat()];
}

function ignored({ columns }: ColumnsOfPlan): string[] {
  return columns.filter(({ ignore }) => ignore).flatMap(namesOf);
}

function namesOf({ name, legacy = name, target = name }: ColumnsOfPlan['columns'][number]): string[] {
  return [name, legacy, target].map(foldName);
}
