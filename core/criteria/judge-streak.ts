import { type CheckKind, checkKinds, kindOf } from '../check/kinds.ts';
import { doubtText } from '../evidence/doubt-text.ts';
import { leftOut } from '../evidence/left-out.ts';
import type { DatasetFacts, Evidence } from '../evidence/rollup.ts';
import { counted, countText, listed } from '../format/count.ts';
import { dateText } from '../format/date.ts';
import { dueOfCheck, overdueText } from '../freshness/due-of-check.ts';
import { freshnessOf } from '../freshness/freshness.ts';
import { findsAlone } from '../streak/finds-alone.ts';
import type { Streak } from '../streak/schema.ts';
import { countsForStreak } from '../streak/streak.ts';
import type { UnknownReason } from './criterion-result.ts';
import { unrunScenarios } from './unrun-scenarios.ts';

/** Kinds of check that can find a discrepancy. */
export const streakKinds = checkKinds.filter((kind) => countsForStreak({ kind }));

export type JudgedStreak = {
  outcome: 'met' | 'not_met' | 'unknown';
  reason?: UnknownReason;
  dataset?: DatasetFacts;
  headline?: string;
  detail: string;
  gap: string | null;
};

/** A discrepancy that is open fails whatever else is known; then comes what is not known; a short streak last. */
export function judgeStreak(
  datasets: readonly DatasetFacts[],
  evidence: Evidence,
  streak: Streak,
  now: Date,
): JudgedStreak {
  if (datasets.length === 0) {
    return { outcome: 'unknown', reason: 'no_evidence', detail: 'no dataset is in its scope', gap: 'nothing to judge' };
  }
  const open = openCritical(datasets, evidence);
  if (open) return open;
  const missing = findGap(datasets, evidence, now);
  if (missing) return missing;
  const left = streak.neededDays - streak.cleanDays;
  if (left > 0 || streak.days.at(-1)?.state === 'broken') {
    const earliestText = streak.earliestDate ? `, ${dateText(streak.earliestDate)} at the earliest` : '';
    return {
      outcome: 'not_met',
      detail: interruptions(streak),
      gap: `${counted(Math.max(1, left), 'day')} to go${earliestText}`,
    };
  }
  return findDoubt(datasets, evidence) ?? { outcome: 'met', detail: interruptions(streak), gap: null };
}

function openCritical(datasets: readonly DatasetFacts[], { spans }: Evidence): JudgedStreak | null {
  const byId = new Map(datasets.map((dataset) => [dataset.id, dataset]));
  const open = spans.filter(
    ({ to, severity, datasetId }) => to === null && severity === 'critical' && byId.has(datasetId),
  );
  const [first] = open;
  if (!first) return null;
  return {
    outcome: 'not_met',
    ...(byId.has(first.datasetId) ? { dataset: byId.get(first.datasetId) } : {}),
    headline: `${counted(open.length, 'critical discrepancy', 'critical discrepancies')} ${open.length === 1 ? 'is' : 'are'} open`,
    detail: listed(open.map(({ number, title }) => `D-${number} ${title}`)),
    gap: 'no critical discrepancy may be open',
  };
}

/** Datasets that nothing compares, and checks that never ran or are overdue: a silent agent proves nothing. */
export function findGap(datasets: readonly DatasetFacts[], evidence: Evidence, now: Date): JudgedStreak | null {
  const checks = streakChecks(evidence, datasets);
  const share = (n: number, what: string) => `${countText(n)} of ${counted(datasets.length, 'dataset')} ${what}`;
  const nameOf = new Map(datasets.map((dataset) => [dataset.id, dataset]));
  const compared = new Set(checks.flatMap(({ datasetId, kind }) => (kind === 'field_level' ? [datasetId] : [])));
  const uncompared = datasets.filter(({ id }) => !compared.has(id));
  const silent = checks.filter(({ latest }) => latest === null || latest.verdict === 'not_evaluated');
  const untested = [...new Set([...uncompared, ...silent.flatMap(({ datasetId }) => nameOf.get(datasetId) ?? [])])];
  if (untested.length > 0) {
    return {
      outcome: 'unknown',
      reason: 'no_evidence',
      dataset: untested[0],
      headline: `Critical discrepancies were never looked for in ${untested[0]?.name}`,
      detail:
        uncompared.length > 0
          ? `no field-level check: ${listed(uncompared.map(({ name }) => name))}`
          : `nothing was compared: ${listed(untested.map(({ name }) => name))}`,
      gap: share(untested.length, 'untested'),
    };
  }
  const overdue = checks.filter((check) => freshnessOf(dueFor(check), now.getTime()) === 'stale');
  const [first] = overdue;
  if (!first) return null;
  const late = new Set(overdue.map(({ datasetId }) => datasetId));
  return {
    outcome: 'unknown',
    reason: 'stale',
    dataset: nameOf.get(first.datasetId),
    headline: 'Critical discrepancies were not looked for in time',
    detail: `${nameOf.get(first.datasetId)?.name}: ${kindOf(first.kind).inText} check${lateText(first)}`,
    gap: share(late.size, 'overdue'),
  };
}

