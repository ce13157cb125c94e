import type { DatasetFacts, Evidence } from '../evidence/rollup.ts';
import type { CriterionScope } from './requirement.ts';

/** Datasets a criterion is about, by name. */
export function datasetsInScope({ datasets }: Pick<Evidence, 'datasets'>, scope: CriterionScope): DatasetFacts[] {
  return datasets.filter((dataset) => isIn(dataset, scope)).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function isIn(dataset: DatasetFacts, scope: CriterionScope): boolean {
  switch (scope.kind) {
    case 'all':
      return true;
    case 'domain':
      return dataset.domain === scope.domain;
    case 'dataset':
      return dataset.id === scope.datasetId;
    case 'wave':
      return dataset.wave === scope.wave;
  }
}
