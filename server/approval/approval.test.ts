import { describe, expect, it } from 'vitest';
import type { PlanDocument } from '#core/plan/document.ts';
import { db } from '../db.ts';
import { approveWaiting } from '../testing/approve-waiting.ts';
import { makeBad } from '../testing/bad-migration.ts';
import { as } from '../testing/call.ts';
import { makeKey, makeMember } from '../testing/factory.ts';

type Bad = Awaited<ReturnType<typeof makeBad>>;

/** Nobody alone gets through: not the gate, not a meeting, however the question is put. */
async function expectClosed(
  { migrationId, slug, caller, migration, now, verdict }: Bad,
  approved: 'no_go' | 'go' = 'no_go',
) {
  const key = await makeKey(migration, { scopes: ['gate'], now });
  for (const allowConditional of [false, true]) {
    const { data } = await as(key.actor, now).gate.check({ allowConditional });
    expect(data).toMatchObject({ pass: false, result: 'not_met' });
    expect(data.reasons.map(({ standing }) => standing)).toContain('unapproved');
  }
  const answer = await verdict();
  expect(answer).toMatchObject({
    verdict: approved === 'no_go' ? 'no_go' : 'conditional_go',
    waiting: { approved: { verdict: approved } },
  });
  const { id: decisionId, number } = await caller.decision.freeze({ migrationId });
  const frozen = await caller.decision.get({ slug, number });
  expect(frozen.waits).toBe(true);
  expect(JSON.parse(frozen.snapshot)).toMatchObject({ answer: { waiting: answer.waiting } });
  const { proposedAt } = await caller.decision.propose({ migrationId, decisionId, outcome: 'go', reason: 'Now.' });
  await expect(caller.decision.take({ migrationId, decisionId, proposedAt })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
  await caller.decision.withdraw({ migrationId, decisionId });
}

describe('a lead alone', () => {
  it('gets no go by taking out the criterion that fails', async () => {
    const made = await makeBad();
    await made.fail();
    await made.edit(({ criteria }) => ({
      criteria: criteria.filter(({ metric }) => metric !== 'field_match_rate' && metric !== 'critical_free_streak'),
    }));
    expect((await made.verdict()).waiting?.standing.verdict).toBe('go');
    await expectClosed(made);
  });

  it('gets none by a phase in front, whose gate asks for nothing that fails', async () => {
    const made = await makeBad(({ criteria }) => ({
      criteria: criteria.map((one) => ({
        ...one,
        gates: one.metric === 'record_count_variance' ? ['Shadow', 'Ramp'] : ['Shadow'],
      })),
    }));
    await made.fail();
    await made.edit(({ phases, criteria }) => ({
      phases: [{ ...phases[0], name: 'Assess' }, ...phases] as PlanDocument['phases'],
      criteria: criteria.map((one) =>
        one.metric === 'record_count_variance' ? { ...one, gates: ['Assess', 'Shadow', 'Ramp'] } : one,
      ),
    }));
    expect((await made.verdict()).waiting?.standing).toMatchObject({ verdict: 'go', gate: 'Assess' });
    await expectClosed(made);
  });

  it('gets none by another order of phases, nor by asking at a gate that nobody approved', async () => {
    const made = await makeBad(({ criteria }) => ({
      criteria: criteria.map((one) => ({
        ...one,
        gates: one.metric === 'record_count_variance' ? ['Shadow', 'Ramp'] : ['Shadow'],
      })),
    }));
    await made.fail();
    await made.edit(({ phases }) => ({ phases: phases.toReversed() }));
    expect((await made.verdict()).waiting).toMatchObject({
      standing: { verdict: 'go', gate: 'Ramp' },
      changes: [{ title: 'order of the phases' }],
    });
    await expectClosed(made);
    await made.edit(({ phases }) => ({ phases: [{ ...phases[0], name: 'X' }, ...phases] as PlanDocument['phases'] }));
    const key = await makeKey(made.migration, { scopes: ['gate'], now: made.now });
    const { data } = await as(key.actor, made.now).gate.check({ phase: 'X', allowConditional: true });
    expect(data).toMatchObject({ pass: false, verdict: 'no_go' });
  });

  it('gets none by taking out a freeze or a month-end', async () => {
    const made = await makeBad(({ criteria }) => ({
      calendar: [
        { name: 'Year-end', kind: 'freeze', from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z', reason: '' },
        { name: 'February', kind: 'month_end', from: '2026-02-28T00:00:00Z', to: '2026-03-02T10:00:00Z', reason: '' },
      ],
      criteria: [
        ...criteria,
        {
          ...(criteria[0] as PlanDocument['criteria'][number]),
          key: 'covered',
          metric: 'coverage',
          comparator: 'gte',
          threshold: '1',
        },
      ],
    }));
    await made.edit(() => ({ calendar: [] }));
    const { waiting, blockers } = await made.verdict();
    expect(waiting?.changes.map(({ title }) => title).sort()).toEqual(['window February', 'window Year-end']);
    expect(blockers).toContainEqual(expect.objectContaining({ standing: 'frozen', onlyUnder: 'approved' }));
    await made.caller.decision.freeze({ migrationId: made.migrationId });
    const [meeting] = await made.caller.decision.list({ slug: made.slug });
    const ids = { migrationId: made.migrationId, decisionId: meeting?.id ?? '' };
    const { proposedAt } = await made.caller.decision.propose({ ...ids, outcome: 'go', reason: 'r' });
    const finance = as(await makeMember(made.migrationId, 'finance'), made.now);
    await finance.decision.second({ ...ids, proposedAt });
    // The calendar is changed first, and that takes an approval.
    await expect(made.caller.decision.take({ ...ids, proposedAt })).rejects.toMatchObject({
      message: expect.stringContaining('Changes are frozen'),
    });
  });

  it.each<[string, (document: PlanDocument) => Partial<PlanDocument>]>([
    [
      'a narrower scope',
      ({ criteria }) => ({
        criteria: criteria.map((one) => ({ ...one, scope: { kind: 'dataset', dataset: 'clicks' } })),
      }),
    ],
    [
      'another domain of the dataset',
      ({ datasets }) => ({ datasets: datasets.map((one) => ({ ...one, wave: one.name === 'payouts' ? 9 : 1 })) }),
    ],
    [
      'checks that are off',
      ({ datasets }) => ({ datasets: datasets.map((one) => (one.name === 'payouts' ? { ...one, checks: [] } : one)) }),
    ],
  ])('gets none by %s', async (_, change) => {
    const made = await makeBad(({ criteria }) => ({
      criteria: criteria.map((one) => ({ ...one, scope: { kind: 'wave', wave: 1 } })),
    }));
    await made.fail();
    await made.edit(change);
    await expectClosed(made);
  });

  it('gets none by a wider scope, in which what is missing is not missed', async () => {
    const made = await makeBad(({ criteria, datasets }) => ({
      datasets: datasets.map((one) => ({ ...one, domain: one.name })),
      criteria: criteria.map((one) =>
        one.metric === 'response_time_at_peak' ? { ...one, scope: { kind: 'domain', domain: 'clicks' } } : one,
      ),
    }));
    expect((await made.verdict()).verdict).toBe('no_go');
    await made.edit(({ criteria }) => ({ criteria: criteria.map((one) => ({ ...one, scope: { kind: 'all' } })) }));
    expect((await made.verdict()).waiting?.standing.verdict).toBe('go');
    await made.caller.decision.list({ slug: made.slug });
    const key = await makeKey(made.migration, { scopes: ['gate'], now: made.now });
    expect((await as(key.actor, made.now).gate.check({ allowConditional: true })).data.pass).toBe(false);
  });

  it('gets none with a key that may write plans, and does not approve what it did', async () => {
    const made = await makeBad();
    await made.fail();
    const key = as((await makeKey(made.migration, { scopes: ['plan'], now: made.now })).actor, made.now);
    await made.edit(() => ({ criteria: [] }), key);
    await expect(approveWaiting(made.caller, made.migration)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const other = as(await makeMember(made.migrationId, 'lead'), made.now);
    // Another lead may have the key as well as its maker.
    await expect(approveWaiting(other, made.migration)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const key2 = await makeKey(made.migration, { scopes: ['gate'], now: made.now });
    expect((await as(key2.actor, made.now).gate.check({ allowConditional: true })).data.pass).toBe(false);
  });

  it('changes no time zone once there is evidence, and takes out no phase that was left', async () => {
    const made = await makeBad();
    await expect(
      made.edit(({ migration }) => ({ migration: { ...migration, timeZone: 'UTC' } })),
    ).rejects.toMatchObject({ code: 'UNPROCESSABLE_CONTENT' });
    await db.$executeRaw`
      INSERT INTO decision (id, migration_id, number, phase, state, frozen_at, frozen_by, plan_version, snapshot, snapshot_hash, verdict, outcome,
        decided_at, decided_by, decided_verdict, audit_entry_id)
      VALUES (gen_random_uuid(), ${made.migrationId}::uuid, 1, 'Shadow', 'decided', now(), '', 1, '{}', '', 'go', 'go', now(), '', 'go', gen_random_uuid())`;
    await expect(
      made.edit(({ phases }) => ({ phases: phases.filter(({ name }) => name !== 'Shadow') })),
    ).rejects.toMatchObject({
      cause: {
        problems: [{ pointer: '/phases', message: '"Shadow" was left by the decision G-1 and cannot be taken out' }],
      },
    });
  });
});
