import type { AnyDefinition } from '../criteria/requirement.ts';
import type { JudgedCriterion } from './judged-criterion.ts';
import type { Blocker, Verdict } from './schema.ts';

/** The two sentences under the verdict: how much stands in the way, and of what kind it is. */
export function verdictSentences(
  verdict: Verdict,
  criteria: readonly JudgedCriterion<AnyDefinition>[],
  blockers: readonly Blocker[],
): { headline: string; summary: string } {
  if (!criteria.some(({ definition }) => definition.blocking)) {
    return {
      headline: 'No blocking criterion is set.',
      summary: 'Nothing can be proven without a criterion that has to be met.',
    };
  }
  const total = criteria.length;
  if (verdict === 'no_go') {
    const blocking = blockers.filter((blocker) => blocker.blocking);
    const standing = blocking.filter(({ criterionId }) => criterionId !== null);
    const others = blocking.filter(({ criterionId }) => criterionId === null).map(({ headline }) => `${headline}.`);
    if (standing.length === 0) return { headline: others[0] ?? '', summary: others.slice(1).join(' ') };
    const verb = standing.length === 1 ? 'stands' : 'stand';
    const headline = `${standing.length} of ${total} criteria ${verb} in the way.`;
    return { headline, summary: [kindsOf(standing), ...others].join(' ') };
  }
  if (verdict === 'go')
    return {
      headline: total === 1 ? 'The one criterion is met.' : `All ${total} criteria are met.`,
      summary: 'All of it rests on evidence that is fresh.',
    };
  const waived = criteria.filter(({ result }) => result.outcome === 'waived').length;
  const advisory = blockers.filter(({ criterionId }) => criterionId !== null);
  const others = blockers.filter(({ criterionId }) => criterionId === null).map(({ headline }) => `${headline}.`);
  const parts = [
    ...(waived > 0 ? [`${capitalized(numberWord(waived))} ${waived === 1 ? 'is' : 'are'} waived.`] : []),
    ...(advisory.length > 0 ? [`Advisory: ${kindsOf(advisory).replace(/^./, (c) => c.toLowerCase())}`] : []),
    ...others,
  ];
  return { headline: 'No blocking criterion stands in the way.', summary: parts.join(' ') };
}

const kinds = [
  ['failed', (n: number) => (n === 1 ? 'is failing' : 'are failing')],
  ['not_proven', (n: number) => (n === 1 ? 'is not yet proven' : 'are not yet proven')],
  ['stale', (n: number) => (n === 1 ? 'rests on overdue evidence' : 'rest on overdue evidence')],
  ['untested', (n: number) => (n === 1 ? 'was never tested' : 'were never tested')],
] as const satisfies readonly (readonly [Blocker['standing'], (n: number) => string])[]; // the others have their own headline

/** "Three are failing, one is not yet proven, one was never tested." */
function kindsOf(blockers: readonly Blocker[]): string {
  const parts = kinds.flatMap(([standing, words]) => {
    const count = blockers.filter((blocker) => blocker.standing === standing).length;
    return count === 0 ? [] : [`${numberWord(count)} ${words(count)}`];
  });
  return `${capitalized(parts.join(', '))}.`;
}

const words = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

function numberWord(count: number): string {
  return words[count] ?? String(count);
}

function capitalized(text: string): string {
  return text.replace(/^./, (c) => c.toUpperCase());
}
