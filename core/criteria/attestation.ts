import type { Evidence } from '../evidence/rollup.ts';
import { markKey } from '../plan/mark.ts';
import type { CriterionDefinition, CriterionResult } from './schema.ts';
import { isValid, type JudgedItem, judgeShare } from './share-of-items.ts';

/** Statements that somebody attested and nobody withdrew / all of the plan, or the one named. */
export function evaluateAttestation(definition: CriterionDefinition, { plan }: Evidence, now: Date): CriterionResult {
  const { item } = definition.options ?? {};
  const items = plan.attestations
    .filter(({ name }) => (item ?? name) === name)
    .map(({ name, validDays }): JudgedItem => {
      const mark = plan.marks.get(markKey({ part: 'attestations', name, member: null }));
      if (!isValid(mark, validDays, now)) return { name, state: 'open', mark: null };
      return { name, state: mark.status === 'attested' ? 'done' : 'failed', mark };
    });
  return judgeShare({ definition, name: 'Attestation', noun: ['statement', 'statements'], done: 'attested', items });
}
