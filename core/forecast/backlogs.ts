import { type PlanShare, planShareOf } from '../criteria/metric.ts';
import { type Registry, registry } from '../criteria/registry.ts';
import type { AnyDefinition, Requirement } from '../criteria/requirement.ts';
import { datasetsInScope } from '../criteria/scope.ts';
import { isValid } from '../criteria/share-of-items.ts';
import { isAtLeast } from '../discrepancy/severity.ts';
import type { DiscrepancySpan, Evidence } from '../evidence/rollup.ts';
import { type Mark, markKey } from '../mark/schema.ts';
import { addDays, dayOf } from '../time/day.ts';
import { msOf } from '../time/instant.ts';
import type { JudgedCriterion } from '../verdict/judged-criterion.ts';
import type { Backlog } from './facts.ts';

/** How far back the pace of work is looked at. */
const PACE_DAYS = 28;

type EvidenceAt = { evidence: Evidence; now: Date };

/** What has to be worked off before a criterion can be met; null where nothing that is counted speaks for it. */
export function backlogOf(
  { definition, result }: JudgedCriterion<AnyDefinition>,
  asked: EvidenceAt,
  { of }: Registry = registry,
): Backlog | null {
  const metric = of(definition.metric);
  const share = planShareOf(metric);
  if (share) return items(share, asked);
  const isFailed = result.outcome === 'not_met';
  if (metric.counts === 'discrepancies' && isFailed) return openOnes(definition, asked);
  if (metric.backlog === 'differences' && isFailed) return differences(definition, asked);
  const neverRan = result.unknownReason === 'no_evidence' && metric.reads.length > 0;
  return metric.backlog === 'first_results' || neverRan ? firstResults(definition, asked) : null;
}

function openOnes(definition: Requirement, { evidence, now }: EvidenceAt): Backlog {
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
function differences(definition: Requirement, { evidence, now }: EvidenceAt): Backlog | null {
  const spans = spansOf(definition, evidence);
  const left = spans.filter(({ to }) => to === null || msOf(to) > now.getTime()).length;
  if (left === 0) return null;
  const days = countByDay(spans, evidence, now).map(({ closed }) => ({ arrived: 0, closed }));
  return { kind: 'discrepancies', name: 'discrepancies that are open now', left, allowed: 0, days };
}

function spansOf({ scope }: Requirement, evidence: Evidence): DiscrepancySpan[] {
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

function items({ part, status, items: name }: PlanShare, asked: EvidenceAt): Backlog | null {
  const { plan } = asked.evidence;
  const marks = itemsOf(plan, part).map(({ validDays, ...item }) => {
    const mark = plan.marks.get(markKey({ part, ...item }));
    return isValid(mark, validDays, asked.now) && mark.status === status ? mark : null;
  });
  return marked(name, marks, asked);
}

type Item = { name: string; member: string | null; validDays: number | null };

/** Of cohorts each member is marked by itself. */
function itemsOf(plan: Evidence['plan'], part: PlanShare['part']): Item[] {
  if (part === 'cohorts') {
    return plan.cohorts.flatMap(({ name, members }) =>
      members.map((member) => ({ name, member: member.name, validDays: null })),
    );
  }
  const all: readonly { name: string; validDays?: number | null }[] = plan[part];
  return all.map(({ name, validDays = null }) => ({ name, member: null, validDays }));
}

function marked(name: string, marks: readonly (Mark | null)[], { evidence, now }: EvidenceAt): Backlog | null {
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
function firstResults({ scope }: Requirement, { evidence, now }: EvidenceAt): Backlog | null {
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
