import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maintenanceOf } from '../evidence/plan-facts.ts';
import { marksInForce } from '../mark/marks-in-force.ts';
import { type Mark, markKey } from '../mark/schema.ts';
import { diffPlans } from './diff-plan.ts';
import { type PlanDocumentInput, planDocumentSchema } from './document.ts';
import { findDocumentProblems } from './find-document-problems.ts';
import { findOwnershipGaps } from './find-ownership-gaps.ts';

const migration = {
  slug: 'core',
  name: 'Core',
  legacySystem: 'A',
  targetSystem: 'B',
  timeZone: 'Europe/Berlin',
  currency: 'EUR',
};
const plan = (more: Partial<PlanDocumentInput> = {}) => planDocumentSchema.parse({ parallax: 1, migration, ...more });
const phases = (...names: string[]) => names.map((name) => ({ name }));

describe('the difference of two plans', () => {
  it('is nothing where they say the same, whatever was left out', () => {
    const written = plan({ teams: [{ name: 'Finance' }], phases: phases('Shadow') });
    const full = plan({
      phases: [{ name: 'Shadow', goal: '', plannedFrom: null, plannedTo: null, entry: [], exit: [] }],
      teams: [{ lead: null, validationLayer: '', name: 'Finance' }],
    });
    expect(diffPlans(written, full)).toEqual([]);
  });

  it('names what is added, changed with its fields, removed, and moved where the order means something', () => {
    const before = plan({
      phases: phases('Shadow', 'Ramp', 'Full'),
      teams: [{ name: 'Finance' }, { name: 'BI' }],
      settings: { committedOn: '2026-12-05' },
    });
    const after = plan({
      phases: phases('Start', 'Ramp', 'Shadow', 'Full'),
      teams: [{ name: 'BI' }, { name: 'Finance', validationLayer: 'payouts' }],
    });
    expect(diffPlans(before, after).map(({ part, name, kind, fields }) => [part, name, kind, fields])).toEqual([
      ['settings', 'settings', 'changed', ['committedOn']],
      ['teams', 'Finance', 'changed', ['validationLayer']],
      ['phases', 'Start', 'added', []],
      ['phases', 'Ramp', 'moved', []],
      ['phases', 'Shadow', 'moved', []],
    ]);
    expect(diffPlans(after, before).find(({ kind }) => kind === 'removed')).toMatchObject({
      name: 'Start',
      after: null,
    });
  });

  it('is symmetric: what one way adds the other removes', () => {
    const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 5 });
    fc.assert(
      fc.property(names, names, (a, b) => {
        const [one, other] = [plan({ phases: phases(...a) }), plan({ phases: phases(...b) })];
        const kinds = (kind: string, from: typeof one, to: typeof one) =>
          diffPlans(from, to)
            .flatMap((change) => (change.kind === kind ? [change.name] : []))
            .sort();
        expect(kinds('added', one, other)).toEqual(kinds('removed', other, one));
        expect(diffPlans(one, other).length === 0).toBe(a.join() === b.join());
      }),
    );
  });
});

describe('what does not add up in a plan', () => {
  it('is reported all at once, with its place', () => {
    const wrong = plan({
      teams: [{ name: 'Finance' }],
      phases: [{ name: 'Shadow', plannedFrom: '2026-12-02', plannedTo: '2026-12-01' }, { name: 'Shadow' }],
      scenarios: [{ name: 'Refund', team: 'Nobody' }],
      responsibilities: [{ name: 'phase Nowhere', accountable: 'Lea' }],
      workstreams: [{ name: 'Content', phase: 'Later' }],
      ramp: [
        { name: 'half', percent: 50 },
        { name: 'tenth', percent: 10 },
      ],
      criteria: [
        {
          key: 'fields',
          metric: 'field_match_rate',
          comparator: 'gt',
          threshold: '0.999',
          gates: ['Full'],
          scope: { kind: 'dataset', dataset: 'payouts' },
        },
      ],
    });
    expect(findDocumentProblems(wrong).map(({ pointer }) => pointer)).toEqual([
      '/phases/1/name',
      '/scenarios/0/team',
      '/phases/0/plannedTo',
      '/criteria/0/gates/0',
      '/workstreams/0/phase',
      '/responsibilities/0/name',
      '/criteria/0/scope/dataset',
      '/ramp/1/percent',
    ]);
    expect(findDocumentProblems(plan())).toEqual([]);
  });

  it('refuses a second accountable by its shape, and shows what has none', () => {
    const row = { name: 'phase Shadow', accountable: 'Lea' };
    expect(findDocumentProblems(plan({ phases: phases('Shadow'), responsibilities: [row, row] }))).toHaveLength(1);
    const gaps = findOwnershipGaps(plan({ phases: phases('Shadow', 'Full'), responsibilities: [row] }));
    expect(gaps).toEqual([
      { subject: 'phase Shadow', missing: 'deputy' },
      { subject: 'phase Full', missing: 'accountable' },
    ]);
  });
});

describe('marks', () => {
  const mark = (at: string, status: string, more: Partial<Mark> = {}): Mark => ({
    part: 'calendar',
    name: 'Patch day',
    member: null,
    status,
    note: '',
    evidence: null,
    dueOn: null,
    by: 'Lea',
    byId: null,
    runId: null,
    at,
    ...more,
  });
  const entry = {
    name: 'Patch day',
    kind: 'maintenance' as const,
    from: '2026-12-01T00:00:00Z',
    to: '2026-12-02T00:00:00Z',
    reason: 'patches',
  };

  it('hold until a newer one, in whatever order they come', () => {
    const marks = [mark('2026-11-02T00:00:00Z', 'withdrawn'), mark('2026-11-01T00:00:00Z', 'approved')];
    expect(marksInForce(marks).get(markKey(mark('', '')))?.status).toBe('withdrawn');
    expect(marksInForce(marks.toReversed()).get(markKey(mark('', '')))?.status).toBe('withdrawn');
  });

  it('approve a maintenance window as it stood then, not as somebody changed it since', () => {
    const approved = marksInForce([mark('2026-11-01T00:00:00Z', 'approved')]);
    expect(maintenanceOf([{ entry, enteredAt: '2026-10-30T00:00:00Z' }], approved)).toEqual([
      { from: entry.from, to: entry.to, approvedAt: '2026-11-01T00:00:00Z', reason: 'patches' },
    ]);
    expect(maintenanceOf([{ entry, enteredAt: '2026-11-01T00:00:01Z' }], approved)).toEqual([]);
    expect(maintenanceOf([{ entry: { ...entry, kind: 'freeze' }, enteredAt: entry.from }], approved)).toEqual([]);
    expect(maintenanceOf([{ entry, enteredAt: entry.from }], marksInForce([]))).toEqual([]);
  });
});
