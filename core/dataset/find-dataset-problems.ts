import type { Problem } from '../errors.ts';
import type { DeclareDatasets } from './schema.ts';

type Declared = DeclareDatasets['datasets'][number];

/** What each part of a declaration allows and the whole does not: names used twice, columns that are meant but not there. */
export function findDatasetProblems(datasets: readonly Declared[]): Problem[] {
  return [
    ...repeated(
      datasets,
      (dataset) => dataset.name,
      (i) => `/datasets/${i}/name`,
      'is declared twice',
    ),
    ...datasets.flatMap((dataset, i) => problemsOf(dataset, `/datasets/${i}`)),
  ];
}

function problemsOf(dataset: Declared, at: string): Problem[] {
  return [
    ...repeated(
      dataset.columns,
      (column) => column.name,
      (i) => `${at}/columns/${i}/name`,
      'names a column twice',
    ),
    ...repeated(
      dataset.keyColumns,
      (name) => name,
      (i) => `${at}/keyColumns/${i}`,
      'names a key column twice',
    ),
    ...repeated(
      dataset.checks,
      (check) => check.kind,
      (i) => `${at}/checks/${i}/kind`,
      'is declared twice',
    ),
    ...dataset.columns.flatMap((column, i) =>
      column.ignore && dataset.keyColumns.includes(column.name)
        ? [{ pointer: `${at}/columns/${i}/ignore`, message: 'a key column cannot be left out of the comparison' }]
        : [],
    ),
  ];
}

function repeated<T>(
  items: readonly T[],
  nameOf: (item: T) => string,
  pointerTo: (index: number) => string,
  message: string,
): Problem[] {
  const seen = new Set<string>();
  return items.flatMap((item, i) => {
    const name = nameOf(item);
    if (seen.has(name)) return [{ pointer: pointerTo(i), message }];
    seen.add(name);
    return [];
  });
}
