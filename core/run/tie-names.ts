import { foldName } from '../dataset/fold-name.ts';
import type { Problem } from '../errors.ts';
import { type Twin, twinsOf } from '../twins.ts';
import type { RowRun } from './schema.ts';
import { type ColumnsOfPlan, columnNamed, keyNames } from './uncompared-columns.ts';

/**
 * Two names of one run that stand for one column, and fields that stand for a key column: one could be left out from then on, and the other
 * would stand for it.
 */
export function findNameProblems(run: RowRun, plan: ColumnsOfPlan): Problem[] {
  if (run.failure) return [];
  const keys = keyNames(run, plan);
  const standsFor = (name: string) => foldName(columnNamed(name, plan)?.name ?? name);
  const twins = (part: string, items: readonly { name: string }[]) =>
    twinsOf(
      items.map(({ name }) => name),
      standsFor,
    ).map((twin) => ({ pointer: `/${part}/${twin.index}/name`, message: twinText(twin) }));
  const paired = run.fields.flatMap(({ name }, i) =>
    keys.has(foldName(name))
      ? [
          {
            pointer: `/fields/${i}/name`,
            message: `rows are paired by "${name}", so it differs in no pair: list it among columns, and a column that only shares its name under a name of its own`,
          },
        ]
      : [],
  );
  return [...twins('fields', run.fields), ...twins('columns', run.columns), ...paired];
}

function twinText({ name, of }: Twin): string {
  const how =
    foldName(name) === foldName(of)
      ? 'whatever the case, blanks, dashes or underscores'
      : 'as the plan has it under legacy or target';
  return `"${name}" is "${of}", ${how}: declare the columns under different names, with what the databases call them under legacy and target, and send those names`;
}
