import { outcomeStatus } from '../verdict/labels.ts';
import type { Criterion } from './criteria-group.tsx';

type Group = { title: string; note: string; criteria: Criterion[] };
type CriteriaToGroup = { phases: readonly string[]; gate: string | null; criteria: readonly Criterion[] };

/** Worst first, as on the go / no-go page. */
const outcomes = ['not_met', 'unknown', 'waived', 'met', 'not_available'] as const;
const titles = {
  not_met: 'Not met',
  unknown: 'Unknown',
  waived: 'Waived',
  met: 'Met',
  not_available: 'Not available yet',
} as const satisfies Record<Criterion['result']['outcome'], string>;

/** The criteria by the gates at which they are asked, or by what they say. */
export function groupsOf({ phases, gate, criteria }: CriteriaToGroup, by: 'gate' | 'outcome'): Group[] {
  if (by === 'outcome') {
    return outcomes.flatMap((outcome) => {
      const found = criteria.filter(({ result }) => result.outcome === outcome);
      return found.length === 0 ? [] : [{ title: titles[outcome], note: String(found.length), criteria: found }];
    });
  }
  const place = ({ definition }: Criterion) =>
    definition.gates === undefined ? -1 : Math.min(...definition.gates.map((name) => phases.indexOf(name)));
  const byGate = Map.groupBy(
    criteria.toSorted((a, b) => place(a) - place(b)),
    ({ definition }) => definition.gates?.join(', ') ?? '',
  );
  return [...byGate].map(([gates, found]) => ({
    title: gates === '' ? (phases.length > 0 ? 'Asked at every gate' : 'Criteria') : `Asked at ${gates}`,
    note: `${tally(found)}${gate !== null && gates.split(', ').includes(gate) ? ' · the gate that comes next' : ''}`,
    criteria: found,
  }));
}

/** "3 met · 1 stale" */
function tally(criteria: readonly Criterion[]): string {
  const words = Map.groupBy(criteria, ({ result }) => outcomeStatus(result).word);
  return [...words].map(([word, found]) => `${found.length} ${word}`).join(' · ');
}
