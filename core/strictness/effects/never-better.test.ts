import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CheckKind, checkKinds } from '../../check/kinds.ts';
import { evaluateCriterion } from '../../criteria/registry.ts';
import type { CheckRollup, Evidence } from '../../evidence/rollup.ts';
import { type Mark, markKey } from '../../mark/schema.ts';
import { criteriaOfGate } from '../../phase/criteria-of-gate.ts';
import { type ApprovedPlan, approvedCriteria } from '../../plan/approved-plan.ts';
import { type PlanDocument, planDocumentSchema } from '../../plan/document.ts';
import { evidenceUnder } from '../../plan/evidence-under.ts';
import { planDifferences } from '../../plan/plan-differences.ts';
import { withDifference } from '../../plan/with-difference.ts';
import { evidenceOf, GATES, type History, histories, NOW, plans } from '../../testing/histories.ts';
import { makers } from '../../testing/history-runs.ts';
import { planEdits } from '../../testing/plan-edits.ts';
import { decide } from '../../verdict/decide.ts';
import { decideBoth, type JudgedGate } from '../../verdict/decide-both.ts';
import { otherReasons } from '../../verdict/other-reasons.ts';
import { settleDifferences } from '../settle-differences.ts';
import { effectOfDifference } from './effect-of-difference.ts';

const names = ['payouts', 'clicks', 'refunds'] as const;
const uuid = (a: number, b = 0) => `00000000-0000-7000-8000-${String(a).padStart(6, '0')}${String(b).padStart(6, '0')}`;
const datasetIds = new Map(names.map((name, i) => [name, uuid(i + 1)]));
const checkId = (dataset: number, kind: CheckKind) => uuid(dataset + 1, checkKinds.indexOf(kind) + 1);

/** Evidence of more than the plan asks for: a third dataset, of which all is well, and things that are done before they are listed. */
type World = { evidence: Evidence; checks: CheckRollup[] };

function worldOf(history: History, sound: History): World {
  const [made, well] = [evidenceOf(history), evidenceOf(sound)];
  const of = (evidence: Evidence, from: string, to: number): CheckRollup[] => {
    const id = evidence.datasets.find(({ name }) => name === from)?.id;
    return evidence.checks
      .filter(({ datasetId }) => datasetId === id)
      .map((check) => ({ ...check, id: checkId(to, check.kind), datasetId: uuid(to + 1) }));
  };
  const payouts = made.datasets.find(({ name }) => name === 'payouts')?.id;
  const spans = made.spans.map((span) => ({ ...span, datasetId: span.datasetId === payouts ? uuid(1) : uuid(2) }));
  const done = (target: Pick<Mark, 'part' | 'name' | 'member'>, status: string): [string, Mark] => [
    markKey(target),
    {
      ...target,
      status,
      note: '',
      evidence: null,
      dueOn: null,
      at: '2026-11-13T00:00:00Z',
      by: '',
      byId: null,
      runId: null,
    },
  ];
  const marks = new Map([
    ...['Extra', 'X', 'shop'].flatMap((name) => [
      done({ part: 'scenarios', name, member: null }, 'passed'),
      done({ part: 'inventory', name, member: null }, 'documented'),
      done({ part: 'attestations', name, member: null }, 'attested'),
      ...['ACME', 'Extra', 'X'].map((member) => done({ part: 'cohorts', name, member }, 'validated')),
    ]),
    ...['Extra', 'X'].map((member) => done({ part: 'cohorts', name: 'Pilot', member }, 'validated')),
    ...made.plan.marks,
  ]);
  return {
    evidence: { ...made, spans, plan: { ...made.plan, marks } },
    checks: [...of(made, 'payouts', 0), ...of(made, 'clicks', 1), ...of(well, 'payouts', 2)],
  };
}

const migration = { slug: 'm', name: 'M', legacySystem: 'a', targetSystem: 'b', timeZone: 'UTC', currency: 'EUR' };
const isMade = (name: string, kind: CheckKind) => makers.some((one) => one.dataset === name && one.kind === kind);
const asked = fc.oneof(
  { weight: 8, arbitrary: fc.constant<object>({ kind: 'all' }) },
  { weight: 2, arbitrary: fc.constant<object>({ kind: 'dataset', dataset: 'payouts' }) },
  { weight: 1, arbitrary: fc.constant<object>({ kind: 'wave', wave: 2 }) },
);

