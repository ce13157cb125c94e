import type { DatasetFacts, Evidence } from '../evidence/rollup.ts';
import { listed } from '../format/count.ts';
import { markKey } from '../mark/schema.ts';

/**
 * Scenarios of the plan that the scenario check of a dataset answers for and that neither a run nor a person ever said a result of, in a few
 * words; null where there are none. Each domain answers for its own, and all of them for those of no domain, or of one without such a check.
 */
export function unrunScenarios({ domain }: DatasetFacts, { plan, checks, datasets }: Evidence): string | null {
  const withCheck = new Set(checks.flatMap(({ kind, datasetId }) => (kind === 'scenario' ? [datasetId] : [])));
  const domains = new Set(datasets.flatMap((dataset) => (withCheck.has(dataset.id) ? [dataset.domain] : [])));
  const unrun = plan.scenarios.filter(({ name, domain: own }) => {
    const status = plan.marks.get(markKey({ part: 'scenarios', name, member: null }))?.status;
    return (own === null || own === domain || !domains.has(own)) && status !== 'passed' && status !== 'failed';
  });
  return unrun.length > 0
    ? `never run: ${listed(
        unrun.map(({ name }) => name),
        5,
      )}`
    : null;
}
