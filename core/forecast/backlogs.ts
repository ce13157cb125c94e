import { type CriterionMetric, type FutureMetric, metricOf } from '../criteria/registry.ts';
import type { CriterionDefinition } from '../criteria/schema.ts';
import { datasetsInScope } from '../criteria/scope.ts';
import { isValid } from '../criteria/share-of-items.ts';
import { isAtLeast } from '../discrepancy/severity.ts';
import type { DiscrepancySpan, Evidence } from '../evidence/rollup.ts';
import { type Mark, markKey } from '../plan/mark.ts';
import { addDays, dayOf } from '../time/day.ts';
import { msOf } from '../time/instant.ts';
import type { JudgedCriterion } from '../verdict/decide.ts';
import type { Backlog } from './facts.ts';

/** How far back the pace of work is looked at. */
const PACE_DAYS = 28;

/** Rates that recover when what is found has been put right. */
const ofDifferences: ReadonlySet<CriterionMetric | FutureMetric> = new Set([
  'record_count_variance',
  'field_match_rate',
  'row_match_rate',
  'discrepancy_rate',
  'checksum_match',
  'noise_adjusted_mismatch',
]);

type Asked = { evidence: Evidence; now: Date };

/** What has to be worked off before a criterion can be met; null where nothing that is counted speaks for it. */
export function backlogOf({ definition, result }: JudgedCriterion, asked: Asked): Backlog | null {
  const { metric } = definition;
  if (metric === 'open_discrepancies' && result.outcome === 'not_met') return openOnes(definition, asked);
  if (ofDifferences.has(metric) && result.outcome === 'not_met') return differences(definition, asked);
  if (metric === 'scenario_pass_rate' || metric === 'inventory_documented' || metric === 'attestation')
    return items(metric, asked);
  if (metric === 'cohort_validated') return members(asked);
  const neverRan = result.unknownReason === 'no_evidence' && metricOf(metric).reads.length > 0;
  return metric === 'coverage' || neverRan ? firstResults(definition, asked) : null;
}

function openOnes(definition: CriterionDefinition, { evidence, now }: Asked): Backlog {
  const severity = definition.options?.severity ?? 'minor';
  const spans = spansOf(definition, evidence).filter((span) => isAtLeast(span.severity, severity));
  const limit = Math.floor(Number(definition.threshold ?? 0));
  return {
    kind: 'discrepancies',
    name:
      severity === 'minor'
        ? 'open discrepancies'
        : `open ${severity === 'major' ? 'critical or major' : severity} discrepancies`,
    left: spans.filter(({ to }) => to === null || msOf(to) > now.getTime()).length,
    allowed: Math.max(0, definition.comparator === 'lt' ? limit - 1 : limit),
    days: countByDay(spans, evidence, now),
  };
}

/** All that is open now has to be closed; what arrives later is the next figure's. */
function differences(definition: CriterionDefinition, { evidence, now }: Asked): Backlog | null {
  const spans = spansOf(definition, evidence);
  const left = spans.filter(({ to }) => to === null || msOf(to) > now.getTime()).length;
  if (left === 0) return null;
  const days = countByDay(spans, evidence, now).map(({ closed }) => ({ arrived: 0, closed }));
  return { kind: 'discrepancies', name: 'discrepancies that are open now', left, allowed: 0, days };
}

function spansOf({ scope }: CriterionDefinition, evidence: Evidence): DiscrepancySpan[] {
  const ids = new Set(datasetsInScope(evidence, scope).map(({ id }) => id));
  return evidence.spans.filter(({ datasetId }) => ids.has(datasetId));
}

/** The last whole days of the parallel run. */
function paceDays({ timeZone, startedAt }: Evidence, now: Date): string[] {
  const today = dayOf(now.getTime(), timeZone);
  const first = dayOf(msOf(startedAt), timeZone);
  return Array.from({ length: PACE_DAYS }, (_, i) => addDays(today, i - PACE_DAYS)).filter((day) => day >= first);
}

function countByDay(spans: readonly DiscrepancySpan[], evidence: Evidence, now: Date): Backlog['days'] {
  const arrived = tally(
    spans.map(({ from }) => from),
    evidence.timeZone,
  );
  const closed = tally(
    spans.flatMap(({ to }) => to ?? []),
    evidence.timeZone,
  );
  return paceDays(evidence, now).map((day) => ({ arrived: arrived.get(day) ?? 0, closed: closed.get(day) ?? 0 }));
}

function tally(instants: readonly string[], timeZone: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const instant of instants) {
    const day = dayOf(msOf(instant), timeZone);
    counts.set(day, (counts.get(day) ?? 0) + 1);
  }
  return counts;
}

const doneStatus = {
  scenario_pass_rate: 'passed',
  inventory_documented: 'documented',
  attestation: 'attested',
} as const;
const partOf = {
  scenario_pass_rate: 'scenarios',
  inventory_documented: 'inventory',
  attestation: 'attestations',
} as const;
const nouns = { scenarios: 'scenarios', inventory: 'inventory items', attestations: 'statements' } as const;

function items(metric: keyof typeof partOf, asked: Asked): Backlog | null {
  const part = partOf[metric];
  const all: readonly { name: string; validDays?: number | null }[] = asked.evidence.plan[part];
  const marks = all.map(({ name, validDays = null }) => {
    const mark = asked.evidence.plan.marks.get(markKey({ part, name, member: null }));
    return isValid(mark, validDays, asked.now) && mark.status === doneStatus[metric] ? mark : null;
  });
  return marked(nouns[part], marks, asked);
}

function members(asked: Asked): Backlog | null {
  const { cohorts, marks } = asked.evidence.plan;
  const known = cohorts.flatMap((cohort) =>
    cohort.members.map((member) => {
      const mark = marks.get(markKey({ part: 'cohorts', name: cohort.name, member: member.name }));
      return mark?.status === 'validated' ? mark : null;
    }),
  );
  return marked('cohort members', known, asked);
}

function marked(name: string, marks: readonly (Mark | null)[], { evidence, now }: Asked): Backlog | null {
  const left = marks.filter((mark) => mark === null).length;
  if (left === 0) return null;
  const done = tally(
    marks.flatMap((mark) => mark?.at ?? []),
    evidence.timeZone,
  );
  const days = paceDays(evidence, now).map((day) => ({ arrived: 0, closed: done.get(day) ?? 0 }));
  return { kind: 'coverage', name, left, allowed: 0, days };
}

/** Checks that never had a result, and datasets that nobody compares; done by the day of the first result of each check. */
function firstResults({ scope }: CriterionDefinition, { evidence, now }: Asked): Backlog | null {
  const datasets = datasetsInScope(evidence, scope);
  const ids = new Set(datasets.map(({ id }) => id));
  const checks = evidence.checks.filter(({ datasetId }) => ids.has(datasetId));
  const uncompared = datasets.filter(
    ({ id }) => !checks.some(({ datasetId, kind }) => datasetId === id && kind === 'field_level'),
  );
  const left = uncompared.length + checks.filter(({ latest }) => latest === null).length;
  if (left === 0) return null;
  const firsts = tally(
    checks.flatMap(({ ledger }) => {
      const [first] = ledger.heard.map(([from]) => from).toSorted();
      return first === undefined ? [] : [`${first}T12:00:00Z`];
    }),
    'UTC',
  );
  const days = paceDays(evidence, now).map((day) => ({ arrived: 0, closed: firsts.get(day) ?? 0 }));
  return { kind: 'coverage', name: 'first results', left, allowed: 0, days };
}