/** What is asked in the plan: of all that could be a part, so that more can be asked. */
const documents: fc.Arbitrary<PlanDocument> = fc
  .tuple(
    plans,
    fc.array(fc.tuple(asked, fc.constantFrom(null, null, '0.5')), { minLength: 19, maxLength: 19 }),
    fc.uniqueArray(fc.nat(18), { minLength: 1, maxLength: 3 }),
    fc.subarray(
      [
        'field_level',
        'record_count',
        'checksum',
        'schema',
        'event_order',
        'replication_lag',
        'performance',
        'noise_floor',
      ] as const,
      { minLength: 7 },
    ),
    fc.nat(5).map((n) => n > 0),
    fc.nat(5).map((n) => n === 0),
  )
  .map(([criteria, more, chosen, kinds, hasItems, isFrozen]) => {
    const share = /rate$|validated|documented|attestation|coverage/;
    const item = (name: string, rest: object = {}) => (hasItems ? [{ name, ...rest }] : []);
    return planDocumentSchema.parse({
      parallax: 1,
      migration,
      phases: GATES.map((name) => ({ name })),
      criteria: chosen.flatMap((i) => {
        const { definition } = criteria[i] ?? {};
        const [scope, threshold] = more[i] ?? [];
        if (!definition) return [];
        const isShare = share.test(definition.metric) && definition.comparator === 'gte';
        return [{ ...definition, key: `k${i}`, scope, ...(isShare && threshold ? { threshold } : {}) }];
      }),
      datasets: ['payouts', 'clicks'].map((name) => ({
        name,
        domain: 'shop',
        legacyRef: name,
        targetRef: name,
        criticality: 'critical',
        moneyColumn: 'amount',
        checks: kinds
          .filter((kind) => isMade(name, kind))
          .map((kind) => ({
            kind,
            schedule: { everyMs: 86_400_000, graceMs: 3_600_000 },
            ...(kind === 'performance' ? { tolerances: { slaMs: '400', cycleDays: 7 } } : {}),
          })),
      })),
      scenarios: item('Refund'),
      inventory: item('Nightly feed', { kind: 'integration', critical: true }),
      cohorts: item('Pilot', { members: [{ name: 'ACME', priority: 1 }] }),
      attestations: item('Variances', { statement: 'Understood.' }),
      calendar: [
        { name: 'Quarter', kind: 'freeze', from: '2026-11-13T00:00:00Z', to: '2026-11-14T13:00:00Z' },
        { name: 'Month', kind: 'month_end', from: '2026-11-10T00:00:00Z', to: '2026-11-11T00:00:00Z' },
        { name: 'Move', kind: 'maintenance', from: '2026-11-12T00:00:00Z', to: '2026-11-13T00:00:00Z' },
      ].filter((_, i) => i > 0 || isFrozen),
      teams: [{ name: 'BI' }],
      rules: [{ name: 'r', action: 'resend' }],
      triggers: [{ name: 't', metric: 'error_rate', above: '0.1' }],
      ramp: [{ name: 's', percent: 50 }],
      workstreams: [{ name: 'w' }],
      costs: [{ name: 'c', kind: 'licence', amount: '5', per: 'day' }],
    });
  });

/** By name: ids that the server would have given. */
function planOf(document: PlanDocument): ApprovedPlan {
  return {
    document,
    criteria: Object.fromEntries(document.criteria.map(({ key }, i) => [key, uuid(900, i)])),
    datasets: Object.fromEntries(
      document.datasets.map(({ name }) => {
        const at = names.map(String).indexOf(name);
        const checks = checkKinds.map(
          (kind) => [kind, { id: checkId(at, kind), createdAt: '2026-11-10T00:00:00Z' }] as const,
        );
        return [
          name,
          { id: datasetIds.get(names[at] ?? 'payouts') ?? uuid(99), checks: Object.fromEntries(at < 0 ? [] : checks) },
        ];
      }),
    ),
    enteredAt: {},
  };
}

