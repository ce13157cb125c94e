import { describe, expect, it } from 'vitest';
import { notAvailable } from '../criteria/not-available.ts';
import { criterionDefinitionSchema } from '../criteria/schema.ts';
import type { PhaseState } from '../phase/phase-states.ts';
import { decide } from './decide.ts';
import type { JudgedCriterion } from './judged-criterion.ts';
import { type OpenCondition, otherReasons } from './other-reasons.ts';

const none = { windows: [], timeZone: 'UTC' };

const now = new Date('2026-12-24T12:00:00Z');
const definition = criterionDefinitionSchema.parse({ metric: 'coverage', comparator: 'gte', threshold: '1' });
const criterion = (outcome: 'met' | 'not_available'): JudgedCriterion => ({
  id: '00000000-0000-7000-8000-000000000001',
  definition,
  result: { ...notAvailable(definition, 'Coverage', 'nothing'), outcome },
  since: null,
});
const entry = {
  name: 'Year-end',
  kind: 'freeze' as const,
  from: '2026-12-20T00:00:00Z',
  to: '2027-01-04T00:00:00Z',
  reason: 'books close',
};
describe('reasons beside the criteria', () => {
  it('an open freeze is no-go, before and after it is not', () => {
    const frozen = (time: string) =>
      decide([criterion('met')], otherReasons({ timeZone: 'UTC', windows: [{ entry }], now: new Date(time) }));
    expect(frozen(now.toISOString())).toMatchObject({
      verdict: 'no_go',
      headline: 'Changes are frozen: Year-end.',
      blockers: [{ standing: 'frozen', criterionId: null, gap: 'until 2027-01-04 00:00 UTC' }],
    });
    expect(frozen('2026-12-19T23:59:59Z').verdict).toBe('go');
    expect(frozen(entry.to).verdict).toBe('go');
    expect(
      decide(
        [criterion('met')],
        otherReasons({ timeZone: 'UTC', windows: [{ entry: { ...entry, kind: 'maintenance' } }], now }),
      ).verdict,
    ).toBe('go');
  });

  it('a schema change that was first seen in a freeze is flagged until it is gone, one seen before or after is not', () => {
    const seen = (...times: string[]) =>
      decide(
        [criterion('met')],
        otherReasons({
          timeZone: 'UTC',
          windows: [{ entry }],
          schemaChanges: times.map((seenAt, i) => ({
            number: i + 1,
            title: 'payouts.total differs',
            datasetId: 'd',
            seenAt,
          })),
          now: new Date('2027-01-09T12:00:00Z'),
        }),
      );
    expect(seen('2026-12-21T00:00:00Z', '2026-12-20T00:00:00Z', '2026-12-19T23:59:59Z', entry.to)).toMatchObject({
      verdict: 'conditional_go',
      summary: '2 schema changes were seen in the freeze Year-end.',
      blockers: [
        {
          standing: 'schema_changed',
          blocking: false,
          detail: 'D-2 payouts.total differs and D-1 payouts.total differs',
          since: '2026-12-20T00:00:00Z',
        },
      ],
    });
    expect(seen('2026-12-19T23:59:59Z', entry.to).verdict).toBe('go');
  });

  it('what cannot be judged yet blocks nothing and proves nothing', () => {
    expect(decide([criterion('met'), criterion('not_available')])).toMatchObject({
      verdict: 'go',
      headline: 'The one criterion is met.',
    });
    expect(decide([criterion('not_available')]).verdict).toBe('no_go');
  });

  it('a phase whose turn it is not never says go, whatever its own criteria say', () => {
    const state = (name: string, state: PhaseState['state']) => ({ name, state, startedAt: null, leftAt: null });
    const phases = [state('Shadow', 'left'), state('Ramp', 'current'), state('Full', 'ahead')];
    const at = (gate: string | null) => decide([criterion('met')], otherReasons({ ...none, phases, gate, now }));
    expect(at('Full')).toMatchObject({
      verdict: 'no_go',
      headline: 'The phase Ramp comes first.',
      blockers: [{ standing: 'too_early', blocking: true, link: { page: 'decisions' } }],
    });
    for (const gate of ['Shadow', 'Ramp', null]) expect(at(gate).verdict).toBe('go');
  });

  it('a condition of an earlier go warns until the end of its day, and blocks from then on', () => {
    const condition = {
      decision: 3,
      text: 'Close D-4',
      owner: 'Finance',
      dueOn: '2026-12-24',
      decidedAt: '2026-12-20T10:00:00Z',
    };
    const later = { ...condition, text: 'Drill', owner: 'Platform', dueOn: '2026-12-31' };
    const at = (time: string, conditions: OpenCondition[]) =>
      decide([criterion('met')], otherReasons({ ...none, timeZone: 'Europe/Berlin', conditions, now: new Date(time) }));
    expect(at('2026-12-24T22:59:59Z', [condition])).toMatchObject({
      verdict: 'conditional_go',
      summary: '1 condition of an earlier go is open.',
      blockers: [
        {
          standing: 'condition_open',
          blocking: false,
          ownerTeam: 'Finance',
          gap: 'by 24 Dec',
          since: condition.decidedAt,
        },
      ],
    });
    expect(at('2026-12-24T23:00:00Z', [later, condition])).toMatchObject({
      verdict: 'no_go',
      headline: '1 condition of an earlier go is overdue.',
      blockers: [
        {
          standing: 'condition_overdue',
          blocking: true,
          detail: 'G-3 Close D-4 (Finance, 24 Dec)',
          since: '2026-12-24T23:00:00.000Z',
        },
        { standing: 'condition_open', detail: 'G-3 Drill (Platform, 31 Dec)' },
      ],
    });
    expect(at('2027-01-01T12:00:00Z', [later, condition]).blockers).toMatchObject([
      { headline: '2 conditions of an earlier go are overdue', ownerTeam: null },
    ]);
  });
});