/** One that is doubted was due when it was heard, and says nothing of the present. */
function lateText(check: Evidence['checks'][number]): string {
  const doubt = check.latest && doubtText(check.latest);
  return doubt ? `: ${doubt}` : ` ${overdueText(dueOfCheck(check) ?? '')}`;
}

function dueFor(check: Evidence['checks'][number]): { dueAt: string } | null {
  const due = dueOfCheck(check);
  return due === null ? null : { dueAt: due };
}

/** With enough clean days behind it: could a critical discrepancy hide in what was not looked at? It can only be in a critical dataset. */
function findDoubt(datasets: readonly DatasetFacts[], evidence: Evidence): JudgedStreak | null {
  const critical = datasets.filter(({ criticality }) => criticality === 'critical');
  const [first] = doubtsIn(critical, evidence);
  if (!first) return null;
  const { dataset, kind, what, suspected } = first;
  return {
    outcome: 'unknown',
    reason: 'inconclusive',
    dataset,
    headline: `No critical discrepancy in ${dataset.name} is not proven`,
    detail:
      suspected > 0
        ? `${counted(suspected, 'row')} suspected: the streak breaks if they do not heal`
        : `${kindOf(kind).inText} check: ${what}`,
    gap: gapOf(first),
  };
}

type Doubt = { dataset: DatasetFacts; kind: CheckKind; what: string; suspected: number };

/** What the newest runs leave out of these datasets, of the kinds that find what no other would. */
export function doubtsIn(datasets: readonly DatasetFacts[], evidence: Evidence): Doubt[] {
  const byId = new Map(datasets.map((dataset) => [dataset.id, dataset]));
  return streakChecks(evidence, datasets).flatMap(({ latest, datasetId, kind }): Doubt[] => {
    const dataset = byId.get(datasetId);
    if (!dataset || !latest || !findsAlone(kind)) return [];
    const what = leftOut(latest) ?? (kind === 'scenario' ? unrunScenarios(dataset, evidence) : null);
    if (what === null) return [];
    const { suspectedLegacy = 0, suspectedTarget = 0 } = latest.rows ?? {};
    return [{ dataset, kind, what, suspected: Math.max(suspectedLegacy, suspectedTarget) }];
  });
}

export function gapOf({ suspected }: Doubt): string {
  return suspected > 0 ? `${counted(suspected, 'suspected row')} to decide` : 'needs a run that leaves nothing out';
}

export function streakChecks({ checks }: Evidence, datasets: readonly DatasetFacts[]): Evidence['checks'][number][] {
  const ids = new Set(datasets.map(({ id }) => id));
  return checks.filter((check) => ids.has(check.datasetId) && countsForStreak(check));
}

/** "broken on 2 Nov by D-41; 11 Nov void; 3 days from one look to the next in payouts" */
function interruptions({ days, longestGap }: Streak): string {
  const parts = days.flatMap(({ date, state, reason }) => {
    if (state === 'broken') return [`broken on ${dateText(date)}${reason ? ` by ${reason}` : ''}`];
    return state === 'void' ? [`${dateText(date)} void`] : [];
  });
  const shown = parts.slice(-3);
  const listed = parts.length > shown.length ? [...shown, `${parts.length - shown.length} earlier`] : shown;
  const looks =
    longestGap !== null && longestGap.days > 1
      ? [`${counted(longestGap.days, 'day')} from one look to the next in ${longestGap.dataset}`]
      : [];
  return [...(listed.length > 0 ? listed : ['no interruption']), ...looks].join('; ');
}