function judge(document: PlanDocument, { evidence, checks }: World, gate: string | null): JudgedGate {
  const plan = planOf(document);
  const under = evidenceUnder(plan, { ...evidence, checks: [] }, checks, NOW);
  const criteria = approvedCriteria(plan).map((one) => ({ ...one, gates: one.definition.gates }));
  return {
    gate,
    criteria: criteriaOfGate(criteria, gate).map(({ id, definition }) => ({
      id,
      definition,
      result: evaluateCriterion(definition, under, NOW),
      since: null,
    })),
    reasons: otherReasons({ windows: under.windows, timeZone: under.timeZone, now: NOW }),
  };
}

const rank = { no_go: 0, conditional_go: 1, go: 2 } as const;
const rankOf = (document: PlanDocument, world: World, gate: string | null) => {
  const { criteria, reasons } = judge(document, world, gate);
  return rank[decide(criteria, reasons).verdict];
};

/** Evidence is dear to make and cheap to judge. Mostly something is wrong with it. */
const sound = fc
  .sample(histories, { numRuns: 200, seed: 7 })
  .find(({ found }) => found.flat().every((one) => one === 'sound'));
const worlds = fc
  .sample(histories, 80)
  .filter(
    ({ found, spans, marks }) =>
      spans.length > 0 || found.flat().includes('bad') || Object.values(marks).includes('failed'),
  )
  .map((history) => worldOf(history, sound ?? history));
const given = fc.tuple(
  documents,
  fc.array(planEdits, { minLength: 30, maxLength: 30 }),
  fc.constantFrom(...worlds),
  fc.constantFrom(null, ...GATES),
);
/** What a lead under pressure thinks of first. */
const without =
  ({ key }: PlanDocument['criteria'][number]) =>
  (plan: PlanDocument): PlanDocument => ({ ...plan, criteria: plan.criteria.filter((one) => one.key !== key) });

/** Plans, with some thirty edits each. */
const RUNS = { numRuns: Number(process.env.EDIT_RUNS ?? 200) };

describe('whatever of a plan one person changes', () => {
  test('what takes effect at once makes no verdict better, whatever the evidence', () => {
    let effective = 0;
    fc.assert(
      fc.property(given, ([document, edits, world, gate]) => {
        const standing = { approved: document, windows: new Set<string>() };
        const before = rankOf(document, world, gate);
        for (const edit of edits) {
          const current = edit(document);
          for (const difference of current ? planDifferences(document, current) : []) {
            if (!current || effectOfDifference(difference, standing) === 'waits') continue;
            effective += 1;
            const after = rankOf(withDifference(document, difference, current), world, gate);
            expect(after, JSON.stringify(difference)).toBeLessThanOrEqual(before);
          }
        }
      }),
      RUNS,
    );
    expect(effective).toBeGreaterThan(RUNS.numRuns);
  });

  test('the verdict is never better than before, and nothing else than what waits keeps the plans apart', () => {
    let better = 0;
    fc.assert(
      fc.property(given, fc.nat(3), ([document, random, world, gate], more) => {
        const edits = [...document.criteria.map(without), ...random];
        const before = rankOf(document, world, gate);
        for (let from = 0; from < edits.length; from += more + 1) {
          let [approved, current] = [document, document];
          for (const edit of edits.slice(from, from + more + 1)) {
            current = edit(current) ?? current;
            const settled = settleDifferences({ approved, windows: new Set<string>() }, current);
            expect(settled.waiting).toEqual(planDifferences(settled.approved, current));
            approved = settled.approved;
          }
          const [then, now] = [judge(approved, world, gate), judge(current, world, gate)];
          const alone = decide(now.criteria, now.reasons).verdict;
          const waits = planDifferences(approved, current).length > 0;
          const change = { part: 'p', name: 'n', title: 't', at: NOW.toISOString(), by: 'Lea' };
          const verdict = waits ? decideBoth(then, now, [change]).verdict : alone;
          expect(rank[verdict]).toBeLessThanOrEqual(before);
          if (rank[alone] > before) better += 1;
        }
      }),
      RUNS,
    );
    // Not idle: of the plan as it stands alone many would have been better.
    expect(better).toBeGreaterThan(0);
  });
});
